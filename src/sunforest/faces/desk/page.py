"""What every page of the desk has around it: who is here, from which posts, and where one can go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from sunforest.core.organs import names
from sunforest.core.organs.roles import AUDITOR, INSPECTOR, Role
from sunforest.core.process import registry, worklists
from sunforest.core.process.authority import ActingPost
from sunforest.core.process.models import Case
from sunforest.faces.desk.access import DeskRequest, has_role

MANY = 100


@dataclass(frozen=True)
class Tab:
    """One entry of the desk's navigation."""

    words: str
    url: str
    icon: str
    is_current: bool = False
    count: str = ""


def show(request: DeskRequest, template: str, context: dict[str, Any], *, tab: str, status: int = 200) -> HttpResponse:
    """A page of the desk within its frame."""
    desk = {
        "officer": names.officer(request.officer),
        "posts": [words_of(acting) for acting in request.posts],
        "tabs": tabs_of(request, tab),
    }
    return render(request, template, {"desk": desk, **context}, status=status)


def words_of(acting: ActingPost) -> str:
    """A post with its organ; a deputy is said to be one."""
    words = names.post(acting.post)
    return _("%(post)s（代理）") % {"post": words} if acting.is_deputy else words


def tabs_of(request: DeskRequest, current: str) -> list[Tab]:
    """Where this officer can go; what matters add stands last but one."""
    tabs = [_tab(_("工作清单"), "desk:worklist", "inbox", current, count=bounded(waiting_count(request)))]
    if worklists.openings_for(request.posts):
        tabs.append(_tab(_("发起办理"), "desk:openings", "file-plus", current))
    if has_role(request.posts, INSPECTOR, AUDITOR):
        tabs.append(_tab(_("督查"), "desk:supervision", "eye", current))
    if has_role(request.posts, AUDITOR):
        tabs.append(_tab(_("审计"), "desk:audit", "scan-search", current))
    tabs += [_tab(_(str(words)), name, icon, current) for words, name, icon in _of_matters(request.posts)]
    tabs.append(_tab(_("统计"), "desk:reports", "chart-column", current))
    tabs.append(_tab(_("帮助"), "desk:help", "keyboard", current))
    return tabs


def _tab(words: str, name: str, icon: str, current: str, count: str = "") -> Tab:
    return Tab(words, reverse(name), icon, name == current, count)


def _of_matters(posts: tuple[ActingPost, ...]) -> list[tuple[Any, str, str]]:
    """Entries of the matters' ``desk`` rooms: ``DESK_TABS = [(words, name of the address, icon, roles)]``."""
    found: list[tuple[Any, str, str]] = []
    for _matter, module in registry.rooms("desk"):
        entries: list[tuple[Any, str, str, tuple[Role, ...]]] = getattr(module, "DESK_TABS", [])
        found += [(words, name, icon) for words, name, icon, roles in entries if has_role(posts, *roles)]
    return found


def links_of(case: Case) -> list[tuple[str, str, str]]:
    """Where a case leads beside its acts, as words, address and icon; from the matters' ``desk`` rooms:
    ``CASE_LINKS = [(key of the process, words, name of the address, icon)]``.
    """
    found: list[tuple[str, str, str]] = []
    for _matter, module in registry.rooms("desk"):
        entries: list[tuple[str, Any, str, str]] = getattr(module, "CASE_LINKS", [])
        of_case = [entry for entry in entries if entry[0] == case.process_key]
        found += [(_(str(words)), reverse(name, args=[case.number]), icon) for _key, words, name, icon in of_case]
    return found


def waiting_count(request: DeskRequest) -> int:
    """How many cases wait for one of this officer's posts, at most ``MANY``; asked once a page."""
    if not hasattr(request, "waiting"):
        request.waiting = int(worklists.waiting(request.posts)[:MANY].count())
    return request.waiting


def bounded(count: int) -> str:
    """A count that is not worth counting to its end."""
    return "" if not count else f"{MANY - 1}+" if count >= MANY else str(count)
