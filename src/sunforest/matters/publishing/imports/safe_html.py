"""Foreign HTML made safe and plain: what an imported page or an officer's paste may contribute to a public page.

Kept: paragraphs, headings, lists, real tables, links, emphasis, every visible character in its order. Gone: all that
runs, loads, hides, or only lays out. The tree is simplified first (lxml), the sanitiser (nh3) always has the last word.
"""

from __future__ import annotations

import html as entities
import re
from dataclasses import dataclass

import nh3
from lxml.html import HtmlElement

from sunforest.pure.words import gettext_noop as _

from . import plain_tree

# The sanitiser's time grows with the square of the entities; the largest page given has 3,000. Beyond: text only.
MOST_ENTITIES = 100_000

REMOVED_WORDS = {
    "script": _("脚本"),
    "event_handler": _("脚本事件"),
    "unsafe_link": _("不安全的链接"),
    "frame": _("嵌入的网页或程序"),
    "image": _("图片"),
    "media": _("音频或视频"),
    "form": _("表单控件"),
    "hidden_text": _("隐藏的文字"),
}

_BLOCKS = "p|h[2-6]|li|ul|ol|dl|dt|dd|blockquote|table|caption|thead|tbody|tfoot|tr|td|th|hr"
_TAGS = {"p", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dt", "dd", "blockquote", "hr", "br", "a"}
_TAGS |= {"table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th"}
_TAGS |= {"strong", "em", "u", "s", "del", "ins", "sup", "sub", "ruby", "rt", "rp"}
_ALIGNED = {"align-center", "align-right"}
_BLANK = r"[ \n\u00a0\u3000]"  # while a text is tidied, a line break in it stands for <br>
_TIDIED = "p|h[2-6]|li|td|th|caption"
_LEADING = re.compile(rf"(<(?:{_TIDIED})\b[^>]*>){_BLANK}+")
_TRAILING = re.compile(rf"(?<!{_BLANK}){_BLANK}+(?=</(?:{_TIDIED})>)")
_EMPTY_INLINE = re.compile(rf"<(strong|em|u|s|sup|sub|a)\b[^>]*>({_BLANK}*)</\1>")
_EMPTY_BLOCK = re.compile(r"<(p|h[2-6])\b[^>]*></\1>")
_BREAK = re.compile(rf"</?(?:{_BLOCKS}|br)\b[^>]*>")
_TAG = re.compile(r"</?[a-z][^>]*>")
_BEFORE_BLOCK = re.compile(r"(?<=>) ?(?=<(?:p|h[2-6]|li|ul|ol|dl|blockquote|table|tr|hr)\b)")


@dataclass(frozen=True)
class CleanHtml:
    """``html`` is safe to show as it is; ``text`` has a line a block; ``removed`` are keys of REMOVED_WORDS."""

    html: str
    text: str
    removed: tuple[str, ...]


def clean(html: str) -> CleanHtml:
    """Make ``html`` safe: no script, handler, style, frame, form, image or other outside resource remains.

    Tables that only lay out are dissolved, data tables stay. Links keep http, https, mailto and places on the page.
    Nothing is raised: what cannot be parsed is taken as text.
    """
    return clean_tree(plain_tree.parsed(html))


def clean_tree(root: HtmlElement) -> CleanHtml:
    """As ``clean``, for a part of a page that has been parsed already; the tree is used up."""
    removed = plain_tree.simplify(root)
    markup = plain_tree.serialised(root)
    is_usual = markup.count("&") <= MOST_ENTITIES
    safe = _tidy(_CLEANER.clean(markup)) if is_usual else paragraphs(plain_tree.shown_text(root))
    return CleanHtml(html=safe, text=text_of(safe), removed=tuple(sorted(removed)))


def text_of(safe: str) -> str:
    """The text of HTML that ``clean`` returned, one line a block, the characters as they are."""
    lines = (entities.unescape(_TAG.sub("", part)) for part in _BREAK.split(safe))
    return "\n".join(line for line in (re.sub(r"[ \t\r\n]+", " ", line).strip() for line in lines) if line)


def paragraphs(text: str) -> str:
    """Plain text as paragraphs, each character escaped that HTML would read as markup."""
    lines = (line.strip() for line in text.split("\n"))
    return "\n".join(f"<p>{entities.escape(line, quote=False)}</p>" for line in lines if line)


def _attribute(tag: str, name: str, value: str) -> str | None:
    if name in ("colspan", "rowspan"):
        return value if re.fullmatch(r"[1-9]\d{0,2}", value) else None
    if name == "scope":
        return value if value in ("row", "col") else None
    if name == "href":
        return value.replace("<", "%3C").replace(">", "%3E").replace('"', "%22")
    return value


def _tidy(safe: str) -> str:
    """Trim blocks and drop empty ones: government pages space their lines with blanks and empty paragraphs."""
    text = re.sub(r"[ \t\r\n]+", " ", safe.replace("&nbsp;", "\u00a0")).replace("<br>", "\n")
    for _nested in range(3):
        text = _EMPTY_INLINE.sub(r"\2", text)
    text = _EMPTY_BLOCK.sub("", _TRAILING.sub("", _LEADING.sub(r"\1", text)))
    return _BEFORE_BLOCK.sub("\n", text.strip().replace("\n", "<br>"))


_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    clean_content_tags={plain_tree.DROPPED, "script", "style", "iframe", "object", "svg", "math", "template"},
    attributes={"a": {"href"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan", "scope"}},
    attribute_filter=_attribute,
    allowed_classes={tag: _ALIGNED for tag in ("p", "td", "th", "h2", "h3", "h4", "h5", "h6")},
    url_schemes={"http", "https", "mailto"},
    link_rel="noopener noreferrer nofollow",
)
