"""One row of the laws: Markdown of which only the headings are markup."""

from __future__ import annotations

import html as entities
import re
from collections.abc import Mapping
from datetime import date
from itertools import chain
from typing import Any

from sunforest.pure.words import gettext_noop as _

from . import articles, dates, genres, issuers, numbers, observations, titles
from .document import LAW, Article, Body, Heading, ReadDocument
from .odd import Remark, Unreadable

FIELDS: Mapping[str, tuple[type, ...]] = {
    "path": (str,),
    "category": (str, type(None)),
    "title": (str, type(None)),
    "file_date": (str, type(None)),
    "history": (list, type(None)),
    "doc_numbers": (list, type(None)),
    "n_articles": (int, type(None)),
    "body": (str, type(None)),
}
_HEADING = re.compile(r"(#{1,6})[ \t\u3000]+(\S.*?)[ \t]*#*$")
_ADOPTION = re.compile(r"^\s*(\d{4}年\d{1,2}月\d{1,2}日)\s*(.*(?:通过|修正|修订|批准|公布|发布).*)$", re.DOTALL)


def document(row: Mapping[str, Any], *, file: str, line: int, digest: str) -> ReadDocument:
    """The law in ``row``, whose fields have the types of FIELDS. Raises Unreadable where it makes no sense."""
    given_title, category = row["title"] or "", row["category"] or ""
    history, written = _texts(row, "history"), _texts(row, "doc_numbers")
    parts = body_of(row["body"] or "")
    title = titles.chosen(given_title, parts.text)
    published_on = dates.read(row["file_date"], field="file_date")
    formed_on = _formed_on(history, published_on)
    issuer = issuers.of_law(category=category, title=title, path=row["path"], history=history)
    own_number = next(reversed(written), "")
    seen = (observations.of_title(given_title, title), observations.of_text(title, parts.text))
    dated, counted = observations.of_dates(formed_on, published_on), _counted(row["n_articles"], parts)
    return ReadDocument(
        source_key=row["path"],
        file=file,
        line=line,
        kind=LAW,
        title=title,
        version_group=titles.folded(title),
        issuer=issuer.name,
        document_number=own_number,
        document_number_normalised=numbers.normalise(own_number),
        document_numbers=written,
        index_number=None,
        formed_on=formed_on,
        published_on=published_on,
        subject_raw="",
        topics=(),
        genre=genres.of_category(category, title),
        category=category,
        history=history,
        source_url=None,
        body=parts,
        remarks=tuple(chain(*seen, dated, _assumed(issuer), counted)),
        digest=digest,
        source=row,
    )


def body_of(markdown: str) -> Body:
    """The body as HTML and text. Lines of ``#`` become headings, others paragraphs, every sign escaped (trap 7).

    The page's title is its h1, so ``#`` and ``##`` become h2, and no heading is deeper than h4. Articles carry anchors.
    """
    found = articles.split(markdown)
    by_line = {article.line: article for article in found}
    html: list[str] = []
    text: list[str] = []
    headings: list[Heading] = []
    for number, line in enumerate(markdown.split("\n")):
        bare = line.strip()
        if not bare:
            continue
        if match := _HEADING.match(bare):
            heading = Heading(min(max(len(match[1]), 2), 4), f"part-{len(headings) + 1}", match[2])
            headings.append(heading)
            html.append(_heading(heading))
            text.append(heading.text)
        else:
            html.append(_paragraph(bare, by_line.get(number)))
            text.append(bare)
    return Body(html="\n".join(html), text="\n".join(text), articles=found, headings=tuple(headings))


def _heading(heading: Heading) -> str:
    return f'<h{heading.level} id="{heading.anchor}">{entities.escape(heading.text, quote=False)}</h{heading.level}>'


def _paragraph(line: str, article: Article | None) -> str:
    if article is None:
        return f"<p>{entities.escape(line, quote=False)}</p>"
    match = articles.ARTICLE.match(line)
    name = match[0] if match else ""
    rest = entities.escape(line[len(name) :], quote=False)
    return f'<p id="{article.anchor}"><strong>{name}</strong>{rest}</p>'


def _texts(row: Mapping[str, Any], field: str) -> tuple[str, ...]:
    values = row[field] or []
    if not all(isinstance(value, str) for value in values):
        raise Unreadable(_("“%(field)s”里只能是文字，请核对。"), field=field)
    return tuple(values)


def _formed_on(history: tuple[str, ...], published_on: date | None) -> date | None:
    """The day this version was last adopted, amended or promulgated, as its history tells.

    An entry more than a year before the publication speaks of an earlier version: then the day is
    unknown. File date and last history date differ in more than half of the laws (trap 18): neither is the other.
    """
    days = []
    for entry in history:
        if match := _ADOPTION.match(entry):
            days.append(_history_day(match[1]))
    known = [day for day in days if day is not None and _belongs(day, published_on)]
    return max(known, default=None)


def _belongs(day: date, published_on: date | None) -> bool:
    return published_on is None or 0 <= (published_on - day).days <= 366


def _history_day(written: str) -> date | None:
    try:
        return dates.read(written, field="history")
    except Unreadable:
        return None


def _assumed(issuer: issuers.Issuer) -> tuple[Remark, ...]:
    if issuer.name is None:
        return (Remark("issuer_unknown", _("看不出制定机关，请补上。")),)
    if issuer.is_assumed:
        message = _("沿革里没有写制定机关，按类别记为“%(issuer)s”，请核对。")
        return (Remark("issuer_assumed", message, {"issuer": issuer.name}),)
    return ()


def _counted(given: int | None, body: Body) -> tuple[Remark, ...]:
    found = len(body.articles)
    if given is None or given == found or given <= 0:
        return ()
    message = _("原数据写有 %(given)s 条，正文里找到 %(found)s 条，请核对。")
    return (Remark("articles_differ", message, {"given": given, "found": found}),)
