"""The official calendar that the tests of ``pure`` reckon with."""

from sunforest.core.calendar.package_notices import official_notices
from sunforest.pure.working_days import WorkingCalendar

OFFICIAL = WorkingCalendar.from_notices(official_notices(), version="official")
