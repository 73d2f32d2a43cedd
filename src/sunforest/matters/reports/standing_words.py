"""What the desk says of where reports stand: the overview's rows, titles, and what a number counts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sunforest.core.calendar import county_calendar
from sunforest.core.organs import county, names
from sunforest.core.process import authority
from sunforest.core.process.authority import ActingPost
from sunforest.core.search.query import Query
from sunforest.faces.portal import filters
from sunforest.pure.annual_rows import COLUMNS, COURSES, OUTCOMES, ROWS

from . import figures, rules
from .models import COUNTY, AnnualReport
from .queries import Standing


def title_of(report: AnnualReport) -> str:
    """Whose report of which year."""
    whose = county.current().name if report.scope == COUNTY else names.organ(report.organ)
    return _("%(organ)s %(year)s 年年报") % {"organ": whose, "year": report.year}


def target_of(report: AnnualReport) -> date | None:
    """The office's own target: the last working day on or before the last day (R1.50)."""
    return rules.internal_target(report.due_on, county_calendar.current()) if report.due_on else None


def cell_words(row: str, column: str) -> str:
    """What one number counts, in words."""
    known = {**{one.key: one.words for one in ROWS}, **{one.key: one.words for one in COURSES}}
    columns = {one.key: one.words for one in (*OUTCOMES, *COLUMNS)}
    return _("%(row)s · %(column)s") % {"row": _(known[row]), "column": _(columns[column])}


def documents_url(report: AnnualReport, row: str) -> str:
    """Where the documents that a row of table 1 counts can be read; nowhere for what is only entered."""
    if row != figures.NORMATIVE or report.imported:
        return ""
    return filters.address(Query(organ="" if report.scope == COUNTY else report.organ.code, genre=figures.GENRE))


def lead_of(rows: Sequence[Standing], year: int, today: date) -> str:
    """How many reports of the year are public, and how many are late."""
    public = sum(row.public is not None for row in rows)
    late = sum(row.public is None and today > row.due_on for row in rows)
    values = {"year": year, "public": public, "all": len(rows), "late": late}
    if late:
        return _("%(year)s 年度已公布 %(public)s 份，共 %(all)s 份，其中 %(late)s 份已过期限。") % values
    return (
        ngettext(
            "%(year)s 年度已公布 %(public)s 份，共 %(all)s 份。",
            "%(year)s 年度已公布 %(public)s 份，共 %(all)s 份。",
            public,
        )
        % values
    )


def table_of(rows: Sequence[Standing], posts: Sequence[ActingPost], today: date) -> dict[str, Any]:
    """Every report of a year, written or not."""
    calendar = county_calendar.current()
    heads = (_("机关"), _("进展"), _("期限"), _("内部目标"), _("报送"), _("公布"))
    return {
        "caption": _("各机关年报"),
        "heads": [{"words": words} for words in heads],
        "rows": [
            [
                {"words": row.organ_name or county.current().name, "url": _desk_url(row, posts)},
                _state(row, today),
                {"words": f"{row.due_on:%Y-%m-%d}"},
                {"words": f"{rules.internal_target(row.due_on, calendar):%Y-%m-%d}"},
                {"words": _day(row.report.submitted_on if row.report else None)},
                {"words": _day(row.public.published_on if row.public else None), "url": _public_url(row)},
            ]
            for row in rows
        ],
    }


def _desk_url(row: Standing, posts: Sequence[ActingPost]) -> str:
    if row.report is None or not authority.may_see(row.report.case, posts):
        return ""
    return reverse("reports_desk:report", args=[row.report.case.number])


def _public_url(row: Standing) -> str:
    return row.public.get_absolute_url() if row.public else ""


def _day(day: date | None) -> str | None:
    return f"{day:%Y-%m-%d}" if day else None


def _state(row: Standing, today: date) -> dict[str, Any]:
    """The state as a word and a shape."""
    if row.public is not None:
        return (
            {"words": _("迟延公布"), "tone": "late"} if row.public.is_late else {"words": _("已公布"), "tone": "done"}
        )
    if today > row.due_on:
        return {"words": _("已过期限"), "tone": "late"}
    if row.report is None:
        return {"words": _("未立项"), "tone": "rest"}
    return {"words": _(str(row.report.case.process.state(row.report.case.state).title)), "tone": "open"}
