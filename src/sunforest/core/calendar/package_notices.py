"""The official holiday notices 2004–2026 as the package ``chinesecalendar`` ships them (R8.4)."""

from __future__ import annotations

from datetime import date

from chinese_calendar import constants

from sunforest.pure.working_days import HolidayNotice

SOURCE = "chinesecalendar"


def official_notices() -> list[HolidayNotice]:
    """Return one notice for each year of the package, oldest first.

    The package gives the days but not the numbers of the notices, so ``notice_number`` names the package;
    an administrator's own row for a year carries the real number and overrides it day by day.
    """
    rest_days, work_days = frozenset(constants.holidays), frozenset(constants.workdays)
    years = sorted({day.year for day in rest_days})
    return [
        HolidayNotice(
            year=year,
            notice_number=SOURCE,
            rest_days=_in_year(rest_days, year),
            work_days=_in_year(work_days, year),
        )
        for year in years
    ]


def _in_year(days: frozenset[date], year: int) -> frozenset[date]:
    return frozenset(day for day in days if day.year == year)
