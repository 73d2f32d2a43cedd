"""An applicant who was given information may suggest that it be open to all (条例 art. 44 (2); R1.33)."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sunforest.core.process.party_proof import OwnCase
from sunforest.faces.portal.party_links import PartyLink

from .process import InformationRequestProcess, ProactiveConversion

GIVEN_IN = (InformationRequestProcess.delivered.name, InformationRequestProcess.archived.name)


def party_links(own: OwnCase) -> list[PartyLink]:
    """The suggestion, once the answer was delivered."""
    if own.case.process_key != InformationRequestProcess.key or own.case.state not in GIVEN_IN:
        return []
    address = reverse("portal:apply_act", args=[ProactiveConversion.key, ProactiveConversion.suggest.name])
    return [PartyLink(_("建议向所有人公开"), address, _("您觉得这些信息人人都该看到的，可以建议机关主动公开。"))]
