"""What may be changed in the reference data, and when not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sunforest.pure.moment import Moment, Refusal
from sunforest.pure.words import gettext_noop as _

Answers = Mapping[str, Any]
SETTINGS = {
    "interpretation_limit_working_days": _("解读最迟在文件公开后几个工作日发布"),
    "review_interval_months": _("不公开信息每隔几个月评估一次"),
    "supplement_default_days": _("补正期限通常给几天"),
    "idle_minutes": _("办公桌面无操作几分钟后锁定"),
    "administrative_court": _("受理对本县部门、乡镇、街道行政诉讼的人民法院"),
    "government_court": _("受理对县政府行政诉讼的人民法院"),
    "reconsideration_channel": _("提交行政复议申请书的互联网渠道"),
}
WORDS = ("administrative_court", "government_court", "reconsideration_channel")
LIMITS = {
    "interpretation_limit_working_days": (0, 3),
    "review_interval_months": (1, 24),
    "supplement_default_days": (5, 60),
    "idle_minutes": (5, 60),
}


@dataclass(frozen=True)
class Facts:
    """What the rules know of the subject: open cases of an organ, posts held, whether it is still in use."""

    open_cases: int = 0
    posts_held: int = 0
    children: int = 0
    holder_ids: Mapping[int, int] = field(default_factory=dict)


def has_no_open_cases(facts: Facts, _answers: Answers, _moment: Moment) -> Refusal | None:
    """An organ with open cases is not abolished; they are handed over first."""
    if facts.open_cases:
        return Refusal(_("该机关还有 %(count)d 件未办结，请先移交。"), count=facts.open_cases)
    return None


def holds_no_post(facts: Facts, _answers: Answers, _moment: Moment) -> Refusal | None:
    """An officer leaves when every post has been handed on."""
    if facts.posts_held:
        return Refusal(_("该人员还担任 %(count)d 个岗位，请先免去或改任。"), count=facts.posts_held)
    return None


def has_no_topics_below(facts: Facts, _answers: Answers, _moment: Moment) -> Refusal | None:
    """A first-level topic is retired after those below it."""
    if facts.children:
        return Refusal(_("该主题下还有 %(count)d 个子类，请先停用子类。"), count=facts.children)
    return None


def is_within_its_limits(_facts: Facts, answers: Answers, _moment: Moment) -> Refusal | None:
    """Each number has a lowest and a highest value (R5.2: 0 to 3 working days; R1.4: at most 24 months)."""
    if answers["key"] in WORDS:
        return None
    lowest, highest = LIMITS[answers["key"]]
    if not lowest <= answers["value"] <= highest:
        return Refusal(_("这项设置须在 %(lowest)d 与 %(highest)d 之间。"), lowest=lowest, highest=highest)
    return None


def names_days_of_its_year(_facts: Facts, answers: Answers, _moment: Moment) -> Refusal | None:
    """R8.1–R8.2: days off lie in the year or the days beside it; make-up working days fall on weekends."""
    year: int = answers["year"]
    rest, work = answers["rest_days"], answers["work_days"]
    strangers = [day for day in (*rest, *work) if not date(year - 1, 12, 25) <= day <= date(year + 1, 1, 7)]
    if strangers:
        return Refusal(_("%(day)s 不在 %(year)d 年的放假安排范围内。"), day=strangers[0].isoformat(), year=year)
    weekdays = [day for day in work if day.weekday() < 5]
    if weekdays:
        return Refusal(_("%(day)s 本来就是工作日，不能作为调休上班日。"), day=weekdays[0].isoformat())
    if set(rest) & set(work):
        return Refusal(_("同一天不能既放假又上班。"))
    return None
