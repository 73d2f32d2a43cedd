"""Requests, challenges, claims and complaints told up to the point at which a test begins."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

from cast import Cast, at
from story import Story
from sunforest.core.organs.models import Organ
from sunforest.core.process import numbers, uploads
from sunforest.core.process.declaration import Act
from sunforest.core.process.models import Case
from sunforest.matters.foi.models import InformationRequest
from sunforest.matters.remedies.process import Challenge, DisclosureComplaint, RecordCorrection

SECRET = "望林路3号门面的租金流水"


def answered_request(organ: Organ, *, answered_on: str = "2026-02-27", result: str = "N4", **columns: Any) -> Case:
    """A request that was answered: only its row and its counted columns, as another matter wrote them."""
    day = date.fromisoformat(answered_on)
    case = Case.objects.create(
        number=numbers.case_number("339921", day), process_key="foi", process_version=1, organ=organ, state="archived",
        opened_at=at(answered_on), opened_on=day, closed_on=day, changed_at=at(answered_on),
    )  # fmt: skip
    InformationRequest.objects.create(
        case=case, applicant_type="natural", way="web", supply="online", arrived_on=day, received_on=day,
        answered_on=day, result=result, **columns,
    )  # fmt: skip
    return case


def registered(
    cast: Cast,
    act: Act = Challenge.register_reconsideration,
    *,
    request: Case | None = None,
    received_on: str = "2026-03-02",
    organ: Organ | None = None,
    **named: Any,
) -> Story:
    """A challenge whose copy arrived on Monday, 2 March 2026."""
    against = request or answered_request(organ or cast.housing)
    notice = {"request": against.number, "received_on": received_on, "heard_by": "晴林县人民政府"}
    return Story(Challenge, cast, organ).perform(act, on=received_on, **notice, **named)


def decided(
    cast: Cast, act: Act = Challenge.register_reconsideration, *, on: str = "2026-04-10", **named: Any
) -> Story:
    """A challenge that was defended in time and upheld, or what else ``result`` says."""
    result = named.pop("result", "upheld")
    story = registered(cast, act, **named).perform(Challenge.defend, on="2026-03-10", sent_on="2026-03-10")
    return story.perform(Challenge.record_result, on=on, decided_on=on, result=result)


def ordered(cast: Cast, *, until: str = "2026-05-08", request: Case | None = None) -> Story:
    """A challenge that ended on 10 April with the order to answer anew."""
    story = registered(cast, request=request).perform(Challenge.defend, on="2026-03-10", sent_on="2026-03-10")
    return story.perform(Challenge.record_redo_order, on="2026-04-10", decided_on="2026-04-10", until=until)


def evidence(name: str = "不动产登记查询结果.txt") -> list[dict[str, str]]:
    """A received file."""
    return [uploads.receive(io.BytesIO("建筑面积 89.5 平方米".encode()), name=name, at=at("2026-03-02"))]


def claimed(cast: Cast, act: Act = RecordCorrection.claim_personal) -> Story:
    """A demand for correction of 2 March 2026."""
    answers = {"record": "不动产登记簿", "wrong": f"{SECRET}98.5", "right": f"{SECRET}89.5", "evidence": evidence()}
    return Story(RecordCorrection, cast).perform(act, on="2026-03-02", **answers)


def verified(cast: Cast, finding: str = "inaccurate") -> Story:
    """A demand that was verified on 4 March."""
    return claimed(cast).perform(RecordCorrection.verify, on="2026-03-04", finding=finding, working="核对登记原件")


def complained(cast: Cast, **answers: Any) -> Story:
    """A complaint of 2 March 2026 about the education bureau, at the housing bureau as the supervising office."""
    what = {"complained_of": cast.education.pk, "kind": "not_published", "what": SECRET}
    return Story(DisclosureComplaint, cast).perform(DisclosureComplaint.complain, on="2026-03-02", **what | answers)


def reported(cast: Cast) -> Story:
    """A complaint that was looked into by 9 March."""
    story = complained(cast).perform(DisclosureComplaint.hear_organ, on="2026-03-05", explanation=SECRET)
    return story.perform(DisclosureComplaint.report, on="2026-03-09", findings=SECRET)


def to_rectify(cast: Cast) -> Story:
    """A complaint that led to an order to rectify by 31 March."""
    requirement = {"until": "2026-03-31", "requirement": "公开2025年度预算。"}
    return reported(cast).perform(DisclosureComplaint.order_rectification, on="2026-03-10", **requirement)
