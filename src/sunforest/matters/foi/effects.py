"""What each act of a request writes to its detail table, in the act's own transaction: days, kinds and codes only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sunforest.core.people.models import Party
from sunforest.core.process.models import Case
from sunforest.pure.moment import Moment

from . import answer_letter, results
from .answer_letter import NATURAL
from .models import Conversion, InformationRequest

Answers = Mapping[str, Any]
OTHER_ORGANISATION = "other"


def _open(case: Case, answers: Answers, moment: Moment, **columns: Any) -> None:
    usual = {"arrived_on": moment.today, "supply": answers["supply"], "applicant_type": _type_of(case, answers)}
    InformationRequest(case=case, **{**usual, **columns}).save(force_insert=True)


def _type_of(case: Case, answers: Answers) -> str:
    """Who asks, as table 2 counts it (domain §2.2): a person is a natural person, whatever was chosen beside the name."""
    if case.party is not None and case.party.kind == Party.PERSON:
        return NATURAL
    chosen = str(answers.get("applicant_type", ""))
    return chosen if chosen and chosen != NATURAL else OTHER_ORGANISATION


def open_by_party(case: Case, answers: Answers, moment: Moment) -> None:
    """A request came by the internet; it counts from confirmation (R1.23)."""
    _open(case, answers, moment, way="web")


def register_received(case: Case, answers: Answers, moment: Moment) -> None:
    """Received on the day of submission or of signing (R1.20, R1.21)."""
    day = answers["received_on"]
    _open(case, answers, moment, way=answers["way"], arrived_on=day, received_on=day)


def register_arrived(case: Case, answers: Answers, moment: Moment) -> None:
    """Arrived; counting begins with the confirmation (R1.22, R1.23)."""
    _open(case, answers, moment, way=answers["way"], arrived_on=answers["arrived_on"])


def confirm(case: Case, answers: Answers, _moment: Moment) -> None:
    """The day of receipt is the day both sides confirmed."""
    InformationRequest.objects.filter(case=case).update(received_on=answers["received_on"])


def split(case: Case, answers: Answers, _moment: Moment) -> None:
    """Keep into how many units the letter was split."""
    InformationRequest.objects.filter(case=case).update(units=answers["units"])


def register_part(case: Case, answers: Answers, moment: Moment) -> None:
    """A part is a request of its own, of the same applicant type and way."""
    original = InformationRequest.objects.get(case=case.parent)
    _open(
        case, answers, moment,
        applicant_type=original.applicant_type, way=original.way, split_from=original,
        arrived_on=original.arrived_on, received_on=answers["received_on"],
    )  # fmt: skip


def redo(case: Case, answers: Answers, moment: Moment) -> None:
    """A request handled anew; the annual report has counted its original already."""
    original = InformationRequest.objects.get(case=case.parent)
    _open(
        case, answers, moment,
        applicant_type=original.applicant_type, way=original.way, original=original,
        arrived_on=answers["received_on"], received_on=answers["received_on"],
    )  # fmt: skip


def _ended(case: Case, moment: Moment, result: str) -> None:
    InformationRequest.objects.filter(case=case).update(result=result, answered_on=moment.day)


def lapse(case: Case, _answers: Answers, moment: Moment) -> None:
    """Not supplemented in time: row 其他处理1."""
    _ended(case, moment, results.NOT_SUPPLEMENTED)


def fee_lapses(case: Case, _answers: Answers, moment: Moment) -> None:
    """Not paid in time: row 其他处理2."""
    _ended(case, moment, results.NOT_PAID)


def withdraw(case: Case, _answers: Answers, moment: Moment) -> None:
    """Withdrawn: row 其他处理3; one that never was received counts nowhere."""
    _ended(case, moment, results.OTHER)


def charge(case: Case, answers: Answers, _moment: Moment) -> None:
    """Keep what is to be paid."""
    InformationRequest.objects.filter(case=case).update(fee_charged=answers["amount"])


def pay(case: Case, answers: Answers, _moment: Moment) -> None:
    """Keep what was paid, for chapter six of the annual report (R1.51)."""
    InformationRequest.objects.filter(case=case).update(fee_paid=answers["amount"])


def extend(case: Case, _answers: Answers, _moment: Moment) -> None:
    """Keep that the limit was extended."""
    InformationRequest.objects.filter(case=case).update(is_extended=True)


def sign(case: Case, answers: Answers, moment: Moment) -> None:
    """Keep the result and the number of the answer, and its letter as it is issued."""
    answer_letter.keep(case, answers, on=moment.today)
    InformationRequest.objects.filter(case=case).update(
        result=answers["result"], withheld=answers["withheld"], document_number=answers["document_number"]
    )


def sign_unpublished(case: Case, answers: Answers, moment: Moment) -> None:
    """Keep the ground that closes the answer, with the result."""
    sign(case, answers, moment)
    InformationRequest.objects.filter(case=case).update(withheld_ground=answers["ground"])


def deliver(case: Case, _answers: Answers, moment: Moment) -> None:
    """The day of the answer is the day of its delivery (国办公开办函〔2016〕235号)."""
    InformationRequest.objects.filter(case=case).update(answered_on=moment.day)


def rate(case: Case, answers: Answers, _moment: Moment) -> None:
    """Keep the score."""
    InformationRequest.objects.filter(case=case).update(score=int(answers["score"]))


def suggest(case: Case, _answers: Answers, _moment: Moment) -> None:
    """An applicant's suggestion."""
    Conversion(case=case).save(force_insert=True)


propose = suggest


def converted(case: Case, answers: Answers, _moment: Moment) -> None:
    """Keep under which index number it is public now."""
    Conversion.objects.filter(case=case).update(document=answers["document"])
