"""Who issued a law, as far as its history, title or category tells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from . import genres

STATE_COUNCIL = "国务院"
STANDING_COMMITTEE = "全国人民代表大会常务委员会"
CONGRESS = "全国人民代表大会"
COURT, PROCURATORATE = "最高人民法院", "最高人民检察院"

_DAY = re.compile(r"^\s*\d{4}年\d{1,2}月\d{1,2}日\s*")
_ADOPTED = re.compile(
    r"([\u4e00-\u9fff]{1,12}?(?:省|市|自治区|自治州|州|自治县|县))?"
    r"第?[零〇一二三四五六七八九十百\d]+届(全国)?(?:人民代表大会|人大)(常务委员会|常委会)?"
)
_ORDERED = re.compile(
    r"([\u4e00-\u9fff、]{2,60}?)(?:令|公告)?第[零〇一二三四五六七八九十百\d]+号(?:令|公告)?(?:公布|发布|修订发布)"
)
_PLACE = re.compile(r"^([\u4e00-\u9fff]{2,8}?(?:省|市|自治区|自治州|自治县|县))")
_FULL_NAME = {"中华人民共和国国务院": STATE_COUNCIL, "中华人民共和国中央军事委员会": "中央军事委员会"}


@dataclass(frozen=True)
class Issuer:
    """``name`` is None where unknown; ``is_assumed`` when only the category speaks for it."""

    name: str | None
    is_assumed: bool = False


def of_law(*, category: str, title: str, path: str, history: Sequence[str]) -> Issuer:
    """The organ that first adopted or promulgated the law; else the usual issuer of its category; else unknown."""
    deeds = [_DAY.sub("", deed).lstrip("经由") for deed in history]
    genre = genres.of_category(category, title)
    finder = _FINDERS.get(genre)
    if finder is not None and (name := finder(title, deeds)):
        return Issuer(name)
    usual = _usual(genre, title, path)
    return Issuer(usual, is_assumed=usual is not None)


def _congress(title: str, deeds: Sequence[str]) -> str | None:
    for deed in deeds:
        match = _ADOPTED.search(deed)
        if match is None:
            continue
        place = match[1] or ("全国" if match[2] else "")
        if place:
            return f"{place}人民代表大会" + ("常务委员会" if match[3] else "")
    return None


def _state_council(title: str, deeds: Sequence[str]) -> str | None:
    told = "".join(deeds)
    military = re.search(r"中央军事委员会|中央军委", told)
    if military:
        return f"{STATE_COUNCIL}、中央军事委员会" if STATE_COUNCIL in told else "中央军事委员会"
    return STATE_COUNCIL if STATE_COUNCIL in told else None


def _courts(title: str, deeds: Sequence[str]) -> str | None:
    named = [organ for organ in (COURT, PROCURATORATE) if organ in title]
    named = named or [organ for organ in (COURT, PROCURATORATE) if any(organ in deed for deed in deeds)]
    return "、".join(named) or None


def _ministry(title: str, deeds: Sequence[str]) -> str | None:
    for deed in deeds:
        if match := _ORDERED.match(deed):
            organs = match[1].removesuffix("令").split("、")
            return "、".join(_FULL_NAME.get(organ, organ) for organ in organs)
    return None


_FINDERS = {
    "宪法": _congress,
    "法律": _congress,
    "地方性法规": _congress,
    "行政法规": _state_council,
    "司法解释": _courts,
    "部门规章": _ministry,
    "地方政府规章": _ministry,
}


def _usual(genre: str, title: str, path: str) -> str | None:
    if genre in ("部门规章", "地方政府规章"):
        folders = path.split("/")[:-1]
        return folders[-1] if len(folders) > 1 else None
    if genre == "地方性法规":
        place = _PLACE.match(title)
        return f"{place[1]}人民代表大会常务委员会" if place else None
    return {"宪法": CONGRESS, "法律": STANDING_COMMITTEE, "行政法规": STATE_COUNCIL}.get(genre)
