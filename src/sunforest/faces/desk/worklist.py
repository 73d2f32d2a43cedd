"""The worklist: what is due comes first, whatever the tab (look, Desk)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from sunforest.core.organs import names
from sunforest.core.organs.roles import CLERK
from sunforest.core.people import parties
from sunforest.core.process import authority, worklists
from sunforest.core.process.declaration import Process
from sunforest.core.process.models import Case, CaseQuerySet
from sunforest.faces.desk import access, clock_words, drafts, page, purposes
from sunforest.faces.desk.access import DeskRequest
from sunforest.pure import masking

SIZE = 50
Cases = Callable[[Any], CaseQuerySet]
TABS: dict[str, tuple[Any, Cases]] = {
    "mine": (gettext_lazy("我承办的"), worklists.mine),
    "waiting": (gettext_lazy("待我审批"), worklists.waiting),
    "organ": (gettext_lazy("本机关"), worklists.of_organ),
    "unassigned": (gettext_lazy("待分派"), worklists.unassigned),
    "drafts": (gettext_lazy("草稿"), worklists.mine),
    "closed": (gettext_lazy("已办结"), worklists.closed),
}
GROUPS = {
    worklists.LATE: gettext_lazy("已逾期"),
    worklists.TODAY: gettext_lazy("今天到期"),
    worklists.THIS_WEEK: gettext_lazy("本周到期"),
    worklists.LATER: gettext_lazy("以后到期"),
    worklists.NO_DAY: gettext_lazy("没有到期日"),
}
EMPTY = {
    "mine": gettext_lazy("现在没有由您承办的办件。新的办件会由负责人指定到岗位。"),
    "waiting": gettext_lazy("现在没有等您审核、审批的办件。"),
    "organ": gettext_lazy("本机关现在没有在办的办件。"),
    "unassigned": gettext_lazy("每个在办的办件都已经有承办岗位。"),
    "closed": gettext_lazy("还没有已办结的办件。"),
}


@dataclass(frozen=True)
class Row:
    """One case as the list shows it."""

    case: Case
    process: Any
    subject: str
    party: str
    organ: str
    state: Any
    clock: clock_words.ClockFace
    handler: str
    is_deputised: str


@dataclass(frozen=True)
class Group:
    """Cases that fall due in one range; ``key`` is late, today, week, later or none."""

    key: str
    words: Any
    rows: list[Row]


@access.signed_in
@require_safe
def worklist(request: DeskRequest) -> HttpResponse:
    """The cases of one tab, narrowed by the filters of the address, fifty at a time."""
    number = request.GET.get("number", "").strip()
    if number and (case := _with_number(request, number)):
        return redirect(case)
    tab = chosen_tab(request)
    context = {
        "title": _("工作清单"),
        "tab": tab,
        "list_tabs": list_tabs(request, tab),
        "number": number,
        "not_found": bool(number),
    }
    if tab == "drafts":
        return page.show(request, "desk/drafts.html", context | {"drafts": drafts.of(request)}, tab="desk:worklist")
    return page.show(request, "desk/worklist.html", context | cases_context(request, tab), tab="desk:worklist")


def chosen_tab(request: DeskRequest) -> str:
    """The tab that was asked for; clerks begin with their own cases, who approves with what waits, others with all."""
    if request.GET.get("tab") in TABS:
        return request.GET["tab"]
    if access.has_role(request.posts, CLERK):
        return "mine"
    return "waiting" if access.has_role(request.posts, *purposes.HANDLERS) else "organ"


def cases_context(request: DeskRequest, tab: str) -> dict[str, Any]:
    """Groups of rows, filters and the address of the next page."""
    asked = {name: request.GET.get(name, "") for name in ("process", "state", "organ", "due")}
    cases = worklists.narrowed(TABS[tab][1](request.posts), today=request.today, **asked)
    after = worklists.place_in(request.GET.get("after", ""))
    cut = worklists.page_by_closing_day if tab == "closed" else worklists.page_by_due_day
    found = cut(cases, after=after, size=SIZE)
    rows = rows_of(found.cases, request.today)
    is_narrowed = any(asked.values()) or after is not None
    return {
        "groups": [Group("closed", "", rows)] if tab == "closed" and rows else grouped(rows, request.today),
        "lead": lead_of(rows, request.today) if tab != "closed" and after is None else "",
        "filters": Filters(request),
        "next_url": address(request.GET, after=str(found.following)) if found.following else "",
        "first_url": address(request.GET, after="") if after is not None else "",
        "empty": _("没有符合这些条件的办件。") if is_narrowed else EMPTY[tab],
        "is_narrowed": is_narrowed,
    }


def rows_of(cases: Iterable[Case], today: date) -> list[Row]:
    """The rows of a list; the subjects of all cases of one process are read at once."""
    cases = list(cases)
    subjects, calendar = worklists.subjects_of(cases), clock_words.calendar_for(cases)
    return [
        Row(
            case=case,
            process=case.process.title,
            subject=subjects.get(case.pk, ""),
            party=masking.mask_name(parties.read(case.party).name) if case.party else "",
            organ=names.organ_in_short(case.organ),
            state=case.process.state(case.state).title,
            clock=clock_words.of_case(case, today, calendar),
            handler=handler_of(case),
            is_deputised=deputy_of(case, today),
        )
        for case in cases
    ]


def handler_of(case: Case) -> str:
    """The post that handles a case, with its holder."""
    if case.handler is None:
        return ""
    holder = case.handler.holder
    title = names.title(case.handler)
    return f"{title} {names.officer(holder)}" if holder else title


def deputy_of(case: Case, today: date) -> str:
    """Who stands in for an absent handler, in words; empty where nobody is absent."""
    post = case.handler
    if post is None or not post.is_absent(today):
        return ""
    deputy = names.officer(post.deputy.holder) if post.deputy and post.deputy.holder else ""
    return _("缺勤，由%(deputy)s代理") % {"deputy": deputy} if deputy else _("缺勤，没有代理人")


def grouped(rows: list[Row], today: date) -> list[Group]:
    """The rows by when they are due, in the order of the list."""
    by_key: dict[str, list[Row]] = {}
    for row in rows:
        by_key.setdefault(worklists.when_due(row.case.due_on, today), []).append(row)
    return [Group(key, words, by_key[key]) for key, words in GROUPS.items() if key in by_key]


def lead_of(rows: list[Row], today: date) -> str:
    """The one sentence at the top: how much is late, and how much is due today."""
    ranges = [worklists.when_due(row.case.due_on, today) for row in rows]
    late, due_today = ranges.count(worklists.LATE), ranges.count(worklists.TODAY)
    if late and due_today:
        return _("%(late)s 件已逾期，%(today)s 件今天到期。") % {"late": late, "today": due_today}
    if late:
        return _("%(late)s 件已逾期，请先办理。") % {"late": late}
    if due_today:
        return _("%(today)s 件今天到期。") % {"today": due_today}
    return _("没有逾期的办件，今天也没有到期的。") if rows else ""


def list_tabs(request: DeskRequest, current: str) -> list[dict[str, Any]]:
    """The tabs of the list, each a link that keeps nothing of the filters."""
    sees_all = access.has_role(request.posts, *authority.EVERYWHERE)
    words = {key: title for key, (title, _cases) in TABS.items()}
    words["organ"] = _("全部机关") if sees_all else words["organ"]
    counts = {"waiting": page.bounded(page.waiting_count(request))}
    return [
        {"words": title, "url": f"?tab={key}", "is_current": key == current, "count": counts.get(key, "")}
        for key, title in words.items()
    ]


class Filters:
    """The choices of the filter form: only processes of these posts, states of the chosen process, organs for some."""

    def __init__(self, request: DeskRequest) -> None:
        self.chosen = request.GET
        self.processes = worklists.processes_of(request.posts)
        self.organs = worklists.organs_seen_by(request.posts)
        self.states = self._states()
        self.ranges = list(GROUPS.items())

    def _states(self) -> list[tuple[str, Any]]:
        chosen: type[Process] | None = next((p for p in self.processes if p.key == self.chosen.get("process")), None)
        return [(state.name, state.title) for state in chosen.states] if chosen else []

    def in_use(self) -> list[dict[str, str]]:
        """The filters in use, each with the address without it."""
        named = {
            "process": {process.key: process.title for process in self.processes},
            "state": dict(self.states),
            "organ": {organ.code: names.organ_in_short(organ) for organ in self.organs},
            "due": dict(self.ranges),
        }
        return [
            {"words": str(_(str(named[name].get(self.chosen[name], self.chosen[name])))), "url": self._without(name)}
            for name in named
            if self.chosen.get(name)
        ]

    def clear_url(self) -> str:
        """The address without any filter."""
        return address(self.chosen, process="", state="", organ="", due="", after="")

    def _without(self, name: str) -> str:
        dropped = {name: "", "after": ""} | ({"state": ""} if name == "process" else {})
        return address(self.chosen, **dropped)


def address(asked: QueryDict, **changed: str) -> str:
    """The address of this list with some values changed; an empty value is left out."""
    query = asked.copy()
    for name, value in changed.items():
        query[name] = value
        if not value:
            del query[name]
    return f"?{query.urlencode()}"


def _with_number(request: DeskRequest, number: str) -> Case | None:
    """The case with that number, if these posts may see it."""
    case = Case.objects.select_related("organ").filter(number=number.replace(" ", "")).first()
    return case if case is not None and authority.may_see(case, request.posts) else None
