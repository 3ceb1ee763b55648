"""Which address shows which page."""

from django.urls import path

from kept.web import charts, people, recording, records, sign_in, static_files, tables, views

urlpatterns = [
    path("", views.home, name="home"),
    path("goals", tables.goals, name="goals"),
    path("goals/<str:code>", records.goal, name="goal"),
    path("goals/<str:code>/<str:stage>", records.behind, name="behind"),
    path("goals/<str:code>/charts/<str:file>", charts.of_goal, name="goal-chart"),
    path("coalitions", tables.coalitions, name="coalitions"),
    path("coalitions/<str:slug>", records.coalition, name="coalition"),
    path("coalitions/<str:slug>/charts/<str:file>", charts.of_coalition, name="coalition-chart"),
    path("promises", tables.promises, name="promises"),
    path("promises/<str:code>", records.commitment, name="promise"),
    path("promises/<str:code>/move-on", recording.move_on, name="move-on"),
    path("promises/<str:code>/take-back/<int:number>", recording.take_back, name="take-back"),
    path("claims/<int:number>/<str:verdict>", recording.review, name="review"),
    path("enter", recording.enter, name="enter"),
    path("parties/<str:slug>", records.party, name="party"),
    path("items/<str:slug>", records.item, name="item"),
    path("documents", tables.documents, name="documents"),
    path("documents/<str:digest>", records.document, name="document"),
    path("meetings", tables.meetings, name="meetings"),
    path("meetings/<str:code>", records.meeting, name="meeting"),
    path("findings", tables.findings, name="findings"),
    path("search", records.find, name="search"),
    path("about", views.about, name="about"),
    path("help", views.help_page, name="help"),
    path("sign-in", sign_in.sign_in, name="sign-in"),
    path("sign-out", sign_in.sign_out, name="sign-out"),
    path("password", sign_in.change_password, name="password"),
    path("people", people.everybody, name="people"),
    path("people/<int:number>", people.person, name="person"),
    path("static/<path:name>", static_files.static_file, name="static"),
]
handler400 = "kept.web.views.bad_request"
handler404 = "kept.web.views.not_found"
handler500 = "kept.web.views.failed"
