"""The words of a queued notice: found in the declaration, filled from the case, addressed to its receiver."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.translation import gettext

from sunforest.core.notify import notices
from sunforest.core.notify.message import Message
from sunforest.core.notify.models import QueuedNotice
from sunforest.core.notify.notice import Notice
from sunforest.core.organs import names
from sunforest.core.people import case_phones, parties
from sunforest.core.people.models import CaseKey
from sunforest.core.process import registry
from sunforest.core.process.models import ActRecord, Case
from sunforest.pure.words import gettext_noop as _

NO_DAY = _("另行告知的日期")
DAY = _("Y年n月j日")


def message_of(row: QueuedNotice) -> Message | None:
    """What the receiver reads; None where the case was erased or no declaration knows the notice any longer."""
    case = Case.objects.select_related("organ").filter(pk=row.case_id).first()
    if case is None or not CaseKey.objects.filter(case_id=row.case_id).exists():
        return None
    notice = _notice(case, row)
    if notice is None:
        return None
    day = case.due_on
    values = {
        "case": case.number,
        "process": gettext(str(case.process.title)),
        "organ": names.organ(case.organ),
        "due": date_format(day, gettext(DAY)) if day else gettext(NO_DAY),
    }
    return Message(title=gettext(notice.title), text=gettext(notice.text) % values, **_addresses(row))


def _notice(case: Case, row: QueuedNotice) -> Notice | None:
    """The notice that the record's act declares, or else one of the general ones."""
    if not registry.is_known(case.process_key, case.process_version):
        return None
    act = ActRecord.objects.filter(case=case, number=row.record_number).values_list("act", flat=True).first()
    declared = case.process.act(act).notices if act else ()
    general = [notice for notice in vars(notices).values() if isinstance(notice, Notice)]
    return next((notice for notice in (*declared, *general) if notice.key == row.notice), None)


def _addresses(row: QueuedNotice) -> dict[str, str]:
    if row.party is not None:
        return {"phone": case_phones.of(row.case_id) or parties.read(row.party).phone}
    if row.officer is not None:
        account = row.officer.account
        return {"email": account.email, "account": account.get_username()}
    return {}
