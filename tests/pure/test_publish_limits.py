"""Limits of publication and lateness (R1.7)."""

from datetime import date

import pytest

from pure.calendars import OFFICIAL
from sunforest.pure.publish_limits import days_late, publish_limit, status


@pytest.mark.parametrize(
    ("rule", "formed_on", "last_day"),
    [
        pytest.param("proactive_20wd", date(2025, 9, 30), date(2025, 11, 4), id="R1.7-条例26"),
        pytest.param("proactive_20wd", date(2025, 12, 31), date(2026, 1, 29), id="R1.7-条例26-跨年"),
        pytest.param("double_publicity_7wd", date(2025, 9, 30), date(2025, 10, 16), id="R1.7-双公示"),
        pytest.param("double_publicity_7wd", date(2026, 12, 23), date(2027, 1, 4), id="R8.5-暂定"),
        pytest.param("budget_20cd", date(2023, 9, 16), date(2023, 10, 7), id="R1.7-预算法14-顺延"),
        pytest.param("budget_20cd", date(2026, 3, 3), date(2026, 3, 23), id="R1.7-预算法14"),
    ],
)
def test_the_last_day_is_the_one_that_the_law_gives(rule: str, formed_on: date, last_day: date) -> None:
    assert publish_limit(rule=rule, formed_on=formed_on, calendar=OFFICIAL).last_day == last_day


def test_the_day_before_rolling_is_kept() -> None:
    limit = publish_limit(rule="budget_20cd", formed_on=date(2023, 9, 16), calendar=OFFICIAL)
    assert limit.without_rollover == date(2023, 10, 6)


def test_a_limit_in_a_year_without_a_notice_is_provisional() -> None:
    assert publish_limit(rule="budget_20cd", formed_on=date(2026, 12, 20), calendar=OFFICIAL).provisional
    assert not publish_limit(rule="budget_20cd", formed_on=date(2026, 12, 1), calendar=OFFICIAL).provisional


def test_publication_on_the_last_day_is_in_time() -> None:
    limit = publish_limit(rule="proactive_20wd", formed_on=date(2025, 9, 30), calendar=OFFICIAL)
    assert status(limit, date(2025, 11, 4)) == "on_time"
    assert days_late(limit, date(2025, 11, 4), OFFICIAL) == 0


def test_lateness_of_a_limit_in_working_days_counts_working_days() -> None:
    limit = publish_limit(rule="proactive_20wd", formed_on=date(2025, 9, 3), calendar=OFFICIAL)
    assert limit.last_day == date(2025, 9, 30)
    assert status(limit, date(2025, 10, 11)) == "late"
    assert days_late(limit, date(2025, 10, 11), OFFICIAL) == 3


def test_lateness_of_the_budget_counts_calendar_days_from_the_rolled_day() -> None:
    limit = publish_limit(rule="budget_20cd", formed_on=date(2023, 9, 16), calendar=OFFICIAL)
    assert days_late(limit, date(2023, 10, 9), OFFICIAL) == 2


def test_an_unknown_rule_is_refused() -> None:
    with pytest.raises(KeyError):
        publish_limit(rule="soon", formed_on=date(2026, 1, 5), calendar=OFFICIAL)
