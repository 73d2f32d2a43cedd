"""The words of a queued notice: found in the declaration, filled from the case, addressed to its receiver."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext

from sunforest.core.calendar import county_calendar
from sunforest.core.notify import notices
from sunforest.core.notify.message import Message
from sunforest.core.notify.models import QueuedNotice
from sunforest.core.notify.notice import Notice
from sunforest.core.organs import names
from sunforest.core.people import case_phones, parties
from sunforest.core.people.models import CaseKey
from sunforest.core.process import clocks, records, registry
from sunforest.core.process.models import ActRecord, Case, ClockMove
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
    values = {
        "case": case.number,
        "process": gettext(str(case.process.title)),
        "organ": names.organ(case.organ),
        "due": _day_words(case.due_on),
        **_days_of_clocks(case, notice.text),
    }
    if "%(moves)s" in notice.text:
        values["moves"] = moves_words(case, row.queued_at)
    return Message(title=gettext(notice.title), text=gettext(notice.text) % values, **_addresses(row))


def _day_words(day: date | None) -> str:
    return date_format(day, gettext(DAY)) if day else gettext(NO_DAY)


def _days_of_clocks(case: Case, text: str) -> dict[str, str]:
    """For each deadline that the text names by its own name, ``%(answer_by)s``: its last day, whatever is due before."""
    named = [deadline.name for deadline in case.process.deadlines if f"%({deadline.name})s" in text]
    if not named:
        return {}
    running = clocks.clocks_of(records.events_of(case.process, records.of(case)), county_calendar.current())
    days = {clock.deadline.name: clock.due_on for clock in running if clock.runs}
    return {name: _day_words(days.get(name)) for name in named}


def moves_words(case: Case, moved_at: datetime | None = None) -> str:
    """Which days of a case a holiday notice moved, from when to when and by which notice; all of them without a moment."""
    moves = ClockMove.objects.filter(case=case).order_by("pk")
    rows = list(moves.filter(moved_at=moved_at) if moved_at else moves)
    numbers = county_calendar.numbers_of_notices(row.calendar_version for row in rows)
    titles = {deadline.name: gettext(str(deadline.title)) for deadline in case.process.deadlines}
    said = [
        gettext("%(deadline)s由%(was)s调整为%(now)s（%(notice)s）")
        % {
            "deadline": titles.get(row.deadline, row.deadline),
            "was": _day_words(row.was_on),
            "now": _day_words(row.is_on),
            "notice": numbers[row.calendar_version],
        }
        for row in rows
    ]
    return gettext("；").join(said)


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
