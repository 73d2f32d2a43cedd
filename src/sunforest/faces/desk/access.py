"""Who may open a page of the desk: an officer of today, with a second factor, in a session that is not stale.

Everything is denied unless ``signed_in`` lets it through. A session ends after the county's idle minutes and, whatever
happens, eight hours after it began; what was typed is kept as a draft on the server.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, timedelta
from functools import wraps
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from sunforest.core.calendar import county_calendar
from sunforest.core.organs import county
from sunforest.core.organs.models import Officer
from sunforest.core.organs.roles import Role
from sunforest.core.process import authority
from sunforest.core.process.authority import ActingPost
from sunforest.faces.desk import accounts, draft_box

LONGEST = timedelta(hours=8)
SEEN_AT = "desk_seen_at"
REMEMBER_EVERY = timedelta(seconds=30)


class DeskRequest(HttpRequest):
    """A request that ``signed_in`` has let through: who asks, from which posts, when, and which day that is here."""

    officer: Officer
    posts: tuple[ActingPost, ...]
    at: datetime
    today: date
    htmx: Any
    waiting: int


View = Callable[..., HttpResponseBase]


def signed_in(view: View) -> View:
    """Let through officers of today with a second factor in this session; send the others where they can become one."""

    @wraps(view)
    @never_cache
    def guarded(request: DeskRequest, *arguments: Any, **named: Any) -> HttpResponseBase:
        request.at = timezone.now()
        request.today = county_calendar.local_day(request.at)
        return _sent_elsewhere(request) or _entered(request, view, arguments, named)

    return guarded


def _entered(request: DeskRequest, view: View, arguments: Any, named: Any) -> HttpResponseBase:
    officer = accounts.officer_of(request.user.pk or 0, request.today)
    if officer is None:
        raise PermissionDenied(_("这个账号没有对应的在职人员。"))
    request.officer = officer
    request.posts = authority.acting_posts(officer, request.today)
    if not request.posts:
        raise PermissionDenied(_("您目前没有任何岗位。岗位由本县的系统管理员设置。"))
    _remember(request)
    return view(request, *arguments, **named)


def _sent_elsewhere(request: DeskRequest) -> HttpResponse | None:
    """Where to go first: to the sign-in, or to the second factor; None for those who have both."""
    if not request.user.is_authenticated:
        return _sent_to(request, "account_login")
    if ended := why_ended(request):
        _rescue_what_was_typed(request)
        logout(request)
        messages.info(request, ended)
        return _sent_to(request, "account_login")
    if second_factor_given(request):
        return None
    enrolled = is_mfa_enabled(request.user, [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN])
    return _sent_to(request, "mfa_reauthenticate" if enrolled else "mfa_activate_totp")


def _rescue_what_was_typed(request: DeskRequest) -> None:
    """A form that arrives after the session ended is kept as a draft before its sender is sent to the sign-in."""
    officer = accounts.officer_of(request.user.pk or 0, request.today)
    if request.method != "POST" or officer is None or not second_factor_given(request):
        return
    with suppress(draft_box.NoSuchForm):
        posts = authority.acting_posts(officer, request.today)
        draft_box.keep_posted(officer, posts=posts, typed=request.POST, at=request.at)


def _sent_to(request: DeskRequest, name: str) -> HttpResponse:
    here = request.get_full_path() if request.method in ("GET", "HEAD") else reverse("desk:worklist")
    address = f"{reverse(name)}?{urlencode({'next': here})}"
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return redirect(address)


def second_factor_given(request: HttpRequest) -> bool:
    """True where a code or a key was given in this session."""
    return any(record["method"] == "mfa" for record in _steps(request))


def _steps(request: HttpRequest) -> list[dict[str, Any]]:
    steps: list[dict[str, Any]] = get_authentication_records(request, request.user)
    return steps


def why_ended(request: DeskRequest) -> str:
    """Why this session is over, or an empty text."""
    began = min((record["at"] for record in _steps(request)), default=request.at.timestamp())
    if request.at.timestamp() - began > LONGEST.total_seconds():
        return _("本次登录已满八小时，请重新登录。您的草稿都还在。")
    idle = request.at.timestamp() - float(request.session.get(SEEN_AT, request.at.timestamp()))
    minutes = int(str(county.setting("idle_minutes")))
    if idle > minutes * 60:
        return _("您已有 %(minutes)s 分钟没有操作，系统已自动退出。您的草稿都还在。") % {"minutes": minutes}
    return ""


def _remember(request: DeskRequest) -> None:
    """Remember when the session was last used; not more often than it matters."""
    last = float(request.session.get(SEEN_AT, 0))
    if request.at.timestamp() - last > REMEMBER_EVERY.total_seconds():
        request.session[SEEN_AT] = request.at.timestamp()


def has_role(posts: tuple[ActingPost, ...], *roles: Role) -> bool:
    """True where one of the posts grants one of the roles for any process."""
    keys = {role.key for role in roles}
    return any(role in keys for acting in posts for role, _process in acting.grants)


def for_roles(*roles: Role) -> Callable[[View], View]:
    """Let through those of ``signed_in`` who have one of the roles."""

    def decorate(view: View) -> View:
        @signed_in
        @wraps(view)
        def guarded(request: DeskRequest, *arguments: Any, **named: Any) -> HttpResponseBase:
            if not has_role(request.posts, *roles):
                names = _("、").join(_(role.title) for role in roles)
                raise PermissionDenied(_("这一页只对%(roles)s开放。") % {"roles": names})
            return view(request, *arguments, **named)

        return guarded

    return decorate
