"""Signing in and out, and changing one's password: the only pages that set a cookie."""

from __future__ import annotations

from datetime import UTC, datetime

from django.conf import settings
from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext, ngettext
from django.views.decorators.cache import never_cache

from kept.access import people, tries
from kept.access.asking import address_of
from kept.access.people import LONGEST_PASSWORD, User
from kept.errors import Misuse
from kept.web import typed
from kept.web.asking import account_of, message, sentence, show

LONGEST_ADDRESS = 2000


def own_path(told: str | None) -> str:
    """Where to go next: a path of these pages, and never another server or the page that signs out."""
    path = told or "/"
    is_own = path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    return path if is_own and len(path) <= LONGEST_ADDRESS and not path.startswith("/sign-") else "/"


@never_cache
def sign_in(request: HttpRequest) -> HttpResponse:
    """The form, and the try; unknown name, wrong password and disabled account are told in the same words."""
    following = own_path(request.POST.get("next") or request.GET.get("next"))
    if request.method == "POST":
        return _try(request, following)
    user = account_of(request)
    if user is not None and not user.must_change_password:
        return HttpResponseRedirect(following)
    return sign_in_form(request, following)


def _try(request: HttpRequest, following: str) -> HttpResponse:
    name, password = request.POST.get("name", ""), request.POST.get("password", "")
    address = address_of(request)
    wait = tries.take(address, name, datetime.now(UTC))
    if wait:
        return _waits(sign_in_form(request, following, waiting(wait), status=429), wait)
    user = authenticate(request, username=name, password=password) if len(password) <= LONGEST_PASSWORD else None
    if not isinstance(user, User):
        return sign_in_form(request, following, gettext("The name or the password is not right."), status=403)
    tries.succeeded(address, name)
    request.session.clear_expired()
    login(request, user)
    typed.remember(request, following)
    return HttpResponseRedirect(password_path(following) if user.must_change_password else following)


def sign_in_form(request: HttpRequest, following: str, problem: str = "", *, status: int = 200) -> HttpResponse:
    """The form; sent to it, or to a form of another page, by somebody whose sign-in has run out, it carries that."""
    is_own = request.path == "/sign-in"
    name = request.POST.get("name", "")[: people.LONGEST_NAME] if is_own else ""
    carried = typed.carried(request) if is_own else typed.of_form(request)
    context = {"following": following, "name": name, "problem": problem, "typed": carried}
    return show(request, "people/sign_in.html", context, status=status)


def waiting(seconds: int) -> str:
    if seconds <= 90:
        told = ngettext("%(count)d second", "%(count)d seconds", seconds) % {"count": seconds}
    else:
        minutes = -(-seconds // 60)
        told = ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes}
    return gettext("Too many tries did not succeed. Wait %(time)s, then try again.") % {"time": told}


def _waits(response: HttpResponse, seconds: int) -> HttpResponse:
    response.headers["Retry-After"] = str(seconds)
    return response


@never_cache
def sign_out(request: HttpRequest) -> HttpResponse:
    """Asked by a form only, so that no link of another page can sign anybody out."""
    if request.method != "POST":
        return show(request, "people/sign_out.html", {})
    logout(request)
    response = HttpResponseRedirect("/")
    response.delete_cookie(settings.CSRF_COOKIE_NAME, samesite="Lax")
    return response


def password_path(following: str) -> str:
    return f"/password?{urlencode({'next': following})}"


@never_cache
def change_password(request: HttpRequest) -> HttpResponse:
    """A new password of one's own; every other sign-in of the person ends."""
    user = account_of(request)
    if user is None:
        return HttpResponseRedirect(f"/sign-in?{urlencode({'next': request.get_full_path()})}")
    following = own_path(request.POST.get("next") or request.GET.get("next"))
    if request.method != "POST":
        return _password_form(request, user, following)
    present, password = request.POST.get("present", ""), request.POST.get("password", "")
    if password != request.POST.get("again", ""):
        problem = gettext("The two new passwords are not the same. Nothing was changed.")
        return _password_form(request, user, following, problem, status=400)
    address = address_of(request)
    wait = tries.take(address, user.username, datetime.now(UTC))
    if wait:
        return _waits(_password_form(request, user, following, waiting(wait), status=429), wait)
    try:
        people.change_password(user, present, password)
    except Misuse as error:
        return _password_form(request, user, following, sentence(error), status=400)
    tries.succeeded(address, user.username)
    update_session_auth_hash(request, user)
    return HttpResponseRedirect(following)


def _password_form(
    request: HttpRequest, user: User, following: str, problem: str = "", *, status: int = 200
) -> HttpResponse:
    context = {"following": following, "account": user, "problem": problem}
    return show(request, "people/password.html", context, status=status)


def form_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that these pages did not hand out, or handed out before somebody signed in or out."""
    if request.path == "/sign-in":
        # Sent twice, or kept open over another sign-in: the fresh form, or on to the page for who is in already.
        following = own_path(request.POST.get("next"))
        return HttpResponseRedirect(f"/sign-in?{urlencode({'next': following})}")
    words = gettext(
        "This form is too old: since it was opened, somebody signed in or out in this browser. Nothing was changed."
        " Go back, load the page again, and send it once more."
    )
    return message(request, gettext("The form was not taken"), words, status=403)
