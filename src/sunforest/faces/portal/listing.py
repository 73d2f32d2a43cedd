"""Filters and pages of a public list: links that can be shared, with counts that add up to the filtered total."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Model, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext

from sunforest.faces.paging import Pages, pages_of
from sunforest.faces.portal.filters import Choice, Facet, names

ROWS_ON_A_PAGE = 50
MOST_SHOWN = 12


@dataclass(frozen=True)
class Filter:
    """One condition of a list: the ``column`` that it looks at and how a value reads."""

    key: str
    title: Any
    column: str
    words: Callable[[Any], Any] = str


@dataclass(frozen=True)
class Listing:
    """One page of a list, with what ``parts/facets.html``, ``chosen.html`` and ``pagination.html`` show."""

    rows: Sequence[Any]
    total: int
    facets: tuple[Facet, ...]
    chosen: tuple[Choice, ...]
    clear_url: str
    pages: Pages
    first: int
    has_ignored: bool
    query: str


def listing_of(request: HttpRequest, rows: QuerySet[Any], *, filters: Sequence[Filter]) -> Listing:
    """The page of ``rows`` that the address asks for. A value that no row has is ignored, with a remark.

    Queries: one for each filter and each chosen value, one for the count, one for the page.
    """
    asked = chosen_in(request.GET, filters)
    picked = {
        one.key: asked[one.key] for one in filters if one.key in asked and _that_are(rows, one, asked[one.key]).exists()
    }
    found = filtered(rows, filters=filters, picked=picked)
    facets = tuple(facet for one in filters if (facet := _facet(one, rows, filters, picked, request.path)) is not None)
    total = found.count()
    last = max(1, -(-total // ROWS_ON_A_PAGE))
    number = min(_page_in(request.GET), last)
    start = (number - 1) * ROWS_ON_A_PAGE
    return Listing(
        rows=list(found[start : start + ROWS_ON_A_PAGE]),
        total=total,
        facets=facets,
        chosen=tuple(
            Choice(words=_labelled(one, picked[one.key]), url=_address(request.path, picked, one.key, ""))
            for one in filters
            if one.key in picked
        ),
        clear_url=request.path,
        pages=pages_of(number, last, lambda page: _address(request.path, picked, "page", page if page > 1 else "")),
        first=start + 1,
        has_ignored=len(picked) < len(asked),
        query=_address("", picked, "page", ""),
    )


def chosen_in(values: QueryDict, filters: Sequence[Filter]) -> dict[str, str]:
    """The conditions of an address, those that the list knows."""
    return {one.key: str(values[one.key])[:80] for one in filters if values.get(one.key)}


def filtered(rows: QuerySet[Any], *, filters: Sequence[Filter], picked: Mapping[str, str]) -> QuerySet[Any]:
    """The rows that meet every condition."""
    for one in filters:
        if one.key in picked:
            rows = _that_are(rows, one, picked[one.key])
    return rows


def _that_are(rows: QuerySet[Any], one: Filter, value: str) -> QuerySet[Any]:
    if one.column.endswith("__year"):
        return (
            rows.filter(**{one.column: int(value)})
            if value.isascii() and value.isdigit() and len(value) == 4
            else rows.none()
        )
    if one.column.startswith("is_"):
        return rows.filter(**{one.column: value == "True"})
    return rows.filter(**{one.column: value})


def _facet(
    one: Filter, rows: QuerySet[Model], filters: Sequence[Filter], picked: Mapping[str, str], path: str
) -> Facet | None:
    others = {key: value for key, value in picked.items() if key != one.key}
    counted = (
        filtered(rows, filters=filters, picked=others).order_by().values_list(one.column).annotate(count=Count("pk"))
    )
    values = sorted(((value, count) for value, count in counted if value not in (None, "")), key=lambda pair: -pair[1])
    if not values:
        return None
    choices = tuple(
        Choice(
            words=str(one.words(value)),
            url=_address(path, picked, one.key, "" if picked.get(one.key) == str(value) else str(value)),
            count=count,
            is_chosen=picked.get(one.key) == str(value),
        )
        for value, count in values
    )
    return Facet(one.key, one.title, choices[:MOST_SHOWN], choices[MOST_SHOWN:], is_open=True)


def _address(path: str, picked: Mapping[str, str], key: str, value: Any) -> str:
    values = QueryDict(mutable=True)
    for name, kept in {**picked, key: str(value)}.items():
        if kept:
            values[name] = kept
    return f"{path}?{values.urlencode()}" if values else path


def _page_in(values: QueryDict) -> int:
    page = values.get("page", "1")
    return max(1, int(page)) if page.isascii() and page.isdigit() and len(page) < 7 else 1


def organ_filter(known: Mapping[str, str], column: str = "organ_code") -> Filter:
    """The condition by organ, in the names of the page's language."""
    return Filter("organ", gettext("机关"), column, lambda code: known.get(code, code))


def year_filter(column: str) -> Filter:
    """The condition by year."""
    return Filter("year", gettext("年份"), f"{column}__year", str)


def _labelled(one: Filter, value: Any) -> str:
    return gettext("%(label)s：%(words)s") % {"label": one.title, "words": one.words(value)}


def column(name: str, description: str) -> dict[str, str]:
    """The statutory marks of a column (domain §4.7)."""
    return {"name": name, "description": description, "keywords": name, "type": gettext("政府信息公开")}


def page(
    request: HttpRequest,
    template: str,
    listing: Listing,
    *,
    title: str,
    lead: str,
    above: tuple[str, str] | None = None,
    **further: Any,
) -> HttpResponse:
    """One list as a page, below the page ``above`` (its name and address), or else below what must be disclosed."""
    context = {
        "section": "disclosure",
        "title": title,
        "lead": lead,
        "breadcrumbs": [above or (gettext("法定主动公开内容"), "/statutory/"), (title, "")],
        "column": column(title, lead),
        "listing": listing,
        "facets": listing.facets,
        "chosen": listing.chosen,
        "clear_url": listing.clear_url,
        "pages": listing.pages,
        "names": names(),
        "is_filtered": bool(listing.chosen) or listing.pages.number > 1,
    }
    return render(request, template, context | further)
