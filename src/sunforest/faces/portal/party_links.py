"""What matters offer a party beside its own case: each names it by ``party_links(own)`` in its ``pages`` room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sunforest.core.process import registry
from sunforest.core.process.party_proof import OwnCase


@dataclass(frozen=True)
class PartyLink:
    """A link on the page of a case: its words, its address, and one sentence on what it is for."""

    words: Any
    url: str
    about: Any = ""


def beside(own: OwnCase) -> list[PartyLink]:
    """The links of every matter for this case, in the order of the settings."""
    offers = (getattr(module, "party_links", None) for _matter, module in registry.rooms("pages"))
    return [link for offer in offers if offer is not None for link in offer(own)]
