"""Filters of the search page: from the results' facets to words and links that can be shared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from sunforest.core.organs.models import Organ, Topic
from sunforest.core.search.query import FACETS, LONGEST_QUERY, Query
from sunforest.core.search.results import FacetValue, Results

TITLES = {
    "kind": pgettext_lazy("检索条件", "类别"),
    "topic": gettext_lazy("主题"),
    "organ": gettext_lazy("机关"),
    "genre": gettext_lazy("体裁"),
    "year": gettext_lazy("年份"),
    "effect": gettext_lazy("效力"),
}
KINDS = {
    "document": gettext_lazy("文件"),
    "law": gettext_lazy("法律法规"),
    "interpretation": gettext_lazy("政策解读"),
    "response": gettext_lazy("回应关切"),
    "answer": gettext_lazy("依申请公开答复"),
    "guide": gettext_lazy("办事指南"),
    "organ": pgettext_lazy("栏目", "机关"),
    "case": pgettext_lazy("栏目", "办件"),
}
SORTS = {
    "relevance": gettext_lazy("最相关"),
    "newest": gettext_lazy("最新"),
    "oldest": gettext_lazy("最早"),
}
MOST_SHOWN = 12


@dataclass(frozen=True)
class Effect:
    """The effect of a document (domain §4.5) as word and tone of ``parts/state.html``."""

    word: Any
    tone: str


EFFECTS = {
    "in_force": Effect(gettext_lazy("有效"), "done"),
    "amended": Effect(gettext_lazy("已修改"), "open"),
    "not_yet_in_force": Effect(gettext_lazy("尚未生效"), "soon"),
    "expired": Effect(gettext_lazy("失效"), "rest"),
    "repealed": Effect(gettext_lazy("废止"), "closed"),
    "withdrawn": Effect(gettext_lazy("已撤回"), "closed"),
}


@dataclass(frozen=True)
class Choice:
    """One value of a facet, or one filter in use, as a link."""

    words: str
    url: str
    count: int = 0
    is_chosen: bool = False
    depth: int = 0


@dataclass(frozen=True)
class Facet:
    """One facet: the first values, and those behind 'more'."""

    key: str
    title: Any
    choices: tuple[Choice, ...]
    more: tuple[Choice, ...]
    is_open: bool


@dataclass(frozen=True)
class Names:
    """How values read in the language of the page."""

    organs: Mapping[str, str]
    topics: Mapping[str, str]

    def words_for(self, facet: str, value: str, label: str = "") -> str:
        """The words for one value of a facet."""
        if facet == "kind":
            return str(KINDS.get(value, value))
        if facet == "effect" and value in EFFECTS:
            return str(EFFECTS[value].word)
        if facet == "organ":
            return self.organs.get(value, label or value)
        if facet == "topic":
            last = value.split("/")[-1]
            return self.topics.get(last, last)
        return gettext(value) if value else value


def names() -> Names:
    """Names of organs and topics; in Chinese they are in the index already, in English they are asked once."""
    if translation.get_language() != "en":
        return Names(organs=dict(Organ.objects.values_list("code", "name")), topics={})
    organs = {code: name_en or name for code, name_en, name in Organ.objects.values_list("code", "name_en", "name")}
    topics = {name: name_en or name for name, name_en in Topic.objects.values_list("name", "name_en")}
    return Names(organs, topics)


def query_of(values: QueryDict) -> Query:
    """The question in an address. Whatever stands there, there is a query; one sign too many earns the remark."""
    chosen: dict[str, Any] = {facet: values.get(facet, "")[:LONGEST_QUERY] for facet in FACETS}
    page = values.get("page", "1")
    return Query(
        text=values.get("q", "")[: LONGEST_QUERY + 1],
        sort=values.get("sort", "")[:LONGEST_QUERY],
        page=int(page) if page.isascii() and page.isdigit() and len(page) < 7 else 1,
        **chosen,
    )


def address(query: Query, *, to: str = "portal:search") -> str:
    """The shareable address of a query: only what is set, always in one order."""
    values = QueryDict(mutable=True)
    if query.text:
        values["q"] = query.text
    for facet, value in query.chosen().items():
        values[facet] = value
    if query.sort:
        values["sort"] = query.sort
    if query.page > 1:
        values["page"] = str(query.page)
    return f"{reverse(to)}?{values.urlencode()}" if values else reverse(to)


def _with(query: Query, facet: str, value: str) -> Query:
    """The query from its first page, with another value of one facet."""
    changed: dict[str, Any] = {facet: value}
    return replace(query, page=1, **changed)


def facets_of(query: Query, results: Results, known: Names) -> tuple[Facet, ...]:
    """Every facet with more than one value, as links; a chosen value's link takes it away again."""
    return tuple(_facet(facet, query, results.facets[facet], known) for facet in FACETS if results.facets.get(facet))


def _facet(facet: str, query: Query, values: tuple[FacetValue, ...], known: Names) -> Facet:
    ordered = _with_children_below(values) if facet == "topic" else [(value, 0) for value in values]
    choices = tuple(
        Choice(
            words=known.words_for(facet, value.value, value.label),
            url=address(_with(query, facet, "" if value.is_chosen else value.value)),
            count=value.count,
            is_chosen=value.is_chosen,
            depth=depth,
        )
        for value, depth in ordered
    )
    is_chosen = any(choice.is_chosen for choice in choices)
    first = MOST_SHOWN if not any(choice.is_chosen for choice in choices[MOST_SHOWN:]) else len(choices)
    return Facet(facet, TITLES[facet], choices[:first], choices[first:], is_chosen or facet in FACETS[:3])


def _with_children_below(values: tuple[FacetValue, ...]) -> list[tuple[FacetValue, int]]:
    """First-level topics; the second level stands below the chosen one only."""
    chosen = {value.value.split("/")[0] for value in values if value.is_chosen}
    ordered: list[tuple[FacetValue, int]] = []
    for value in values:
        if "/" in value.value:
            continue
        ordered.append((value, 0))
        if value.value in chosen:
            ordered += [(below, 1) for below in values if below.value.startswith(f"{value.value}/")]
    return ordered


def chosen_of(query: Query, results: Results, known: Names) -> list[Choice]:
    """The filters in use, each with the address that takes it away."""
    labels = {value.value: value.label for values in results.facets.values() for value in values if value.is_chosen}
    return [
        Choice(
            words=gettext("%(facet)s：%(value)s")
            % {"facet": TITLES[facet], "value": known.words_for(facet, value, labels.get(value, ""))},
            url=address(_with(query, facet, "")),
        )
        for facet, value in results.chosen
    ]


def sorts_of(query: Query, results: Results) -> list[Choice]:
    """The orders of the list; without words there is no 'most relevant'."""
    return [
        Choice(words=str(words), url=address(replace(query, page=1, sort=sort)), is_chosen=results.sort == sort)
        for sort, words in SORTS.items()
        if sort != "relevance" or query.text.strip()
    ]
