"""Which address shows which page."""

from django.urls import path

from kept.web import views

urlpatterns = [
    path("", views.home, name="home"),
    path("style.css", views.style, name="style"),
    path("icon.svg", views.icon, name="icon"),
]
handler404 = "kept.web.views.not_found"
handler500 = "kept.web.views.failed"
