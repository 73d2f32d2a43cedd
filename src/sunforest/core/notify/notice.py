"""What a notice is: plain words for the party or the staff, filled from the case. No framework is imported here."""

from __future__ import annotations

from dataclasses import dataclass

from sunforest.core.organs.roles import PARTY, Role


@dataclass(frozen=True)
class Notice:
    """A notice: ``title`` and ``text`` are Chinese msgids with %(case)s, %(process)s, %(due)s, %(organ)s places.

    ``to`` names who receives it: the party, or the holders of a role at the case's organ.
    """

    key: str
    title: str
    text: str
    to: tuple[Role, ...] = (PARTY,)
