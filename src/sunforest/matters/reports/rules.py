"""The law of the annual report as pure functions of values (条例 art. 49, 50; R1.50, R1.51)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sunforest.pure import annual_requests, grounds
from sunforest.pure.annual_tables import tables_from
from sunforest.pure.grounds import Ground
from sunforest.pure.moment import Moment, Refusal
from sunforest.pure.words import gettext_noop as _
from sunforest.pure.working_days import WorkingCalendar

Answers = Mapping[str, Any]

# R1.51: the chapters and their order; a government's first chapter also tells of assessment and accountability.
CHAPTERS: dict[str, str] = {
    "overview": _("一、总体情况"),
    "proactive": _("二、主动公开政府信息情况"),
    "requests": _("三、收到和处理政府信息公开申请情况"),
    "remedies": _("四、因政府信息公开工作被申请行政复议、提起行政诉讼情况"),
    "problems": _("五、存在的主要问题及改进情况"),
    "other": _("六、其他需要报告的事项"),
}
CHANGED = _("预览之后，统计数字有了变化。请重新打开这一页，核对后再公布。")
OPEN_STATES = ("published",)
COUNTY = "county"


@dataclass(frozen=True)
class Facts:
    """What the rules know of a report."""

    state: str
    scope: str = ""
    year: int = 0
    chapters: Mapping[str, str] = field(default_factory=dict)
    submitted_on: date | None = None


@dataclass(frozen=True)
class Figures:
    """The figures of a report as the records give them, and those of the year before as they were published."""

    now: Mapping[str, Any]
    of_last_year: Mapping[str, Any] = field(default_factory=dict)


def ground_of_report(facts: Facts) -> Ground | None:
    """条例 art. 16 ¶2: a report that is being written, or corrected, is process information."""
    return None if facts.state in OPEN_STATES else grounds.PROCESS_INFORMATION


def last_day(*, scope: str, year: int) -> date:
    """R1.50: departments by 31 January, the county by 31 March of the next year, that day included; no roll-over [D]."""
    return date(year + 1, 3, 31) if scope == COUNTY else date(year + 1, 1, 31)


def internal_target(due_on: date, calendar: WorkingCalendar) -> date:
    """R1.50 [D]: the last working day on or before the last day."""
    day = due_on
    while not calendar.is_working_day(day):
        day -= timedelta(days=1)
    return day


def year_has_come(_facts: Facts | None, answers: Answers, moment: Moment) -> Refusal | None:
    """A report is begun in its own year at the earliest."""
    if answers["year"] > moment.today.year:
        return Refusal(_("%(year)s年还没有开始，不能编写这一年的年报。"), year=answers["year"])
    return None


def year_is_over(_facts: Facts | None, answers: Answers, moment: Moment) -> Refusal | None:
    """Earlier years only are brought in."""
    if answers["year"] >= moment.today.year:
        return Refusal(_("只能导入已经结束的年度。"))
    return None


def was_last_year(_facts: Facts | None, answers: Answers, moment: Moment) -> Refusal | None:
    """The last year's report; when its successor's year is over, the next one is due."""
    if answers["year"] != moment.today.year - 1:
        return Refusal(_("这里只导入上一年度的年报。"))
    return None


def was_before_last_year(_facts: Facts | None, answers: Answers, moment: Moment) -> Refusal | None:
    """Years of which the next report has long been due."""
    if answers["year"] >= moment.today.year - 1:
        return Refusal(_("上一年度的年报，请办“导入上一年度的年报”；再往后的还没有结束。"))
    return None


def chapters_are_written(facts: Facts, _answers: Answers, _moment: Moment) -> Refusal | None:
    """R1.51: six chapters, none left out."""
    missing = tuple(title for key, title in CHAPTERS.items() if not facts.chapters.get(key, "").strip())
    return Refusal(_("还没有写：%(chapters)s。"), chapters=missing) if missing else None


def its_year_is_over(facts: Facts, answers: Answers, moment: Moment) -> Refusal | None:
    """The report of a year is published when the year is over (art. 49), under its own name."""
    if moment.today.year <= facts.year:
        return Refusal(_("%(year)s年还没有结束，不能公布这一年的年报。"), year=facts.year)
    published_as = (answers["year"], answers["scope"], answers["submitted_on"])
    if published_as != (facts.year, facts.scope, facts.submitted_on):
        return Refusal(CHANGED)
    return None


def figures_stand(figures: Figures, answers: Answers) -> Refusal | None:
    """Figures are frozen as computed from the records; their identities hold, and what was carried over is explained."""
    if dict(answers["tables"]) != dict(figures.now):
        return Refusal(CHANGED)
    broken = tables_from(answers["tables"]).broken()
    if broken:
        first = broken[0]
        return Refusal(_("勾稽关系不成立：%(identity)s（%(column)s）。"), identity=first.identity, column=first.column)
    if carried_over_differs(figures) and not answers["carry_over_reason"].strip():
        return Refusal(_("上年结转数与上一年年报的结转下年数不一致，请在“结转差异说明”里写明原因。"))
    return None


def carried_over_differs(figures: Figures) -> bool:
    """True where r02 of the year is not r25 of the year before, as that was published (domain §2.2)."""
    if not figures.of_last_year:
        return False
    before, now = tables_from(figures.of_last_year), tables_from(figures.now)
    return bool(annual_requests.broken_carry_over(before.table_2, now.table_2))


def submitted_by_today(_facts: Facts, answers: Answers, moment: Moment) -> Refusal | None:
    """A day that lies ahead cannot be recorded as the day of submission."""
    if answers["submitted_on"] > moment.today:
        return Refusal(_("报送日期不能晚于今天。"))
    return None
