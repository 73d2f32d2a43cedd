"""The kinds of table that ``sunforest check`` reads: their columns, what is reckoned for a row, and what is compared."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sunforest.commands.check_table import Row, as_day
from sunforest.pure import citizen_number, fees, personal_data, publish_limits, request_limits, uscc
from sunforest.pure.classification import ARTICLE_20_HEADS, DocumentFacts, classify
from sunforest.pure.working_days import WorkingCalendar

__all__ = ["KINDS", "Circumstances", "Kind"]

Result = dict[str, Any]

DISTANT_DAY = "日期过远，无法计算 / the day is too far away"


@dataclass(frozen=True)
class Circumstances:
    """What a reckoning needs beside the row: the official calendar, and the day that counts as today."""

    calendar: WorkingCalendar
    today: date


@dataclass(frozen=True)
class Kind:
    """A kind of table. ``expected`` maps a column with an expected value to the key of the result it is compared with.

    In columns named in ``only_where_given`` an empty value expects nothing.
    """

    required: tuple[str, ...]
    reckon: Callable[[Row, Circumstances], Result]
    expected: Mapping[str, str]
    only_where_given: frozenset[str] = frozenset()


def _deadline(row: Row, circumstances: Circumstances) -> Result:
    kind = row.one_of("kind", tuple(request_limits.LIMITS))
    received_on, events = row.day("received_on"), _events_of(row)
    try:
        due = request_limits.request_due(
            kind=kind, received_on=received_on, events=events, calendar=circumstances.calendar
        )
    except OverflowError:
        raise row.wrong("received_on", DISTANT_DAY) from None
    return {"due": due.day.isoformat(), "provisional": int(due.provisional)}


def _events_of(row: Row) -> list[request_limits.Event]:
    return [_event_of(row, event) for event in row.objects("events")]


def _event_of(row: Row, event: Mapping[str, Any]) -> request_limits.Event:
    kind = request_limits.EVENT_KINDS.get(str(event.get("type")))
    if kind is None:
        raise row.wrong("events", f"没有这种事件（{event.get('type')}） / no such event")
    if kind not in request_limits.CONSULTATIONS:
        return request_limits.Event(kind, _day_of(row, event, "date"))
    first = _day_of(row, event, "start")
    last = _day_of(row, event, "end") if event.get("end") is not None else None
    if last is not None and last < first:
        raise row.wrong("events", "征求意见的结束日早于开始日 / the consultation ends before it starts")
    return request_limits.Event(kind, first, last)


def _day_of(row: Row, event: Mapping[str, Any], key: str) -> date:
    day = as_day(event.get(key))
    if day is None:
        raise row.wrong("events", f"事件的{key}不是YYYY-MM-DD形式的日期 / not a day")
    return day


def _publish_limit(row: Row, circumstances: Circumstances) -> Result:
    rule = row.one_of("rule", tuple(publish_limits.LIMITS))
    formed_on, published_on = row.day("base_date"), row.day_or_none("published_on")
    try:
        limit = publish_limits.publish_limit(rule=rule, formed_on=formed_on, calendar=circumstances.calendar)
    except OverflowError:
        raise row.wrong("base_date", DISTANT_DAY) from None
    return {
        "last_day": limit.last_day.isoformat(),
        "last_day_without_rollover": limit.without_rollover.isoformat(),
        "status": publish_limits.status(limit, published_on) if published_on else "",
        "days_late": publish_limits.days_late(limit, published_on, circumstances.calendar) if published_on else "",
        "provisional": int(limit.provisional),
    }


def _fee(row: Row, circumstances: Circumstances) -> Result:
    basis, count = row.one_of("basis", ("item", "page")), row.count("n")
    if basis == "page":
        return {"fee_yuan": fees.fee_for_pages(count)}
    already = row.count("already_in_month_or_0") if row["already_in_month_or_0"] else 0
    return {"fee_yuan": fees.fee_for_items(already_this_month=already, new_items=count)}


def _identifier(row: Row, circumstances: Circumstances) -> Result:
    if row.one_of("kind", ("citizen_id", "uscc")) == "uscc":
        return asdict(uscc.check(row["value"]))
    return asdict(citizen_number.check(row["value"], today=circumstances.today))


def _grounds(row: Row, circumstances: Circumstances) -> Result:
    outcome = classify(_facts_of(row))
    return {
        "class": str(outcome.mode),
        "partial": int(outcome.partial),
        "article": outcome.article,
        "reason_code": outcome.reason_code,
        "force": outcome.force,
        "must_inform_third_party": int(outcome.must_inform_third_party),
        "steps": [asdict(step) for step in outcome.steps],
    }


def _facts_of(row: Row) -> DocumentFacts:
    return DocumentFacts(
        state_secret=row.flag("state_secret"),
        forbidden_by_law=row.flag("law_forbids"),
        endangers_security=row.flag("three_security"),
        third_party_kind=row["third_party_kind"].strip(),
        third_party_harm=row.flag("third_party_harm"),
        third_party_consents=row.flag("third_party_consents"),
        public_interest_override=row.flag("public_interest_override"),
        internal_kind=row["internal_kind"].strip(),
        process_kind=row["process_kind"].strip(),
        enforcement_file=row.flag("enforcement_file"),
        rule_requires_disclosure=row.flag("rule_requires_disclosure"),
        article_20_head=_head_of(row),
        article_21=row.flag("art21"),
        public_interest_wide=row.flag("public_interest_wide"),
        separable=row.flag("separable"),
    )


def _head_of(row: Row) -> int | None:
    heads = tuple(str(head) for head in ARTICLE_20_HEADS)
    head = row.one_of("art20_head", (*heads, ""))
    return int(head) if head else None


def _personal_data(row: Row, circumstances: Circumstances) -> Result:
    return {"spans": [asdict(finding) for finding in personal_data.find(row["text"])]}


def comparable(value: object) -> object:
    """A value of the table or of the result in one form, so that 1 and "1", or two spellings of JSON, agree."""
    if isinstance(value, str) and value[:1] in {"[", "{"}:
        try:
            return json.loads(value)
        except (ValueError, RecursionError):
            return value
    return str(value) if isinstance(value, int) else value


FLAGS_OF_A_DOCUMENT = (
    *("state_secret", "law_forbids", "three_security", "third_party_kind", "third_party_harm", "third_party_consents"),
    *("public_interest_override", "internal_kind", "process_kind", "enforcement_file", "rule_requires_disclosure"),
    *("art20_head", "art21", "public_interest_wide", "separable"),
)

KINDS: dict[str, Kind] = {
    "deadlines": Kind(
        required=("case_id", "kind", "received_on", "events"),
        reckon=_deadline,
        expected={"expected_due": "due", "provisional": "provisional"},
    ),
    "publish-limits": Kind(
        required=("case_id", "rule", "base_date"),
        reckon=_publish_limit,
        expected={
            "expected_last_day": "last_day",
            "last_day_without_rollover": "last_day_without_rollover",
            "expected_status": "status",
            "expected_days_late": "days_late",
            "provisional": "provisional",
        },
        only_where_given=frozenset({"last_day_without_rollover", "expected_status", "expected_days_late"}),
    ),
    "fees": Kind(
        required=("case_id", "basis", "n"),
        reckon=_fee,
        expected={"expected_fee_yuan": "fee_yuan"},
    ),
    "identifiers": Kind(
        required=("case_id", "kind", "value"),
        reckon=_identifier,
        expected={"expected": "verdict", "expected_normalised": "normalised"},
        only_where_given=frozenset({"expected_normalised"}),
    ),
    "grounds": Kind(
        required=("case_id", *FLAGS_OF_A_DOCUMENT),
        reckon=_grounds,
        expected={
            "expected_class": "class",
            "expected_partial": "partial",
            "expected_article": "article",
            "expected_reason_code": "reason_code",
            "withholding_force": "force",
            "must_inform_third_party": "must_inform_third_party",
        },
    ),
    "personal-data": Kind(
        required=("case_id", "text"),
        reckon=_personal_data,
        expected={"spans": "spans"},
    ),
}
