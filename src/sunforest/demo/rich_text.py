"""The Markdown of the content as the HTML that documents are made of."""

from __future__ import annotations

from markdown_it import MarkdownIt

from sunforest.core.process.fields import harmless

_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")


def html_of(markdown: str) -> str:
    """Harmless HTML: headings, paragraphs, lists and tables."""
    return harmless(_MARKDOWN.render(markdown))
