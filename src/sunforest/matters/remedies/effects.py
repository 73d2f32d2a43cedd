"""What each act writes to its detail table, in the act's own transaction: organs, kinds, results and days only."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from sunforest.core.notify import queue
from sunforest.core.organs.roles import CLERK, HEAD
from sunforest.core.process.models import Case
from sunforest.core.process.perform import Refused
from sunforest.pure.moment import Moment, Refusal
from sunforest.pure.words import gettext_noop as _

from . import notices, queries
from .models import CORRECTED, FY, SS_AFTER, SS_DIRECT, Challenge, Complaint, CorrectionClaim, Outcome

Answers = Mapping[str, Any]
REQUESTS = queries.REQUESTS


def _registering(kind: str) -> Callable[[Case, Answers, Moment], None]:
    def register(case: Case, answers: Answers, _moment: Moment) -> None:
        """Tie the challenge to its request. Raises Refused where another organ answers that request: before there is
        a case no guard knows at which organ it opens."""
        request = queries.request_numbered(answers["request"])
        if request is None or request.organ_id != case.organ_id:
            raise Refused(Refusal(_("这件申请不由本机关答复，请由答复的机关登记。")))
        Challenge(
            case=case,
            organ_id=case.organ_id,
            request=request,
            kind=kind,
            received_on=answers["received_on"],
            lacks_reconsideration=queries.lacks_reconsideration(request, kind),
        ).save(force_insert=True)
        Case.objects.filter(pk=case.pk).update(parent=request)

    return register


register_reconsideration = _registering(FY)
register_direct_lawsuit = _registering(SS_DIRECT)
register_lawsuit_after_reconsideration = _registering(SS_AFTER)


def void(case: Case, _answers: Answers, _moment: Moment) -> None:
    """A registration made in error is not counted."""
    Challenge.objects.filter(case=case).update(is_void=True)


def record_result(case: Case, answers: Answers, _moment: Moment) -> None:
    """The outcome that stands from now on; one that was recorded wrongly is replaced."""
    _stands(case, answers, answers["result"])


def record_redo_order(case: Case, answers: Answers, _moment: Moment) -> None:
    """To be answered anew is to be corrected (domain §2.3)."""
    _stands(case, answers, CORRECTED)


def _stands(case: Case, answers: Answers, result: str) -> None:
    values = {"result": result, "decided_on": answers["decided_on"]}
    Outcome.objects.update_or_create(challenge_id=case.pk, set_aside_on=None, defaults=values)


def set_aside(case: Case, answers: Answers, _moment: Moment) -> None:
    """The judgment is not final: the challenge is pending again from the day of the appeal."""
    Outcome.objects.filter(challenge_id=case.pk, set_aside_on=None).update(set_aside_on=answers["appealed_on"])


def claim_personal(case: Case, _answers: Answers, _moment: Moment) -> None:
    """A person's own data (个人信息保护法 art. 46)."""
    CorrectionClaim(case=case, is_personal=True).save(force_insert=True)


def claim(case: Case, _answers: Answers, _moment: Moment) -> None:
    """Another record about the one who asks (条例 art. 41)."""
    CorrectionClaim(case=case, is_personal=False).save(force_insert=True)


def verify(case: Case, answers: Answers, _moment: Moment) -> None:
    """Keep whether the record was found inaccurate."""
    CorrectionClaim.objects.filter(case=case).update(is_right=answers["finding"] == "inaccurate")


def transfer(case: Case, answers: Answers, _moment: Moment) -> None:
    """The organ with the power to correct handles the case from now on, and verifies it itself."""
    case.organ, case.handler = answers["organ"], None
    CorrectionClaim.objects.filter(case=case).update(is_right=None)


def complain(case: Case, answers: Answers, _moment: Moment) -> None:
    """Keep organ and kind. Raises Refused for a complaint about the office itself: nobody judges itself (条例 art. 51)."""
    if answers["complained_of"].pk == case.organ_id:
        raise Refused(Refusal(_("投诉主管部门自身的，请向上一级行政机关提出。")))
    Complaint(case=case, complained_of=answers["complained_of"], kind=answers["kind"]).save(force_insert=True)


def tell_the_organ(case: Case, _answers: Answers, moment: Moment) -> None:
    """The organ complained of learns of the order, and where to read it; the case itself stays closed to it (R1.78)."""
    organ_id = Complaint.objects.values_list("complained_of_id", flat=True).get(case=case)
    addressed = Case(pk=case.pk, organ_id=organ_id, process_key=REQUESTS)
    told = replace(notices.ordered_by_the_office, to=(CLERK, HEAD))
    queue.queue((told,), addressed, record=case.last_number + 1, at=moment.at)
