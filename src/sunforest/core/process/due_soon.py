"""Reminders to the staff of what falls due within the next working days; one for each case and record."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef

from sunforest.core.calendar import county_calendar
from sunforest.core.notify import notices, queue
from sunforest.core.notify.models import QueuedNotice
from sunforest.core.process.models import Case

WORKING_DAYS_AHEAD = 2
FROM_HOUR = 8


@transaction.atomic
def remind(at: datetime) -> int:
    """Queue the reminders of a day, from eight in the morning of a working day; gives how many cases were named."""
    calendar, today = county_calendar.current(), county_calendar.local_day(at)
    if at.astimezone(county_calendar.SHANGHAI).hour < FROM_HOUR or not calendar.is_working_day(today):
        return 0
    cases = due_by(calendar.add_working_days(today, WORKING_DAYS_AHEAD))
    queue.queue_to_officers(notices.due_soon, cases, at=at)
    return len(cases)


def due_by(last: date) -> list[Case]:
    """Open cases due by that day of which the staff was not reminded since their last record."""
    reminded = QueuedNotice.objects.filter(
        case_id=OuterRef("pk"), record_number=OuterRef("last_number"), notice=notices.due_soon.key
    )
    due = Case.objects.open().due_before(last + timedelta(days=1))
    return list(due.filter(~Exists(reminded)).order_by("due_on", "pk")[:500])
