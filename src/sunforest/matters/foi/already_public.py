"""Before one asks: what is public already and may be what is wanted (条例 art. 36 (1)); and how often that was enough."""

from __future__ import annotations

import re
from datetime import date

from django.db.models import F

from sunforest.core.search import current
from sunforest.core.search.entry import SearchEntry
from sunforest.core.search.query import Query

from .models import SearchSpared
from .organ_proposal import words_of

OFFERED, ENOUGH, WENT_ON = "offered", "enough", "went_on"
KINDS = ("answer", "document", "interpretation", "law", "response")
NOT_AN_ANSWER = ("organ", "process")
MOST_OFFERED = 6
OF_EACH_KIND = 2
POLITE_WORDS = re.compile(
    "您好|你好|请问|我想要|我想|我要|我们|申请人|申请公开|申请获取|申请提供|申请|请求|请提供|提供|想知道|想了解|获取|公开|"
    "有关|相关|关于|信息|情况|复印件|谢谢"
)


def like(wanted: str) -> list[SearchEntry]:
    """What is public and like these words: what holds them all first, then the likest of each kind; six at most."""
    words = told(wanted)
    exact = [hit.entry for hit in current.index().search(Query(text=words, size=MOST_OFFERED)).hits]
    telling = " ".join(word for word in words_of(words))
    alike = [entry for kind in KINDS for entry in current.index().similar(telling, kind=kind, limit=OF_EACH_KIND)]
    found = {entry.identity: entry for entry in (*exact, *alike) if entry.kind not in NOT_AN_ANSWER}
    return list(found.values())[:MOST_OFFERED]


def told(wanted: str) -> str:
    """The words without what people write around them: ``申请公开幸福小区加装电梯的审批文件`` → ``幸福小区加装电梯的审批文件``."""
    return " ".join(POLITE_WORDS.sub(" ", wanted).split()) or wanted


def address_of(identity: str) -> str:
    """Where the thing can be read, or an empty text where it is public no longer."""
    entry = current.index().find(identity)
    return entry.url if entry else ""


def count(what: str, *, on: date) -> None:
    """Count one offer, one that was enough, or one that went on; nothing of whoever asked is kept."""
    SearchSpared.objects.get_or_create(day=on)
    SearchSpared.objects.filter(day=on).update(**{what: F(what) + 1})
