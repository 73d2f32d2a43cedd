"""How a public answer reads: its result, the articles it rests on, whether it came in time, the one sentence on top."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from sunforest.pure.grounds import ground_with_code
from sunforest.pure.working_days import WorkingCalendar

from .models import PublicAnswer
from .results import result_with_code

ONE_ARTICLE = re.compile(r"(\d+)(?:\((\d+)\))?")
ARTICLES_IN_PARAGRAPHS = ("39",)  # its numbers name paragraphs (款), those of the others items (项)
IN_TIME, LATE, ON_ITS_WAY, NOT_DELIVERED = "in_time", "late", "on_its_way", "not_delivered"
STANDINGS: dict[str, tuple[Any, str]] = {
    IN_TIME: (_("按时答复"), "done"),
    LATE: (_("迟延答复"), "late"),
    ON_ITS_WAY: (_("正在送达"), "open"),
    NOT_DELIVERED: (_("逾期未送达"), "late"),
}


@dataclass(frozen=True)
class Standing:
    """Whether an answer came in time: its ``kind``, in words, and the tone of ``parts/state.html``."""

    kind: str
    words: Any
    tone: str
    days_late: int = 0


def standing_of(answer: PublicAnswer, *, today: date, calendar: WorkingCalendar) -> Standing:
    """Late is said to be late, whoever looks, and by how many working days."""
    kind = kind_of(answer, today)
    words, tone = STANDINGS[kind]
    is_late, until = kind in (LATE, NOT_DELIVERED), answer.delivered_on or today
    late_by = calendar.working_days_between(answer.due_on, until) if is_late and answer.due_on else 0
    return Standing(kind, words, tone, max(late_by, 0))


def kind_of(answer: PublicAnswer, today: date) -> str:
    """Whether an answer came in time, as of today: in_time, late, on_its_way or not_delivered."""
    if answer.delivered_on is not None:
        return LATE if answer.is_late else IN_TIME
    return NOT_DELIVERED if answer.is_late or (answer.due_on and answer.due_on < today) else ON_ITS_WAY


def result_words(code: str) -> str:
    """A result code in plain words."""
    return gettext(result_with_code(code).title)


def articles_of(code: str) -> str:
    """The articles of the Regulations on which a result rests."""
    cited = [_cited(*found) for found in ONE_ARTICLE.findall(result_with_code(code).article)]
    return gettext("《政府信息公开条例》%(articles)s") % {"articles": gettext("、").join(cited)}


def _cited(article: str, item: str) -> str:
    if not item:
        return gettext("第%(article)s条") % {"article": article}
    if article in ARTICLES_IN_PARAGRAPHS:
        return gettext("第%(article)s条第%(item)s款") % {"article": article, "item": item}
    return gettext("第%(article)s条第%(item)s项") % {"article": article, "item": item}


def grounds_of(codes: Sequence[str]) -> list[tuple[str, str]]:
    """The grounds on which parts were withheld, in words, each with its article."""
    grounds = [ground_with_code(code) for code in codes]
    return [(gettext(ground.title), gettext(ground.article)) for ground in grounds]


def day_words(day: date | None) -> str:
    """A day as people say it; in English in the order of the standard."""
    if day is None:
        return ""
    return day.isoformat() if get_language() == "en" else f"{day.year}年{day.month}月{day.day}日"


def sentence_of(answer: PublicAnswer, standing: Standing, organ: str) -> str:
    """The one sentence on top: who answered when, with what result, and whether in time."""
    values = {"organ": organ, "result": result_words(answer.result)}
    if answer.delivered_on is None:
        said = gettext("%(organ)s于%(day)s签发答复：%(result)s。") % {**values, "day": day_words(answer.signed_on)}
    else:
        said = gettext("%(organ)s于%(day)s答复：%(result)s。") % {**values, "day": day_words(answer.delivered_on)}
    return said + _timeliness(answer, standing)


def _timeliness(answer: PublicAnswer, standing: Standing) -> str:
    due = {"due": day_words(answer.due_on)}
    if standing.kind == ON_ITS_WAY:
        return gettext("正在送达申请人，期限到%(due)s。") % due if answer.due_on else gettext("正在送达申请人。")
    if standing.kind == NOT_DELIVERED:
        return gettext("还没有送达申请人，已经超过期限%(due)s。") % due
    if standing.kind == LATE:
        return ngettext("比期限晚了 %(days)s 个工作日。", "比期限晚了 %(days)s 个工作日。", standing.days_late) % {
            "days": standing.days_late
        }
    if answer.days_taken is None:
        return gettext("在期限之内。")
    return ngettext(
        "用了 %(days)s 个工作日，在期限之内。", "用了 %(days)s 个工作日，在期限之内。", answer.days_taken
    ) % {"days": answer.days_taken}


def steps_of(answer: PublicAnswer, standing: Standing, organ: str) -> list[dict[str, Any]]:
    """The days of the request as a line of steps, for ``parts/timeline.html``."""
    steps = [
        {"state": "done", "title": gettext("收到申请"), "on": answer.received_on, "organ": organ},
        {"state": "done", "title": gettext("签发答复"), "on": answer.signed_on, "organ": organ},
    ]
    if answer.delivered_on is not None:
        state = "late" if standing.kind == LATE else "done"
        steps.append({"state": state, "title": gettext("送达申请人"), "on": answer.delivered_on})
    else:
        state = "late" if standing.kind == NOT_DELIVERED else "now"
        steps.append({"state": state, "title": gettext("送达申请人"), "on": None})
    steps[-1]["words"] = gettext("期限：%(due)s，%(standing)s。") % {
        "due": day_words(answer.due_on) or gettext("没有在走的期限"),
        "standing": standing.words,
    }
    if answer.rectified_on is not None:
        words = gettext("页面上是更正后的内容，原来的记录和更正的记录都在公开日志里。")
        steps.append({"state": "done", "title": gettext("更正答复"), "on": answer.rectified_on, "words": words})
    return [step for step in steps if step["state"] != "done" or step["on"] is not None]
