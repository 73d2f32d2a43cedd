"""Which organ may have what is asked for: proposed from the words, each proposal with its reasons, never decided.

An organ speaks for itself by its name, its place, its duties, and by what it has published that is like the words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

from sunforest.core.search.query import LITTLE_WORDS, LONGEST_QUERY, read

MOST_PROPOSED = 3
MOST_WORDS_NAMED = 3
NAMED, AT_THE_PLACE, HAS_PUBLISHED = 10.0, 4.0, 4.0
CLEAR_SCORE, CLEAR_LEAD = 2.0, 1.3
SHORTEST_WORD, SHORTEST_NAME = 2, 3
ENDINGS_OF_PLACES = ("街道", "社区", "镇", "乡", "村")


@dataclass(frozen=True)
class Candidate:
    """An organ that handles requests, as far as its words can tell what it is for."""

    code: str
    name: str
    short_name: str
    duties: str = ""
    place: str = ""


@dataclass(frozen=True)
class Proposal:
    """An organ proposed, with every reason: named itself, its place, words of its duties, how much it published of it."""

    code: str
    score: float
    name: str = ""
    place: str = ""
    duties: tuple[str, ...] = ()
    published: int = 0


def propose(wanted: str, candidates: Sequence[Candidate], published: Mapping[str, int]) -> list[Proposal]:
    """The three likeliest organs, the likeliest first; none where no word tells. ``published`` counts by organ code."""
    words = words_of(wanted)
    weights = {word: _weight(word, candidates) for word in words}
    among = sum(published.get(one.code, 0) for one in candidates)
    proposals = [_proposal(wanted, one, weights, published.get(one.code, 0), among) for one in candidates]
    likely = [one for one in proposals if one.score > 0]
    return sorted(likely, key=lambda one: -one.score)[:MOST_PROPOSED]


def is_clear(proposals: Sequence[Proposal]) -> bool:
    """True where the first may be marked beforehand: the words tell enough, and tell it of no other as much."""
    if not proposals or proposals[0].score < CLEAR_SCORE:
        return False
    return len(proposals) == 1 or proposals[0].score >= CLEAR_LEAD * proposals[1].score


def words_of(wanted: str) -> list[str]:
    """The words that may tell an organ, each once."""
    parts = (wanted[start : start + LONGEST_QUERY] for start in range(0, len(wanted), LONGEST_QUERY))
    cut: Iterable[str] = (word.shown for part in parts for word in read(part).words)
    return [word for word in dict.fromkeys(cut) if len(word) >= SHORTEST_WORD and word not in LITTLE_WORDS]


def _weight(word: str, candidates: Sequence[Candidate]) -> float:
    """A word that few organs have among their duties tells more; one that all have tells nothing."""
    holding = sum(word in one.duties for one in candidates)
    return log(len(candidates) / holding) if holding else 0.0


def _proposal(wanted: str, organ: Candidate, weights: Mapping[str, float], published: int, among: int) -> Proposal:
    name, place = _name_in(wanted, organ), _place_in(wanted, organ)
    duties = sorted((word for word, weight in weights.items() if weight and word in organ.duties), key=wanted.index)
    score = sum(weights[word] for word in duties)
    score += (NAMED + len(name) / 10 if name else 0.0) + (AT_THE_PLACE if place else 0.0)
    score += HAS_PUBLISHED * published / among if published else 0.0
    return Proposal(organ.code, score, name, place, tuple(duties[:MOST_WORDS_NAMED]), published)


def _name_in(wanted: str, organ: Candidate) -> str:
    """The longest of the organ's names that stands in the words: the full, the short, the short without 县 or 市."""
    names = (organ.name, organ.short_name, organ.short_name.lstrip("省市县区"))
    return next((name for name in names if len(name) >= SHORTEST_NAME and name in wanted), "")


def _place_in(wanted: str, organ: Candidate) -> str:
    """The place that the organ is for, written with or without its ending: 松风镇, 松风."""
    if not organ.place:
        return ""
    bare = next((organ.place.removesuffix(end) for end in ENDINGS_OF_PLACES if organ.place.endswith(end)), organ.place)
    return next((place for place in (organ.place, bare) if len(place) >= SHORTEST_WORD and place in wanted), "")
