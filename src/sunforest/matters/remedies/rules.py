"""The law of remedies and supervision as pure functions: facts, answers and moment in, nothing or a Refusal out."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sunforest.pure.deadlines import CalendarDays, CalendarMonths
from sunforest.pure.moment import Moment, Refusal
from sunforest.pure.words import gettext_noop as _
from sunforest.pure.working_days import WorkingCalendar

RECONSIDERATION, RECONSIDERATION_AT_MOST = CalendarDays(60), CalendarMonths(12)
DIRECT_LAWSUIT, DIRECT_LAWSUIT_AT_MOST = CalendarMonths(6), CalendarMonths(12)
LAWSUIT_AFTER_RECONSIDERATION = CalendarDays(15)
ABSOLUTE = CalendarMonths(60)
DECISION, DECISION_EXTENDED, DECISION_SUMMARY = CalendarDays(60), CalendarDays(90), CalendarDays(30)

RECONSIDERATION_LAW_OF_2023 = date(2024, 1, 1)  # 行政复议法 art. 90
GROUNDS_OF_ARTICLES_14_TO_16 = frozenset({"N1", "N2", "N3", "N4", "N5", "N6", "N7"})
DIRECT, LAWSUITS = "ss_direct", ("ss_direct", "ss_after")

Answers = Mapping[str, Any]


def reconsideration_until(
    *, knew_on: date, told_on: date | None = None, made_on: date | None = None, calendar: WorkingCalendar
) -> date:
    """The last day to apply for reconsideration (行政复议法 art. 20 ¶1, ¶3, art. 21; R1.71).

    Sixty days from knowing the act. Where the act did not tell of the remedy, ``told_on`` is the day the applicant came
    to know of it: sixty days from then, at most one year from knowing the act. ``made_on`` is the day of the act itself:
    never later than five years after it.
    """
    return _until(
        RECONSIDERATION, RECONSIDERATION_AT_MOST, knew_on=knew_on, told_on=told_on, made_on=made_on, calendar=calendar
    )


def direct_lawsuit_until(
    *, knew_on: date, told_on: date | None = None, made_on: date | None = None, calendar: WorkingCalendar
) -> date:
    """The last day to sue without reconsideration (行政诉讼法 art. 46; 适用行政诉讼法的解释 art. 64; R1.35, R1.71).

    Six months from knowing the act. Where the act did not tell of the limit, ``told_on`` is the day the applicant came
    to know of it: six months from then, at most one year from knowing the act; never later than five years after the act.
    """
    return _until(
        DIRECT_LAWSUIT, DIRECT_LAWSUIT_AT_MOST, knew_on=knew_on, told_on=told_on, made_on=made_on, calendar=calendar
    )


def _until(
    limit: CalendarDays | CalendarMonths,
    at_most: CalendarMonths,
    *,
    knew_on: date,
    told_on: date | None,
    made_on: date | None,
    calendar: WorkingCalendar,
) -> date:
    last = limit.due_from(max(knew_on, told_on or knew_on), calendar)
    if told_on is not None:
        last = min(last, at_most.due_from(knew_on, calendar))
    return min(last, ABSOLUTE.due_from(made_on, calendar)) if made_on else last


def lawsuit_after_reconsideration_until(*, received_on: date, calendar: WorkingCalendar) -> date:
    """The last day to sue over a reconsideration decision received on that day (行政复议法 art. 34, 行政诉讼法 art. 45)."""
    return LAWSUIT_AFTER_RECONSIDERATION.due_from(received_on, calendar)


def lawsuit_after_silence_until(
    *, accepted_on: date, is_summary: bool, is_extended: bool, calendar: WorkingCalendar
) -> date:
    """The last day to sue where the reconsideration organ kept silent: fifteen days from the end of its own limit
    (行政复议法 art. 34, 行政诉讼法 art. 45)."""
    ended_on = decision_until(
        accepted_on=accepted_on, is_summary=is_summary, is_extended=is_extended, calendar=calendar
    )
    return LAWSUIT_AFTER_RECONSIDERATION.due_from(ended_on, calendar)


def decision_until(*, accepted_on: date, is_summary: bool, is_extended: bool, calendar: WorkingCalendar) -> date:
    """The last day for the reconsideration decision: sixty days from acceptance and thirty more where extended, thirty
    in summary procedure, which is not extended (行政复议法 art. 62; R1.72)."""
    if is_summary:
        return DECISION_SUMMARY.due_from(accepted_on, calendar)
    return (DECISION_EXTENDED if is_extended else DECISION).due_from(accepted_on, calendar)


def lacks_reconsideration(*, kind: str, result: str, withheld: Collection[str], answered_on: date | None) -> bool:
    """R1.74: a direct lawsuit over a refusal on a ground of art. 14–16 that was answered since 2024-01-01, where
    reconsideration comes first (行政复议法 art. 23 ¶1(4)). A note for the officer; the court decides what it accepts."""
    if kind != DIRECT or answered_on is None or answered_on < RECONSIDERATION_LAW_OF_2023:
        return False
    is_partly_refused = result == "P1" and bool(GROUNDS_OF_ARTICLES_14_TO_16.intersection(withheld))
    return result in GROUNDS_OF_ARTICLES_14_TO_16 or is_partly_refused


@dataclass(frozen=True)
class ChallengeFacts:
    """What the rules know of a challenge: its kind and days, and the answer that was made anew."""

    kind: str
    received_on: date
    decided_on: date | None = None
    new_answer: str = ""
    answered_anew_on: date | None = None


def _not_later_than_today(day: date, moment: Moment) -> Refusal | None:
    return Refusal(_("日期不能晚于今天。")) if day > moment.today else None


def received_by_today(_facts: ChallengeFacts | None, answers: Answers, moment: Moment) -> Refusal | None:
    """行政复议法 art. 48, 54, 行政诉讼法 art. 67: the limit runs from the day the copy was received."""
    return _not_later_than_today(answers["received_on"], moment)


def same_day_of_receipt(facts: ChallengeFacts, answers: Answers, _moment: Moment) -> Refusal | None:
    """行政复议法 art. 48, 55: under the ordinary procedure too the limit runs from the day the copy was received."""
    if answers["received_on"] != facts.received_on:
        return Refusal(_("收到副本的日期应为%(day)s。"), day=facts.received_on)
    return None


def sent_after_receipt(facts: ChallengeFacts, answers: Answers, moment: Moment) -> Refusal | None:
    """行政复议法 art. 48, 行政诉讼法 art. 67: the defence follows the copy."""
    if answers["sent_on"] < facts.received_on:
        return Refusal(_("提交日期不能早于收到副本的日期%(day)s。"), day=facts.received_on)
    return _not_later_than_today(answers["sent_on"], moment)


def decided_after_receipt(facts: ChallengeFacts, answers: Answers, moment: Moment) -> Refusal | None:
    """行政复议法 art. 62, 行政诉讼法 art. 81: the decision follows the notice, and exists before it is recorded."""
    if answers["decided_on"] < facts.received_on:
        return Refusal(_("决定或裁判的日期不能早于收到副本的日期%(day)s。"), day=facts.received_on)
    return _not_later_than_today(answers["decided_on"], moment)


def order_leaves_time(facts: ChallengeFacts, answers: Answers, moment: Moment) -> Refusal | None:
    """行政复议法 art. 64, 66, 77, 行政诉讼法 art. 70, 72: the answer is made anew within the ordered period."""
    if answers["until"] <= answers["decided_on"]:
        return Refusal(_("责令重新答复的期限须晚于决定或裁判的日期。"))
    return decided_after_receipt(facts, answers, moment)


def is_a_lawsuit_decided_before(facts: ChallengeFacts, answers: Answers, moment: Moment) -> Refusal | None:
    """行政诉讼法 art. 85: a judgment is appealed, after its day; a reconsideration decision is sued over, as a case
    of its own."""
    if facts.kind not in LAWSUITS:
        return Refusal(_("对行政复议决定不服的，应另行登记“复议后起诉”。"))
    if facts.decided_on and answers["appealed_on"] < facts.decided_on:
        return Refusal(_("上诉日期不能早于裁判日期%(day)s。"), day=facts.decided_on)
    return _not_later_than_today(answers["appealed_on"], moment)


def new_answer_exists(facts: ChallengeFacts, answers: Answers, _moment: Moment) -> Refusal | None:
    """R1.73: the order is met by the answer that was made anew and delivered, on the day of its delivery."""
    if not facts.new_answer or facts.answered_anew_on is None:
        return Refusal(
            _("还没有找到重新作出并已送达的答复。请先在原申请的页面办理“依复议决定或判决重新办理”，送达后再登记。")
        )
    if answers["answered_on"] != facts.answered_anew_on or answers["new_answer"] != facts.new_answer:
        return Refusal(
            _("重新答复是%(number)s，送达日期是%(day)s。"), number=facts.new_answer, day=facts.answered_anew_on
        )
    return None


@dataclass(frozen=True)
class ClaimFacts:
    """What the rules know of a demand for correction."""

    organ_id: int
    is_right: bool | None = None


def proved_right(facts: ClaimFacts, answers: Answers, moment: Moment) -> Refusal | None:
    """条例 art. 41: what is verified as inaccurate is corrected."""
    if not facts.is_right:
        return Refusal(_("核实结果是“记录准确”，不能登记更正；核实有误的，请重新核实。"))
    return _not_later_than_today(answers["corrected_on"], moment)


def proved_wrong(facts: ClaimFacts, _answers: Answers, _moment: Moment) -> Refusal | None:
    """条例 art. 41: what is verified as inaccurate cannot be refused."""
    return Refusal(_("核实结果是“记录不准确”，应当更正，不能拒绝。")) if facts.is_right else None


def goes_to_another_organ(facts: ClaimFacts, answers: Answers, _moment: Moment) -> Refusal | None:
    """条例 art. 41: it is transferred to the organ that has the power to correct."""
    return Refusal(_("已经在这个机关，请选择另一个机关。")) if answers["organ"].pk == facts.organ_id else None


@dataclass(frozen=True)
class ComplaintFacts:
    """What the rules know of a complaint."""

    ordered_on: date | None = None


def leaves_time_to_rectify(_facts: ComplaintFacts, answers: Answers, moment: Moment) -> Refusal | None:
    """条例 art. 47, 52, 53: an order to rectify gives time to do so."""
    return Refusal(_("整改期限须晚于今天。")) if answers["until"] <= moment.today else None


def rectified_since_the_order(facts: ComplaintFacts, answers: Answers, moment: Moment) -> Refusal | None:
    """条例 art. 47: what was ordered is done between the order and today."""
    if facts.ordered_on and answers["rectified_on"] < facts.ordered_on:
        return Refusal(_("整改完成日期不能早于责令整改的日期%(day)s。"), day=facts.ordered_on)
    return _not_later_than_today(answers["rectified_on"], moment)
