"""For the auditor: what departs from the ordinary, in lists that anybody can check (read-only, over all organs)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from sunforest.core.calendar.county_calendar import SHANGHAI
from sunforest.core.organs import names
from sunforest.core.organs.roles import AUDITOR
from sunforest.core.people.models import AccessRecord
from sunforest.core.process import engine_acts, registry
from sunforest.core.process.models import ActRecord, Case, ClockMove, JustifiedFinding
from sunforest.faces.desk import access, page, purposes
from sunforest.faces.desk.access import DeskRequest
from sunforest.pure import personal_data

SIZE = 100
DAYS_BACK = 90
KINDS_OF_DATA = {
    "ID": gettext_lazy("身份证件号码"),
    "MOBILE": gettext_lazy("手机号码"),
    "CARD": gettext_lazy("银行卡号"),
    "PLATE": gettext_lazy("车牌号"),
    "ADDR": gettext_lazy("住址"),
    "EMAIL": gettext_lazy("电子邮箱"),
    "PASSPORT": gettext_lazy("护照号码"),
    "PERMIT": gettext_lazy("通行证号码"),
    "NAME": gettext_lazy("姓名"),
}
assert set(KINDS_OF_DATA) == set(personal_data.KINDS), "every kind of finding has a word"

Cells = list[dict[str, Any]]


@dataclass(frozen=True)
class AuditList:
    """One list: its title, what it is for, its columns, the rows between two moments, and one row in words."""

    key: str
    title: Any
    about: Any
    heads: tuple[Any, ...]
    column: str
    rows: Callable[[], QuerySet[Any]]
    cells: Callable[[Any], Cells]


def _records() -> QuerySet[ActRecord]:
    return ActRecord.objects.select_related("case__organ", "officer", "post__organ")


def _by_deputy() -> QuerySet[ActRecord]:
    return _records().filter(~Q(post__holder=F("officer")), officer__isnull=False, post__isnull=False)


def _with_rectified() -> QuerySet[ActRecord]:
    return _records().filter(act="rectify")


def _late() -> QuerySet[ActRecord]:
    return _records().filter(is_late=True)


def _justified() -> QuerySet[JustifiedFinding]:
    return JustifiedFinding.objects.select_related("record__case__organ", "officer")


def _looks() -> QuerySet[AccessRecord]:
    return AccessRecord.objects.select_related("officer", "organ")


def _looks_after_the_end() -> QuerySet[AccessRecord]:
    ended = Case.objects.filter(pk=OuterRef("case_id"), closed_on__lt=OuterRef("looked_at__date"))
    return _looks().filter(Exists(ended))


def _moves() -> QuerySet[ClockMove]:
    return ClockMove.objects.select_related("case__organ")


def _moment(at: datetime) -> dict[str, Any]:
    return {"words": at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")}


def _case(case: Case) -> dict[str, Any]:
    return {"words": case.number, "url": case.get_absolute_url()}


def _record_cells(record: ActRecord) -> Cells:
    return [
        _moment(record.recorded_at),
        _case(record.case),
        {"words": names.organ_in_short(record.case.organ)},
        {"words": _(str(registry.act_named(record.case.process, record.act).title))},
        {"words": names.officer(record.officer) if record.officer else _("系统")},
        {"words": names.post(record.post) if record.post else ""},
    ]


def _finding_cells(finding: JustifiedFinding) -> Cells:
    act = registry.act_named(finding.record.case.process, finding.record.act)
    asked = getattr(act.asks, "base_fields", {}).get(finding.field)
    return [
        _moment(finding.recorded_at),
        _case(finding.record.case),
        {"words": names.organ_in_short(finding.record.case.organ)},
        {"words": _(str(asked.label)) if asked is not None else finding.field},
        {"words": KINDS_OF_DATA.get(finding.type, finding.type)},
        {"words": names.officer(finding.officer)},
    ]


def _look_cells(look: AccessRecord) -> Cells:
    return [
        _moment(look.looked_at),
        {"words": names.officer(look.officer)},
        {"words": names.organ_in_short(look.organ)},
        {"words": purposes.WORDS.get(look.purpose, look.purpose)},
        {"words": str(look.case_id), "case_id": look.case_id},
    ]


def _move_cells(move: ClockMove) -> Cells:
    deadline = next((each.title for each in move.case.process.deadlines if each.name == move.deadline), move.deadline)
    return [
        _moment(move.moved_at),
        _case(move.case),
        {"words": names.organ_in_short(move.case.organ)},
        {"words": _(str(deadline))},
        {"words": f"{move.was_on} → {move.is_on}"},
        {"words": move.calendar_version},
    ]


WHEN, CASE, ORGAN, WHO = gettext_lazy("时间"), gettext_lazy("办件"), gettext_lazy("机关"), gettext_lazy("人员")
OF_RECORDS = (WHEN, CASE, ORGAN, gettext_lazy("动作"), WHO, gettext_lazy("岗位"))
OF_LOOKS = (WHEN, WHO, ORGAN, gettext_lazy("目的"), CASE)
LISTS = (
    AuditList(
        "rectified",
        gettext_lazy("更正的记录"),
        gettext_lazy("负责人更正过哪些已有记录；原来的和更正后的都保留。"),
        OF_RECORDS,
        "recorded_at",
        _with_rectified,
        _record_cells,
    ),
    AuditList(
        "deputies",
        gettext_lazy("由他人代办的动作"),
        gettext_lazy("办理人不是该岗位现在的在岗人员：当时代理，或后来调岗。"),
        OF_RECORDS,
        "recorded_at",
        _by_deputy,
        _record_cells,
    ),
    AuditList(
        "justified",
        gettext_lazy("说明理由后保留的个人信息"),
        gettext_lazy("公开文字里的个人信息，由具名人员说明理由后没有遮盖。"),
        (WHEN, CASE, ORGAN, gettext_lazy("所在字段"), gettext_lazy("种类"), WHO),
        "recorded_at",
        _justified,
        _finding_cells,
    ),
    AuditList(
        "late",
        gettext_lazy("超过时限的动作"),
        gettext_lazy("办理时法定或规定的时限已过。"),
        OF_RECORDS,
        "recorded_at",
        _late,
        _record_cells,
    ),
    AuditList(
        "looks",
        gettext_lazy("查看个人信息的记录"),
        gettext_lazy("谁在什么时间、为什么目的、在哪个办件里看过个人信息。"),
        OF_LOOKS,
        "looked_at",
        _looks,
        _look_cells,
    ),
    AuditList(
        "looks-after-the-end",
        gettext_lazy("办结之后的查看"),
        gettext_lazy("办件已经办结，之后还有人查看其中的个人信息。"),
        OF_LOOKS,
        "looked_at",
        _looks_after_the_end,
        _look_cells,
    ),
    AuditList(
        "moves",
        gettext_lazy("因放假安排移动的到期日"),
        gettext_lazy("后来公布的放假安排使哪些到期日变了。"),
        (WHEN, CASE, ORGAN, gettext_lazy("期限"), gettext_lazy("从 → 到"), gettext_lazy("日历版本")),
        "moved_at",
        _moves,
        _move_cells,
    ),
)
assert "rectify" in engine_acts.NAMES, "the first list looks for this act"


@access.for_roles(AUDITOR)
@require_safe
def audit(request: DeskRequest) -> HttpResponse:
    """The lists, each with what it is for."""
    lists = [
        {"title": each.title, "about": each.about, "url": reverse("desk:audit_list", args=[each.key])} for each in LISTS
    ]
    context = {"title": _("审计"), "lead": _("只读，覆盖所有机关。个人信息遮盖，写明目的后才显示。"), "lists": lists}
    return page.show(request, "desk/audit.html", context, tab="desk:audit")


@access.for_roles(AUDITOR)
@require_safe
def audit_list(request: DeskRequest, kind: str) -> HttpResponse:
    """One list between two days, newest first, a hundred at a time."""
    listed = next((each for each in LISTS if each.key == kind), None)
    if listed is None:
        raise Http404
    since = _day(request.GET.get("since"), request.today - timedelta(days=DAYS_BACK))
    until = _day(request.GET.get("until"), request.today)
    before = request.GET.get("before", "")
    found = _between(listed, since, until, int(before) if before.isdecimal() else None)
    rows = [listed.cells(row) for row in found[:SIZE]]
    _name_cases(rows)
    context = {
        "title": listed.title,
        "lead": listed.about,
        "since": since,
        "until": until,
        "table": {
            "caption": listed.title,
            "heads": [{"words": words} for words in listed.heads],
            "rows": rows,
        },
        "next_url": f"?since={since}&until={until}&before={found[SIZE - 1].pk}" if len(found) > SIZE else "",
        "breadcrumbs": [(_("审计"), reverse("desk:audit")), (listed.title, "")],
    }
    return page.show(request, "desk/audit_list.html", context, tab="desk:audit")


def _between(listed: AuditList, since: date, until: date, before: int | None) -> list[Any]:
    first = datetime(since.year, since.month, since.day, tzinfo=SHANGHAI)
    beyond = datetime(until.year, until.month, until.day, tzinfo=SHANGHAI) + timedelta(days=1)
    found = listed.rows().filter(**{f"{listed.column}__gte": first, f"{listed.column}__lt": beyond})
    if before is not None:
        found = found.filter(pk__lt=before)
    return list(found.order_by("-pk")[: SIZE + 1])


def _name_cases(rows: list[Cells]) -> None:
    """Looks keep only the row of their case: name them in one query."""
    wanted = {cell["case_id"] for row in rows for cell in row if "case_id" in cell}
    named = Case.objects.in_bulk(wanted) if wanted else {}
    for row in rows:
        for cell in row:
            if (case := named.get(cell.get("case_id", 0))) is not None:
                cell.update(_case(case))


def _day(text: str | None, otherwise: date) -> date:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return otherwise
