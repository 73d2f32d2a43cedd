"""The receipt that an applicant takes along from the counter: number, query code and QR code (R6.23).

The query code is the applicant's secret: the page opens for the officer who registered the case, on that day alone,
and each look is recorded.
"""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sunforest.core.calendar import county_calendar
from sunforest.core.organs import names
from sunforest.core.people.models import AccessRecord
from sunforest.core.process import party_proof, records
from sunforest.core.process.models import ActRecord, Case
from sunforest.core.process.records import Deed
from sunforest.faces.desk import access, finding, page, purposes
from sunforest.faces.desk.access import DeskRequest
from sunforest.faces.frame import frame_of
from sunforest.faces.qr_code import qr_code


def address_after(request: DeskRequest, record: ActRecord, *, has_applicant: bool) -> str:
    """Where to go after an act: to the receipt where an applicant's case was opened, else to the case."""
    if not has_applicant:
        return reverse("desk:case", args=[record.case.number])
    purposes.state(request, record.case, AccessRecord.HANDLING)
    return reverse("desk:receipt", args=[record.case.number])


@access.signed_in
@require_safe
def receipt(request: DeskRequest, number: str) -> HttpResponse:
    """The receipt, to be printed and handed over. Raises Http404 for every other officer, and after that day."""
    case = finding.case_with(request, number)
    first = records.of(case)[0]
    if case.party is None or not _is_registered_by(request, case, first):
        raise Http404
    purposes.of(request, case)
    own = party_proof.of_case(case)
    address = frame_of(request).absolute(reverse("portal:progress_of", args=[own.token]))
    context = {
        "title": _("回执"),
        "lead": _("请打印后当面交给申请人，或者随信寄出。查询码只在今天显示给登记人。"),
        "case": case,
        "query_code": own.query_code,
        "address": address,
        "qr": qr_code(address),
        "process": case.process,
        "organ": names.organ(case.organ),
        "breadcrumbs": [
            (_("工作清单"), reverse("desk:worklist")),
            (case.number, case.get_absolute_url()),
            (_("回执"), ""),
        ],
    }
    return page.show(request, "desk/receipt.html", context, tab="desk:openings")


def _is_registered_by(request: DeskRequest, case: Case, first: Deed) -> bool:
    helped = first.content["proof"]["assisted_by"]
    is_today = county_calendar.local_day(case.opened_at) == request.today
    return is_today and request.officer.pk in (first.officer_id, helped)
