"""Which organ may have what is asked for: proposed from the words, each proposal with its reasons, never decided.

An organ speaks for itself by its name, its place, its duties, by the everyday words of its field, and by what it has
published that is like the words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

from sunforest.core.search.query import LITTLE_WORDS, LONGEST_QUERY, read

from .everyday_words import FIELDS, GENERAL

MOST_PROPOSED = 3
MOST_WORDS_NAMED = 3
NAMED, AT_THE_PLACE, NEAR_THE_PLACE = 10.0, 3.0, 1.5
FIELD_IN_THE_NAME, FIELD_IN_THE_DUTIES, ANOTHER_WORD_OF_IT = 3.0, 1.5, 0.5
A_DOCUMENT, MOST_DOCUMENTS = 0.8, 3
CLEAR_SCORE, CLEAR_LEAD = 2.5, 1.3
SHORTEST_WORD, SHORTEST_NAME = 2, 3
ENDINGS_OF_PLACES = ("街道", "社区", "镇", "乡", "村")
ENDINGS_OF_STREETS = ("路", "街", "巷", "大道", "桥")


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
    """An organ proposed, with every reason: its name or place written, words of its duties or its field, documents."""

    code: str
    score: float
    name: str = ""
    place: str = ""
    duties: tuple[str, ...] = ()
    field: str = ""
    everyday: tuple[str, ...] = ()
    published: int = 0


@dataclass(frozen=True)
class _Told:
    """A reason of one kind: how much it weighs and its words."""

    weight: float = 0.0
    words: tuple[str, ...] = ()
    name: str = ""


def propose(wanted: str, candidates: Sequence[Candidate], published: Mapping[str, int]) -> list[Proposal]:
    """The three likeliest organs, the likeliest first; none where no word tells. ``published`` counts by organ code."""
    weights = _weights(wanted, candidates)
    proposals = [_proposal(wanted, one, weights, published.get(one.code, 0)) for one in candidates]
    likely = [one for one in proposals if one.score > 0]
    return sorted(likely, key=lambda one: -one.score)[:MOST_PROPOSED]


def is_clear(proposals: Sequence[Proposal]) -> bool:
    """True where the first may be marked beforehand: the words tell enough, and tell it of no other as much."""
    if not proposals or proposals[0].score < CLEAR_SCORE:
        return False
    return len(proposals) == 1 or proposals[0].score >= CLEAR_LEAD * proposals[1].score


def words_of(text: str) -> list[str]:
    """The words that may tell an organ, each once."""
    parts = (text[start : start + LONGEST_QUERY] for start in range(0, len(text), LONGEST_QUERY))
    cut = dict.fromkeys(word.shown for part in parts for word in read(part).words)
    return [word for word in cut if len(word) >= SHORTEST_WORD and word not in LITTLE_WORDS | GENERAL]


def _weights(wanted: str, candidates: Sequence[Candidate]) -> dict[str, float]:
    """The words that stand in the request and among somebody's duties; one that few organs have weighs more."""
    shared = {word: [one.code for one in candidates if word in one.duties] for word in words_of(wanted)}
    for candidate in candidates:
        shared |= {
            word: [one.code for one in candidates if word in one.duties]
            for word in words_of(candidate.duties)
            if word in wanted
        }
    return {word: log(len(candidates) / len(holding)) for word, holding in shared.items() if holding}


def _proposal(wanted: str, organ: Candidate, weights: Mapping[str, float], published: int) -> Proposal:
    name, place, field = _name_in(wanted, organ), _place_in(wanted, organ), _field_in(wanted, organ)
    duties = sorted((word for word, weight in weights.items() if weight and word in organ.duties), key=wanted.index)
    score = sum(weights[word] for word in duties) + field.weight + place.weight
    score += (NAMED + len(name) / 10 if name else 0.0) + A_DOCUMENT * min(published, MOST_DOCUMENTS)
    return Proposal(
        code=organ.code,
        score=score,
        name=name,
        place=place.name,
        duties=tuple(duties[:MOST_WORDS_NAMED]),
        field=field.name,
        everyday=field.words[:MOST_WORDS_NAMED],
        published=published,
    )


def _name_in(wanted: str, organ: Candidate) -> str:
    """The longest of the organ's names that stands in the words: the full, the short, the short without 县 or 市."""
    names = (organ.name, organ.short_name, organ.short_name.lstrip("省市县区"))
    return next((name for name in names if len(name) >= SHORTEST_NAME and name in wanted), "")


def _place_in(wanted: str, organ: Candidate) -> _Told:
    """The place that the organ is for: 松风镇, or less surely 松风; 松风路 is a street and may lie anywhere."""
    if not organ.place:
        return _Told()
    if organ.place in wanted:
        return _Told(AT_THE_PLACE, name=organ.place)
    bare = next((organ.place.removesuffix(end) for end in ENDINGS_OF_PLACES if organ.place.endswith(end)), organ.place)
    _before, found, after = wanted.partition(bare)
    if len(bare) < SHORTEST_WORD or not found or after.startswith(ENDINGS_OF_STREETS):
        return _Told()
    return _Told(NEAR_THE_PLACE, name=bare)


def _field_in(wanted: str, organ: Candidate) -> _Told:
    """The field of the organ of which the request says most, in everyday words."""
    told = [_Told()]
    for field in FIELDS:
        words = tuple(word for word in field.everyday if word in wanted)
        if not words:
            continue
        further = ANOTHER_WORD_OF_IT * (len(words) - 1)
        if any(word in organ.name for word in field.official):
            told.append(_Told(FIELD_IN_THE_NAME + further, words, field.name))
        elif any(word in organ.duties for word in field.official):
            told.append(_Told(FIELD_IN_THE_DUTIES + further, words, field.name))
    return max(told, key=lambda one: one.weight)
