"""The part of a government page that is the document: not its box of particulars, not its tools and links."""

from __future__ import annotations

from lxml.html import HtmlElement

from . import plain_tree

# The State Council's portal marks the document's cell with this id; other sites of the same system use the others.
_MARKS = ("UCAP-CONTENT", "zoom", "Zoom")


def squeezed(text: str) -> str:
    """The visible characters of a text: no blanks, no zero-width signs."""
    return "".join(text.split()).replace("\u200b", "").replace("\ufeff", "")


def of_page(html: str, text: str) -> HtmlElement | None:
    """The element that holds the document, None where the page has none.

    It is the marked one, else the innermost whose text is ``text``, else (no text to compare) the page without its box.
    """
    if not html.strip():
        return None
    page = plain_tree.parsed(html)
    for mark in _MARKS:
        if marked := page.xpath("(.//*[@id=$mark])[1]", mark=mark):
            return marked[0]
    wanted = squeezed(text)
    if not wanted:
        _drop_particulars(page)
        return page
    return _innermost(page, wanted)


def _innermost(page: HtmlElement, wanted: str) -> HtmlElement | None:
    """Lengths are summed from the leaves up, so that only elements of the right length are compared."""
    lengths: dict[HtmlElement, int] = {}
    for element in reversed(list(page.iter())):
        own = len(squeezed(element.text or ""))
        below = sum(lengths[child] + len(squeezed(child.tail or "")) for child in element)
        lengths[element] = own + below
        if lengths[element] == len(wanted) and squeezed("".join(element.itertext())) == wanted:
            return element
    return None


def _drop_particulars(page: HtmlElement) -> None:
    for table in page.iter("table"):
        told = squeezed("".join(table.itertext()))
        if len(told) < 2000 and "索引号" in told and ("发文机关" in told or "主题分类" in told):
            table.tag = plain_tree.DROPPED
