"""What a document's pages say of it: the one sentence, the metadata strip, the words of kinds and grades."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from sunforest.core.search.query import Query
from sunforest.faces.portal import filters

from . import rules
from .models import PublicDocument

SENTENCES = {
    "in_force": _("本文件由%(issuer)s于%(day)s发布，现行有效。"),
    "amended": _("本文件由%(issuer)s于%(day)s发布，已作修改，请以修改后的内容为准。"),
    "repealed": _("本文件由%(issuer)s于%(day)s发布，已经废止，仅供查阅。"),
    "expired": _("本文件由%(issuer)s于%(day)s发布，已经失效，仅供查阅。"),
    "not_yet_in_force": _("本文件由%(issuer)s于%(day)s发布，自%(from)s起施行，目前尚未生效。"),
    "withdrawn": _("本文件由%(issuer)s于%(day)s发布，已于%(withdrawn)s撤回，理由如下。"),
    "": _("本文件由%(issuer)s于%(day)s发布，是否有效以发布机关公布的为准。"),
}
WITHOUT_A_DAY = _("本文件由%(issuer)s制定，发布日期不详，是否有效以发布机关公布的为准。")
ONLY_FORMED = _("本文件由%(issuer)s制定，成文日期为%(day)s，是否有效以发布机关公布的为准。")
CORRECTION_KINDS = {"revised": _("修订"), "effect": _("有效性变更"), "withdrawn": _("撤回")}
GRADES = {"major": _("重大"), "ordinary": _("一般")}


def day_words(day: date | None) -> str:
    """A day as people say it: 2026年9月21日; in English in the order of the standard."""
    if day is None:
        return ""
    return day.isoformat() if get_language() == "en" else f"{day.year}年{day.month}月{day.day}日"


def effect_of(document: PublicDocument, today: date) -> str:
    """The effect of a document today (§4.5), or ``withdrawn``."""
    if document.withdrawn_on is not None:
        return "withdrawn"
    return rules.effect_on(
        today,
        declared=document.effect,
        effective_from=document.effective_from,
        valid_until=document.valid_until,
        is_imported=document.imported_on is not None,
    )


def issuer_of(document: PublicDocument, known: filters.Names) -> str:
    """Who issued a document, in the language of the page."""
    if document.imported_on is not None:
        return document.issuer or gettext("发布机关不详")
    return known.organs.get(document.organ_code, document.organ_name)


def sentence_of(document: PublicDocument, effect: str, issuer: str) -> str:
    """The one sentence at the top: who issued it, when, and whether it is in force."""
    sentence, day = SENTENCES[effect], document.published_on
    if day is None and effect == "":
        day = document.formed_on
        sentence = ONLY_FORMED if day else WITHOUT_A_DAY
    return str(sentence) % {
        "issuer": issuer,
        "day": day_words(day),
        "from": day_words(document.effective_from),
        "withdrawn": day_words(document.withdrawn_on),
    }


@dataclass(frozen=True)
class Fact:
    """One line of the metadata strip; ``links`` are further values with their addresses."""

    label: Any
    words: str = ""
    links: tuple[tuple[str, str], ...] = ()
    tone: str = ""
    is_wide: bool = False
    is_chinese: bool = False


def metadata_of(document: PublicDocument, effect: str, known: filters.Names) -> list[Fact]:
    """The metadata strip in the order of domain §4.1; what has no value is said to have none."""
    none = gettext("无")
    issuer, is_imported = issuer_of(document, known), document.imported_on is not None
    organ = issuer if is_imported else document.organ_code
    is_english = get_language() == "en"
    summary = document.summary_en if is_english and document.summary_en else document.summary
    facts = [
        Fact(_("索引号"), document.index_number or none),
        Fact(_("主题分类"), "" if document.topics else none, _topics(document.topics, known)),
        Fact(_("发文机关"), "", _link_to_organ(issuer, organ)),
        Fact(_("文号"), document.document_number or none, is_chinese=True),
        Fact(_("成文日期"), day_words(document.formed_on) or gettext("不详")),
        Fact(_("发布日期"), day_words(document.published_on) or gettext("不详")),
        Fact(_("公开方式"), gettext("主动公开")),
        _effect_fact(effect),
    ]
    optional = [
        Fact(_("体裁"), gettext(document.genre) if document.genre else ""),
        Fact(_("联合发文"), document.joint_organs, is_chinese=True),
        Fact(_("施行日期"), day_words(document.effective_from)),
        Fact(_("有效期至"), day_words(document.valid_until)),
        Fact(_("关键词"), document.keywords, is_chinese=True),
        Fact(_("内容概述"), summary, is_wide=True, is_chinese=summary == document.summary),
    ]
    return [*facts, *(fact for fact in optional if fact.words)]


def _effect_fact(effect: str) -> Fact:
    shown = filters.EFFECTS.get(effect)
    return (
        Fact(_("有效性"), str(shown.word), tone=shown.tone)
        if shown
        else Fact(_("有效性"), gettext("以发布机关公布的为准"))
    )


def _topics(topics: Iterable[str], known: filters.Names) -> tuple[tuple[str, str], ...]:
    return tuple(
        (" › ".join(known.words_for("topic", level) for level in topic.split("/")), filters.address(Query(topic=topic)))
        for topic in topics
    )


def _link_to_organ(issuer: str, organ: str) -> tuple[tuple[str, str], ...]:
    return ((issuer, filters.address(Query(organ=organ, sort="newest"))),)


def trail(shown: PublicDocument, *further: tuple[str, str]) -> list[tuple[str, str]]:
    """The breadcrumbs of a document."""
    genre = [(gettext(shown.genre), filters.address(Query(genre=shown.genre)))] if shown.genre else []
    title = shown.title if len(shown.title) <= 24 else shown.title[:23] + "…"
    own = shown.get_absolute_url() if further else ""
    return [(gettext("找文件"), filters.address(Query())), *genre, (title, own), *further]
