"""Whose case an officer opens: nobody's, an applicant's who stands at the counter or wrote, or that of an earlier case.

The form of an opening act by staff says so in ``Meta.party``. Where a process has no such act of the staff's own, a
clerk may file the party's own opening act for somebody who comes in person, writes or calls (条例 art. 43).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from sunforest.core.organs.roles import CLERK, PARTY, Role
from sunforest.core.process.authority import NotYours
from sunforest.core.process.declaration import Act, Process

if TYPE_CHECKING:
    from sunforest.core.organs.models import Organ
    from sunforest.core.people.models import Party
    from sunforest.core.process.models import Case

APPLICANT, OF_EARLIER_CASE = "applicant", "earlier_case"


def party_of(act: Act) -> str:
    """``APPLICANT`` or ``OF_EARLIER_CASE`` where the act's form says so; empty where the case has no party."""
    return str(getattr(getattr(act.asks, "Meta", None), "party", ""))


def asks_for_applicant(process: type[Process], act: Act) -> bool:
    """True where an officer who opens a case by this act says for whom."""
    return act.opens and (party_of(act) == APPLICANT or is_filed_for_party(process, act))


def is_filed_for_party(process: type[Process], act: Act) -> bool:
    """True for the party's own opening act, where the staff has none of its own for applicants."""
    if act.is_by_staff or not act.opens or PARTY not in act.by:
        return False
    return not any(party_of(other) == APPLICANT for other in process.opening_acts())


def openers_of(process: type[Process], act: Act) -> tuple[Role, ...]:
    """The roles of staff that open a case by this act at the desk; none where it begins on an earlier case's page."""
    if party_of(act) == OF_EARLIER_CASE:
        return ()
    return (CLERK,) if is_filed_for_party(process, act) else act.by


def opened_from(case: Case) -> list[Act]:
    """The acts of the same process by which a case of the same party is opened from this one."""
    return [act for act in case.process.opening_acts() if party_of(act) == OF_EARLIER_CASE]


def check(act: Act, *, organ: Organ, party: Party | None, parent: Case | None) -> None:
    """Raise NotYours where a case that must have a party, or come from an earlier case of that organ, does not."""
    if party_of(act) == APPLICANT and party is None:
        raise NotYours(act, _("请先写明申请人。"))
    if party_of(act) != OF_EARLIER_CASE:
        return
    if parent is None or parent.organ_id != organ.pk:
        raise NotYours(act, _("这个动作从原办件的页面办理，由原办件的机关办理。"))
    if parent.party_id != (party.pk if party else None):
        raise NotYours(act, _("当事人须与原办件相同。"))
