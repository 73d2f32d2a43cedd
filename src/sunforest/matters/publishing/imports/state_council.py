"""One row of the State Council's documents: a web page with its box of particulars."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from itertools import chain
from typing import Any

from sunforest.pure.words import gettext_noop as _

from . import articles, dates, genres, numbers, observations, page_part, safe_html, titles
from .document import STATE_COUNCIL, Article, Body, ReadDocument
from .odd import Remark

FIELDS: Mapping[str, tuple[type, ...]] = {
    "url": (str,),
    **dict.fromkeys(
        ("index_no", "title", "issuer", "doc_no", "subject", "date_made", "date_published", "body_text", "html"),
        (str, type(None)),
    ),
}
_OPENING = re.compile(r"(<p(?: class=\"[a-z-]+\")?)>((?:<strong>)?)(?=" + articles.ARTICLE.pattern + ")")


def document(row: Mapping[str, Any], *, file: str, line: int, digest: str) -> ReadDocument:
    """The document in ``row``, whose fields have the types of FIELDS. Raises Unreadable where it has no sense."""
    body = body_of(row["html"] or "", row["body_text"] or "")
    given_title, subject, number = row["title"] or "", row["subject"] or "", row["doc_no"] or ""
    title = titles.chosen(given_title, body.text)
    formed_on = dates.read(row["date_made"], field="date_made")
    published_on = dates.read(row["date_published"], field="date_published")
    topics = topics_of(subject)
    remarks = chain(
        observations.of_title(given_title, title),
        observations.of_text(title, body.text),
        observations.of_dates(formed_on, published_on),
        body.remarks,
        [Remark("topic_unreadable", _("主题分类没有内容，暂不归类。"))] if subject and not topics else [],
    )
    return ReadDocument(
        source_key=row["url"],
        file=file,
        line=line,
        kind=STATE_COUNCIL,
        title=title,
        version_group=titles.folded(title),
        issuer=row["issuer"] or None,
        document_number=number,
        document_number_normalised=numbers.normalise(next(iter(numbers.several(number)), "")),
        document_numbers=numbers.several(number),
        index_number=row["index_no"] or None,
        formed_on=formed_on,
        published_on=published_on,
        subject_raw=subject,
        topics=topics,
        genre=genres.of_title(title),
        category="",
        history=(),
        source_url=row["url"] if re.match(r"https?://[^\s<>\"]+$", row["url"]) else None,
        body=body,
        remarks=tuple(remarks),
        digest=digest,
        source=row,
    )


def topics_of(subject: str) -> tuple[tuple[str, ...], ...]:
    r"""``科技、教育\教育`` is one topic of two levels (trap 10); several topics stand apart by ``；``.

    A level of punctuation only, such as ``）``, is none.
    """
    paths = (re.split(r"[\\＼]", path) for path in re.split(r"[;；\n]", subject))
    levels = (tuple(level.strip() for level in path if not titles.says_nothing(level)) for path in paths)
    return tuple(path for path in levels if path)


def body_of(html: str, text: str) -> Body:
    """The document without the page around it: from the page where that has all the text, else from the plain text.

    Nothing of ``text`` is ever lost: a page that lacks a character of it gives way to it.
    """
    part = page_part.of_page(html, text)
    page = safe_html.clean_tree(part) if part is not None else safe_html.CleanHtml("", "", ())
    if text.strip() and not holds(page.text, text):
        plain = safe_html.paragraphs(text)
        remark = Remark("page_unusable", _("网页里找不到完整的正文，已改用纯文本正文，表格和格式请对照原网页。"))
        return _body(plain, safe_html.text_of(plain), [remark] if html.strip() else [])
    remarks = []
    if text.strip() and page_part.squeezed(page.text) != page_part.squeezed(text):
        remarks.append(Remark("page_has_more", _("网页正文比纯文本正文多出一些文字，已按网页导入，请核对。")))
    if "image" in page.removed:
        remarks.append(Remark("images_left_out", _("正文里的图片没有导入，请对照原网页。")))
    if others := [key for key in page.removed if key != "image"]:
        listed = "、".join(safe_html.REMOVED_WORDS[key] for key in others)
        remarks.append(Remark("removed", _("为了安全，已去掉：%(listed)s。"), {"listed": listed}))
    return _body(page.html, page.text, remarks)


def holds(whole: str, part: str) -> bool:
    """True when every visible character of ``part`` stands in ``whole``, in this order, blanks aside."""
    whole, part = page_part.squeezed(whole), page_part.squeezed(part)
    signs = iter(whole)
    return whole == part or all(sign in signs for sign in part)


def _body(html: str, text: str, remarks: list[Remark]) -> Body:
    found: list[Article] = []
    taken: Counter[str] = Counter()
    lines = text.split("\n")

    def anchored(match: re.Match[str]) -> str:
        article = articles.ARTICLE.match(match.string, match.end())
        if article is None:
            return match[0]
        start = next((number for number, line in enumerate(lines) if line.startswith(article[0])), 0)
        found.append(articles.article_of(article, lines[start].strip(), start, taken))
        lines[start] = ""
        return f'{match[1]} id="{found[-1].anchor}">{match[2]}'

    return Body(html=_OPENING.sub(anchored, html), text=text, articles=tuple(found), remarks=tuple(remarks))
