"""The day of the answer follows its delivery (国办公开办函〔2016〕235号; domain §1.3): what that means for the last days."""

from __future__ import annotations

from datetime import date

from sunforest.pure.words import gettext_noop as _
from sunforest.pure.working_days import WorkingCalendar

MET = ("answer_by", "delayed_by", "redo_by")
"""The deadlines that a delivery meets."""

ADVICE = _(
    "邮寄和网上送达最迟%(due)s当天（23:59以前）；当面交付和转交要申请人签收才算答复，请在%(hand)s以前（期限前一个工作日）交付。"
)


def hand_over_by(due_on: date, calendar: WorkingCalendar) -> date:
    """The internal target for a delivery that counts from a signature: one working day before the last day [D]."""
    return calendar.add_working_days(due_on, -1)
