"""What the pages of an annual report say of it: its title, the one sentence, days, and whether its figures hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language, gettext, pgettext
from django.utils.translation import gettext_lazy as _

from sunforest.core.organs import county
from sunforest.faces.portal import filters
from sunforest.pure import annual_requests
from sunforest.pure.annual_tables import Tables, tables_from

from . import rules
from .models import COUNTY, PublicReport

IDENTITIES = {
    annual_requests.NOTHING_IS_LOST: _("本年新收 + 上年结转 = 办理结果总计 + 结转下年"),
    annual_requests.RESULTS_ADD_UP: _("办理结果总计 = 各项办理结果之和"),
    annual_requests.COLUMNS_ADD_UP: _("总计 = 自然人 + 五类法人或其他组织"),
}
CARRIED_OVER = _("上年结转 = 上一年年报的结转下年")


@dataclass(frozen=True)
class Proved:
    """An identity in words, whether it holds, and both sides of it where that is one pair of numbers."""

    words: str
    holds: bool
    sides: str = ""

    @property
    def verdict(self) -> str:
        """Whether it holds, in a word."""
        return pgettext("勾稽关系", "成立") if self.holds else pgettext("勾稽关系", "不成立")


def day_words(day: date | None) -> str:
    """A day as people say it; in English in the order of the standard."""
    if day is None:
        return ""
    return day.isoformat() if get_language() == "en" else f"{day.year}年{day.month}月{day.day}日"


def county_name() -> str:
    """The county's name in the language of the page. One query."""
    named = county.current()
    return named.name_en if get_language() == "en" and named.name_en else named.name


def whose(report: PublicReport, known: filters.Names | None = None, *, of_county: str = "") -> str:
    """The organ whose report it is, in the language of the page; for the county's its name, where it is not given."""
    if report.scope == COUNTY:
        return of_county or county_name()
    return known.organs.get(report.organ_code, report.organ_name) if known else report.organ_name


def title_of(report: PublicReport, known: filters.Names | None = None) -> str:
    """The title as it is printed."""
    return gettext("%(organ)s%(year)s年政府信息公开工作年度报告") % {"organ": whose(report, known), "year": report.year}


def sentence_of(report: PublicReport) -> str:
    """How many requests came and were answered, and when the report was published."""
    rows = report.tables["t2"]
    values = {
        "year": report.year,
        "received": rows["r01"][-1],
        "answered": rows["r24"][-1],
        "left": rows["r25"][-1],
        "day": day_words(report.published_on),
    }
    if report.imported_on is not None:
        return (
            gettext(
                "%(year)s年新收申请 %(received)s 件，办结 %(answered)s 件，结转下年 %(left)s 件。数字照当年年报录入。"
            )
            % values
        )
    return (
        gettext("%(year)s年新收申请 %(received)s 件，办结 %(answered)s 件，结转下年 %(left)s 件。%(day)s公布。")
        % values
    )


def proved(tables: Tables, last_year: PublicReport | None) -> list[Proved]:
    """Each identity of table 2, checked on these very figures; the carry-over where last year's report is here."""
    broken = {difference.identity.split(" (")[0] for difference in tables.table_2.broken()}
    rows = tables.table_2.rows
    sides = {
        annual_requests.NOTHING_IS_LOST: f"{rows['r01'][-1]} + {rows['r02'][-1]} = {rows['r24'][-1]} + {rows['r25'][-1]}"
    }
    found = [
        Proved(str(words), identity not in broken, sides.get(identity, "")) for identity, words in IDENTITIES.items()
    ]
    if last_year is not None:
        before = tables_from(last_year.tables).table_2
        differing = annual_requests.broken_carry_over(before, tables.table_2)
        found.append(Proved(str(CARRIED_OVER), not differing, f"{rows['r02'][-1]} = {before.rows['r25'][-1]}"))
    return found


def chapters_in_order(chapters: dict[str, str]) -> list[tuple[str, str, str]]:
    """The chapters with their words, in the order of the law: key, title, text."""
    return [(key, gettext(title), chapters.get(key, "")) for key, title in rules.CHAPTERS.items()]
