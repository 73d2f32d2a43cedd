"""A page's tree made plain before it is sanitised: no layout tables, no boxes, blocks of text as paragraphs.

Nothing is taken out here: an element that must go is renamed to ``DROPPED``, one that only wraps to a tag that the
sanitiser unwraps. So each step costs the same however large or deep the page is.
"""

from __future__ import annotations

import html as entities
import re

import lxml.html
from lxml.html import HtmlElement

DROPPED = "x-dropped"
_END = "x-end"

_GOES = {
    **dict.fromkeys(("script", "noscript", "style", "head", "title", "link", "meta", "base", "template"), "script"),
    **dict.fromkeys(("iframe", "frame", "object", "embed", "applet", "canvas", "svg", "math"), "frame"),
    **dict.fromkeys(("audio", "video", "source", "track", "bgsound"), "media"),
    **dict.fromkeys(("img", "picture", "image", "map", "area"), "image"),
    **dict.fromkeys(("input", "select", "textarea", "option", "datalist"), "form"),
}
_SILENT = {"head", "title", "style", "link", "meta", "base", "noscript", "template"}
_TABLE_PARTS = {"table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "td", "th"}
_KEEP_THEIR_TEXT = {"blockquote", "li", "dd", "td", "th", "body", "x-box"}
_BOXES = {"div", "section", "article", "main", "header", "footer", "nav", "aside", "center", "form", "fieldset"}
_BOXES |= {"address", "figure", "details"} | _KEEP_THEIR_TEXT
_BLOCKS = (
    _BOXES | _TABLE_PARTS | {DROPPED, "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "dt", "pre", "hr"}
)
_RENAMED = {"h1": "h2", "b": "strong", "i": "em", "strike": "s"}
_BLANK = " \t\r\n"
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)")
_RAISED = re.compile(r"vertical-align\s*:\s*(super|sub)\b")
_ALIGN = re.compile(r"text-align\s*:\s*(center|right)")
_PARSER = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)


def parsed(html: str) -> HtmlElement:
    """The body of a page or fragment as a tree, comments left out. Never raises: an empty body for nothing readable.

    The parser gives up on pages nested thousands deep, and takes minutes over one tag with a hundred thousand
    attributes; of such pages only the text is kept, a paragraph a line.
    """
    root = None if _has_endless_tag(html) else _tree(html)
    if root is None or next(root.iter(_END), None) is None:
        lines = (entities.escape(line.strip()) for line in _bare_text(html).split("\n"))
        root = _tree("".join(f"<p>{line}</p>" for line in lines if line))
    for end in root.iter(_END):
        end.tag = DROPPED
    return root


def _has_endless_tag(html: str) -> bool:
    return any(len(piece) > 10_000 and len(piece.split()) + piece.count("=") > 5_000 for piece in html.split("<"))


def _tree(html: str) -> HtmlElement:
    marked = f"<{DROPPED}></{DROPPED}>{html}<{_END}></{_END}>".replace("\0", "")
    document = lxml.html.document_fromstring(marked.encode("utf-8", "replace"), _PARSER)
    body = document.find("body")
    return document if body is None else body


def _bare_text(html: str) -> str:
    for opening, closing in (("<!--", "-->"), ("<script", "</script"), ("<style", "</style")):
        first, *others = re.split(re.escape(opening), html, flags=re.IGNORECASE)
        html = first + "".join(
            re.split(re.escape(closing), other, maxsplit=1, flags=re.IGNORECASE)[-1] for other in others
        )
    return entities.unescape(re.sub(r"<[^<>]*>", "\n", html))


def serialised(root: HtmlElement) -> str:
    """The inside of ``root`` as HTML; ``root`` itself is unwrapped."""
    root.tag, root.tail = "x-box", None
    return str(lxml.html.tostring(root, encoding="unicode"))


def shown_text(root: HtmlElement) -> str:
    """The text of a simplified tree without what was dropped, a line a piece."""
    for dropped in root.iter(DROPPED):
        dropped.clear(keep_tail=True)
    return "\n".join(root.itertext())


def simplify(root: HtmlElement) -> set[str]:
    """Simplify the tree in place; returns the keys of what will not be shown."""
    removed: set[str] = set()
    for element in root.iter():
        _judge(element, removed)
    for table in root.iter("table"):
        if is_layout(table):
            _dissolve(table)
    for box in [element for element in root.iter() if element.tag in _BOXES]:
        _make_paragraphs(box)
    return removed


def is_layout(table: HtmlElement) -> bool:
    """A table that only arranges: it holds another table, is one row or one column, or says so itself."""
    if table.get("role") in ("presentation", "none") or next(table.iterdescendants("table"), None) is not None:
        return True
    rows = list(table.iter("tr"))
    return len(rows) < 2 or max(len(row) for row in rows) < 2


def _judge(element: HtmlElement, removed: set[str]) -> None:
    tag = element.tag
    style = (element.get("style") or "").lower()
    if tag in _GOES:
        if tag not in _SILENT:
            removed.add(_GOES[tag])
        element.tag = DROPPED
    elif element.get("hidden") is not None or (style and _HIDING.search(style)):
        if any(text.strip() for text in element.itertext()):
            removed.add("hidden_text")
        element.tag = DROPPED
    else:
        element.tag = _RENAMED.get(tag, tag)
        _keep_meaning(element, style)
    _note_attributes(element, removed)


def _keep_meaning(element: HtmlElement, style: str) -> None:
    """What a style says and a reader needs: bold and raised text as elements, alignment as a class."""
    if not element.attrib:
        return
    if element.tag in ("span", "font"):
        if _BOLD.search(style) and not _inside_strong(element):
            element.tag = "strong"
        elif match := _RAISED.search(style):
            element.tag = "sup" if match[1] == "super" else "sub"
    element.attrib.pop("class", None)
    align = _ALIGN.search(style)
    aligned = align[1] if align else (element.get("align") or "").lower()
    if aligned in ("center", "right"):
        element.set("class", f"align-{aligned}")


def _inside_strong(element: HtmlElement) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag == "strong"


def _note_attributes(element: HtmlElement, removed: set[str]) -> None:
    if not element.attrib:
        return
    if any(name.startswith("on") for name in element.attrib):
        removed.add("event_handler")
    href = element.get("href")
    if href is None or element.tag != "a":
        return
    plain = re.sub(r"[\x00-\x20\u00a0\u200b]+", "", href).lower()
    if re.match(r"https?://|mailto:", plain):
        return
    if ":" in plain.split("/")[0] and not plain.startswith("#"):
        removed.add("unsafe_link")
    if not re.match(r"#[\w.-]+$", plain):
        del element.attrib["href"]
        element.tag = "span"


def _dissolve(table: HtmlElement) -> None:
    """Rename a layout table's own parts; tables within it are judged for themselves."""
    waiting = [table]
    while waiting:
        part = waiting.pop()
        part.tag = "x-box"
        part.attrib.pop("class", None)
        waiting.extend(child for child in part if child.tag in _TABLE_PARTS and child.tag != "table")


def _make_paragraphs(box: HtmlElement) -> None:
    """Give each run of loose text in a box with blocks its own paragraph; a box of only text becomes one."""
    if not any(child.tag in _BLOCKS for child in box):
        if box.tag in _BOXES - _KEEP_THEIR_TEXT:
            box.tag = "p"
        if box.tag not in ("body", "x-box"):
            return
    run = _loose(box.text)
    box.text = None
    if run is not None:
        box.insert(0, run)
    for child in [child for child in box if child is not run]:
        if child.tag in _BLOCKS:
            run = _loose(child.tail)
            child.tail = None
            if run is not None:
                child.addnext(run)
        else:
            run = _gathered(run, child)


def _gathered(run: HtmlElement | None, child: HtmlElement) -> HtmlElement:
    if run is None:
        run = HtmlElement()
        run.tag = "p"
        child.addprevious(run)
    run.append(child)
    return run


def _loose(text: str | None) -> HtmlElement | None:
    if not (text or "").strip(_BLANK):
        return None
    paragraph = HtmlElement()
    paragraph.tag = "p"
    paragraph.text = text
    return paragraph
