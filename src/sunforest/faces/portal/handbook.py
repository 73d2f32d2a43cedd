"""Pages of help for any county, written in Markdown in ``content/``: first line the title, first paragraph the lead."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from markdown_it import MarkdownIt

from sunforest.faces.portal.caching import public_page

CONTENT = Path(__file__).parent / "content"
PAGES = ("finding", "verify", "accessibility", "privacy", "reuse", "mistakes")


@dataclass(frozen=True)
class HelpPage:
    """One page: its key in the address, its title, the sentence that answers, and its body as HTML."""

    key: str
    title: str
    lead: str
    body: SafeString


@public_page
def about(request: HttpRequest) -> HttpResponse:
    """All pages of help."""
    context = {
        "section": "help",
        "title": gettext("帮助"),
        "lead": gettext("怎样找文件、怎样核验、您有哪些权利，这里都有说明。"),
        "breadcrumbs": [(gettext("帮助"), "")],
        "pages": all_pages(),
    }
    return render(request, "portal/about.html", context)


@public_page
def about_page(request: HttpRequest, key: str) -> HttpResponse:
    """One page of help."""
    if key not in PAGES:
        raise Http404
    shown = page_of(key)
    context = {**shown, "section": "help", "breadcrumbs": [(gettext("帮助"), "/about/"), (shown["title"], "")]}
    return render(request, "portal/about_page.html", context)


def all_pages() -> list[HelpPage]:
    """The pages of help in their order, in the language of the page."""
    return [_read(key, _language()) for key in PAGES]


def page_of(key: str) -> dict[str, Any]:
    """Title, lead and body of one text, as a page's context."""
    text = _read(key, _language())
    return {
        "title": text.title,
        "lead": text.lead,
        "body": text.body,
        "column": {"name": text.title, "description": text.lead, "keywords": text.title, "type": gettext("帮助")},
    }


def _language() -> str:
    return "en" if translation.get_language() == "en" else "zh"


@lru_cache(maxsize=64)
def _read(key: str, language: str) -> HelpPage:
    title, lead, *rest = (CONTENT / f"{key}.{language}.md").read_text(encoding="utf-8").split("\n\n", 2)
    body = MarkdownIt("commonmark", {"html": False}).enable("table").render("".join(rest))
    return HelpPage(key, title.lstrip("# ").strip(), " ".join(lead.split()), mark_safe(body))
