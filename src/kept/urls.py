"""Which door answers an address: the API below /api, the pages everywhere else."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from kept.api import failures
from kept.api.urls import urlpatterns as of_the_api
from kept.web import views
from kept.web.urls import urlpatterns as of_the_pages

urlpatterns = [*of_the_api, *of_the_pages]


def handler400(request: HttpRequest, exception: Exception) -> HttpResponse:
    return failures.failure("bad-request") if _asks_the_api(request) else views.bad_request(request, exception)


def handler404(request: HttpRequest, exception: Exception) -> HttpResponse:
    return failures.failure("not-there") if _asks_the_api(request) else views.not_found(request, exception)


def handler500(request: HttpRequest) -> HttpResponse:
    return failures.failure("failed") if _asks_the_api(request) else views.failed(request)


def _asks_the_api(request: HttpRequest) -> bool:
    return request.path_info.startswith("/api/")
