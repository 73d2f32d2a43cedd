"""A document's body as it is read: harmless once more, its headings in order, with anchors and a table of contents."""

from __future__ import annotations

import html as entities
import re
from dataclasses import dataclass

import nh3

from .imports import articles

LONGEST_HEADING = 42
DEEPEST_HEADING = 6
FIRST_HEADING = 3

_TAGS = {
    "p",
    "br",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "strong",
    "em",
    "u",
    "s",
    "del",
    "ins",
    "sub",
    "sup",
    "blockquote",
    "hr",
}
_TAGS |= {"ul", "ol", "li", "dl", "dt", "dd", "a", "pre", "ruby", "rt", "rp"}
_TAGS |= {"table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"}
_ALIGNED = {"align-center", "align-right"}
_OWN_ANCHOR = re.compile(r"(?:art|part|place)-[\w-]{1,40}")
_ANCHORED = {"p", "h2", "h3", "h4", "h5", "h6"}

_BLOCK = re.compile(r"<(p|h[1-6])\b([^>]*)>(.*?)</\1>", re.DOTALL)
_ID = re.compile(r'\bid="([^"]+)"')
_TAG = re.compile(r"<[^>]+>")
_CENTRED = re.compile(r'class="[^"]*align-center')
_DIVISION = re.compile(r"^第\s*[一二三四五六七八九十百零〇\d]{1,6}\s*([编章节])(?![一-鿿]*条)")
_FIRST_LEVEL = re.compile(r"^[一二三四五六七八九十]{1,3}、[^。；]+$")
_NUMBERED = re.compile(r"^(?:第[一二三四五六七八九十百千零〇\d]{1,8}条(?:之[一二三四五六七八九十]{1,3})?)(?=[\s　])")
_SALUTATION = re.compile(r'\A((?:<p class="align-center">.*?</p>\s*)*)<p>([^<>。；]{2,120}[：:])</p>')
_SIGNATURE = re.compile(r"<p>([^<>。：；，]{2,60})</p>(\s*)<p>([12]\d{3}年\d{1,2}月\d{1,2}日)</p>")
_DEPTH = {"编": 1, "章": 2, "节": 3}
_ENDINGS = re.compile(r"(</(?:p|h[2-6]|li|td|th|caption|dt|dd|pre|blockquote|tr)>|<br>|<hr>)")


@dataclass(frozen=True)
class Place:
    """A heading to which the reader can go; ``depth`` counts from 0."""

    words: str
    anchor: str
    depth: int


@dataclass(frozen=True)
class Reading:
    """``html`` is safe to show as it is; ``places`` are its headings, ``articles`` its 条."""

    html: str
    places: tuple[Place, ...] = ()
    articles: tuple[Place, ...] = ()


def harmless(html: str) -> str:
    """HTML without script, style, handler, image, frame, or an identity that could collide with the page's own."""
    return _CLEANER.clean(html)


def read(html: str, *, title: str = "", first_heading: int = FIRST_HEADING) -> Reading:
    """The body in reading layout. A title that the body repeats at its head is left out: the page shows it already.

    ``first_heading`` is the level of the highest heading; whom it is addressed to and the signature stand where an
    official document has them.
    """
    safe = without_repeated_title(harmless(html), title)
    writer = _Writer(has_article_anchors='id="art-' in safe, first_heading=first_heading)
    written = _signed(_addressed(_BLOCK.sub(writer.block, safe)))
    return Reading(written, tuple(writer.places), tuple(writer.articles))


def _addressed(written: str) -> str:
    return _SALUTATION.sub(r'\1<p class="salutation">\2</p>', written, count=1)


def _signed(written: str) -> str:
    return _SIGNATURE.sub(r'<p class="align-right">\1</p>\2<p class="align-right">\3</p>', written)


def text_of(html: str) -> str:
    """The words of a body, one block a line."""
    lines = _ENDINGS.sub("\\1\n", harmless(html))
    cleaned = (entities.unescape(_TAG.sub("", line)).strip() for line in lines.split("\n"))
    return "\n".join(line for line in cleaned if line)


def without_repeated_title(safe: str, title: str) -> str:
    """The body without its first centred lines, where they are the title word for word."""
    wanted, end, said = _bare(title), 0, ""
    for match in _BLOCK.finditer(safe):
        if safe[end : match.start()].strip() or not (_CENTRED.search(match[2]) or match[1] != "p"):
            break
        said, end = said + _bare(_words(match[3])), match.end()
        if said == wanted:
            return safe[end:].lstrip()
        if not wanted.startswith(said):
            break
    return safe


class _Writer:
    """Rewrites one block after the other and remembers the places."""

    def __init__(self, *, has_article_anchors: bool, first_heading: int) -> None:
        self.first_heading = first_heading
        self.has_article_anchors = has_article_anchors
        self.places: list[Place] = []
        self.articles: list[Place] = []
        self._taken: dict[str, int] = {}
        self._open_depths: list[int] = []

    def block(self, match: re.Match[str]) -> str:
        """One paragraph or heading, with an anchor where the reader may want to go."""
        tag, attributes, inside = match[1], match[2], match[3]
        words = _words(inside)
        found = _ID.search(attributes)
        anchor = found[1] if found else ""
        depth = _depth_of(tag, attributes, words)
        if depth is not None:
            return self._heading(depth, words, anchor, inside)
        if numbered := articles.ARTICLE.match(words):
            return self._article(numbered, words, anchor, attributes, inside)
        return match[0]

    def _heading(self, depth: int, words: str, anchor: str, inside: str) -> str:
        while self._open_depths and self._open_depths[-1] >= depth:
            self._open_depths.pop()
        level = min(self.first_heading + len(self._open_depths), DEEPEST_HEADING)
        self._open_depths.append(depth)
        anchor = anchor or f"place-{len(self.places) + 1}"
        self.places.append(Place(words, anchor, level - self.first_heading))
        return f'<h{level} id="{anchor}">{inside}</h{level}>'

    def _article(self, numbered: re.Match[str], words: str, anchor: str, attributes: str, inside: str) -> str:
        if not anchor and not self.has_article_anchors:
            anchor = articles.article_of(numbered, words, 0, self._taken).anchor
            attributes += f' id="{anchor}"'
        if anchor:
            self.articles.append(Place(numbered[0], anchor, 0))
        if not inside.startswith("<strong>"):
            inside = _NUMBERED.sub(lambda name: f"<strong>{name[0]}</strong>", inside)
        return f"<p{attributes}>{inside}</p>"


def _depth_of(tag: str, attributes: str, words: str) -> int | None:
    """How deep a heading is, or None for a paragraph; a centred 第…章 and a short 一、… head what follows them."""
    if not words or len(words) > LONGEST_HEADING:
        return None if tag == "p" else int(tag[1]) - 2
    division = _DIVISION.match(words)
    if tag != "p":
        return int(tag[1]) - 2
    if division and (_CENTRED.search(attributes) or len(words) <= 24) and "。" not in words:
        return _DEPTH[division[1]] - 1
    return 0 if _FIRST_LEVEL.match(words) else None


def _words(inside: str) -> str:
    return entities.unescape(_TAG.sub("", inside)).strip()


def _bare(words: str) -> str:
    return re.sub(r"[\s　\"“”]", "", words)


def _attribute(tag: str, name: str, value: str) -> str | None:
    if name == "id":
        return value if tag in _ANCHORED and _OWN_ANCHOR.fullmatch(value) else None
    if name in ("colspan", "rowspan"):
        return value if re.fullmatch(r"[1-9]\d{0,2}", value) else None
    if name == "scope":
        return value if value in ("row", "col") else None
    return value


_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    clean_content_tags={"script", "style", "iframe", "object", "svg", "math", "template"},
    attributes={
        **{tag: {"id"} for tag in _ANCHORED},
        "a": {"href"},
        "td": {"colspan", "rowspan"},
        "th": {"colspan", "rowspan", "scope"},
        "ol": {"start"},
    },
    attribute_filter=_attribute,
    allowed_classes={tag: _ALIGNED for tag in (*_ANCHORED, "td", "th")},
    url_schemes={"http", "https", "mailto"},
    link_rel="noopener noreferrer",
)
