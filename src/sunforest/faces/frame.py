"""What every page's head and foot are written from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from sunforest.core.organs import county
from sunforest.core.organs.models import County
from sunforest.faces.checkpoint_line import checkpoint_line
from sunforest.faces.language import LARGE_TYPE_COOKIE, language_tag

LONGEST_QUERY_STRING = 2_000


@dataclass(frozen=True)
class Frame:
    """The frame of one page: whose site it is, in which language and size, and under which address."""

    path: str
    query: str
    language: str
    is_large_type: bool

    @cached_property
    def county(self) -> County:
        """The county of this installation, asked once a page; before it is set up, an unnamed one."""
        return county.current()

    @property
    def name(self) -> Any:
        """The county's name in the language of the page."""
        if self.language == "en" and self.county.name_en:
            return self.county.name_en
        return self.county.name

    @property
    def slogan(self) -> Any:
        """The county's slogan in the language of the page."""
        if self.language == "en":
            return self.county.slogan_en or _("权力运行到哪里，公开就到哪里")
        return self.county.slogan or _("权力运行到哪里，公开就到哪里")

    @property
    def language_tag(self) -> str:
        """For the ``lang`` attribute of the page."""
        return language_tag(self.language)

    @property
    def here(self) -> str:
        """The address to come back to after a switch of language or size."""
        return f"{self.path}?{self.query}" if self.query else self.path

    @property
    def canonical_url(self) -> str:
        """The one address of this page, without the visitor's choices."""
        return self.absolute(self.here)

    @property
    def english_url(self) -> str:
        """The address at which this page is always written in English."""
        return self.absolute(f"{self.path}?{self.query}&lang=en" if self.query else f"{self.path}?lang=en")

    @property
    def domain(self) -> str:
        """The host of the site (``SiteDomain``, domain §4.7)."""
        return urlsplit(settings.SUNFOREST_URL).netloc

    @property
    def site(self) -> str:
        """The address of the site, without a stroke at the end."""
        return str(settings.SUNFOREST_URL)

    def absolute(self, path: str) -> str:
        """The full address of a path of this site."""
        return f"{settings.SUNFOREST_URL}{path}"


def _shareable(query: str) -> str:
    """The query, or nothing where it is too long for an address that people pass on."""
    return query if len(query) <= LONGEST_QUERY_STRING else ""


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor: ``frame`` and ``checkpoint`` (read where a template names it) for every template."""
    return {"frame": frame_of(request), "checkpoint": checkpoint_line}


def frame_of(request: HttpRequest) -> Frame:
    """The frame of the page that answers this request."""
    query = request.GET.copy()
    query.pop("lang", None)
    return Frame(
        path=request.path,
        query=_shareable(query.urlencode()),
        language=translation.get_language() or "zh-hans",
        is_large_type=request.COOKIES.get(LARGE_TYPE_COOKIE) == "1",
    )
