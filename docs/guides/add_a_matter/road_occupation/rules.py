from sunforest.pure.moment import Refusal
from sunforest.pure.words import gettext_noop as _


def not_in_the_past(_facts, answers, moment):
    """城市道路管理条例 art. 31: approval comes before the occupation."""
    if answers["first_day"] <= moment.today:
        return Refusal(_("开始日期须晚于今天，先批准后占用"))
    if answers["last_day"] < answers["first_day"]:
        return Refusal(_("结束日期早于开始日期"))
    return None


def leaves_time_to_supplement(_facts, answers, moment):
    """行政许可法 art. 32: the applicant is told once and given time."""
    return Refusal(_("补正截止日期须晚于今天")) if answers["until"] <= moment.today else None


def inspected_by_today(_facts, answers, moment):
    """行政许可法 art. 34: an inspection is recorded after it was made."""
    return Refusal(_("勘查日期不能晚于今天")) if answers["inspected_on"] > moment.today else None
