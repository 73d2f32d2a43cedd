"""Who does an act: officer, party or the system; from which post, by which way, helped by whom."""

from __future__ import annotations

from dataclasses import dataclass

from sunforest.core.organs.roles import PARTY, SYSTEM, Role

WEB, KIOSK, COUNTER, LETTER, PHONE, API, SYSTEM_CHANNEL = "web", "kiosk", "counter", "letter", "phone", "api", "system"


@dataclass(frozen=True)
class Actor:
    """Who acts. Staff name officer, post and role; a party its number in the table; ``proof`` is how it was proved."""

    role: Role
    officer_id: int | None = None
    post_id: int | None = None
    party_id: int | None = None
    channel: str = WEB
    assisted_by: int | None = None
    proof: str = ""

    @property
    def identity(self) -> str:
        """The name under which the actor's keys are unique: ``officer:7``, ``party:12`` or ``system``."""
        if self.officer_id is not None:
            return f"officer:{self.officer_id}"
        return f"party:{self.party_id}" if self.party_id is not None else "system"


THE_SYSTEM = Actor(role=SYSTEM, channel=SYSTEM_CHANNEL)


def party(party_id: int, *, channel: str = WEB, proof: str = "", assisted_by: int | None = None) -> Actor:
    """A party that acts, with the proof of who it is."""
    return Actor(role=PARTY, party_id=party_id, channel=channel, proof=proof, assisted_by=assisted_by)
