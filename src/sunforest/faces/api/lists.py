"""Lists in pages: at most a hundred rows, in an order that stays, and the place where the next page begins."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext
from ninja import Field, Schema
from ninja.errors import HttpError

from sunforest.faces.api.open_data import licence_url
from sunforest.faces.frame import frame_of

MOST, USUAL = 100, 20
Item = TypeVar("Item")
Limit = Annotated[int, Field(ge=1, le=MOST, description="最多几条 / how many at most")]
After = Annotated[str, Field(max_length=80, description="从哪一条之后，取自上一页的 next / where the page begins")]
AfterIndex = Annotated[int, Field(ge=-1, le=2**62, description="从哪个序号之后 / after which index")]


class Page(Schema, Generic[Item]):
    """One page: the rows, the address of the next page, the licence."""

    items: list[Item]
    next: str | None = None
    license: str


@dataclass(frozen=True)
class Found:
    """The rows of one page, and where the next begins."""

    rows: Sequence[Any]
    following: str | None


def page(request: HttpRequest, found: Found, shown: Callable[[Any], Any]) -> dict[str, Any]:
    """The answer for one page; the next page's address keeps the other parameters."""
    address = None
    if found.following is not None:
        values = request.GET.copy()
        values["after"] = found.following
        address = frame_of(request).absolute(f"{request.path}?{values.urlencode()}")
    return {"items": [shown(row) for row in found.rows], "next": address, "license": licence_url()}


def in_order_of(rows: QuerySet[Any], key: str, *, after: Any, limit: int) -> Found:
    """Rows by one unique column, upwards."""
    if after not in ("", None):
        rows = rows.filter(**{f"{key}__gt": after})
    taken = list(rows.order_by(key)[: limit + 1])
    return Found(taken[:limit], str(getattr(taken[limit - 1], key)) if len(taken) > limit else None)


def newest_first(rows: QuerySet[Any], *, day: str, key: str, after: str, limit: int) -> Found:
    """Rows by a day, downwards, then by a unique column; those without a day at the end. Two queries at most."""
    since, last = _place(after, rows.model._meta.get_field(key))
    taken: list[Any] = []
    if since is not None or not after:
        dated = rows.filter(**{f"{day}__isnull": False})
        if since is not None:
            beyond = Q(**{f"{day}__lt": since}) | Q(**{day: since, f"{key}__gt": last})
            dated = dated.filter(beyond, **{f"{day}__lte": since})
        taken = list(dated.order_by(f"-{day}", key)[: limit + 1])
    if len(taken) <= limit:
        undated = rows.filter(**{f"{day}__isnull": True})
        if since is None and after:
            undated = undated.filter(**{f"{key}__gt": last})
        taken += list(undated.order_by(key)[: limit + 1 - len(taken)])
    return Found(taken[:limit], _written(taken[limit - 1], day, key) if len(taken) > limit else None)


def _written(row: Any, day: str, key: str) -> str:
    on = getattr(row, day)
    return f"{on.isoformat() if on else ''}~{getattr(row, key)}"


def _place(after: str, column: Any) -> tuple[date | None, Any]:
    """Raises HttpError 422 for a place that no page named."""
    if not after:
        return None, ""
    day, mark, key = after.partition("~")
    try:
        if not mark or not key or "\0" in key:
            raise ValueError(after)
        return (date.fromisoformat(day) if day else None), column.to_python(key)
    except (ValueError, ValidationError) as error:
        raise HttpError(422, gettext("after 应取自上一页的 next。")) from error
