"""What machines read on a document's page: statutory marks, linked data, the QR code."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import segno
from django.utils.safestring import SafeString, mark_safe

from sunforest.faces.frame import Frame
from sunforest.faces.portal.linked_data import CONTEXT

from .models import PublicDocument

LEGAL_FORCE = {
    "in_force": "InForce",
    "amended": "PartiallyInForce",
    "repealed": "NotInForce",
    "expired": "NotInForce",
    "not_yet_in_force": "NotInForce",
}
LEGISLATION = {"法律", "行政法规", "地方性法规", "部门规章", "地方政府规章", "规章", "司法解释", "监察法规", "宪法"}
REPORTS = {"报告", "年报", "公报", "统计公报", "预算", "决算"}


def statutory_marks(document: PublicDocument, issuer: str) -> dict[str, Any]:
    """The marks of an article's page (domain §4.7)."""
    return {
        "title": document.title,
        "published_at": beginning_of(document.published_on or document.formed_on),
        "source": issuer,
        "author": issuer,
        "keywords": " ".join((document.keywords.replace("、", " ") or " ".join(_last(document.topics))).split()),
        "description": document.summary or document.title,
        "image": "",
    }


def beginning_of(day: date | None) -> datetime | None:
    """The first moment of a day: a mark asks for hours and minutes where only the day is known."""
    return datetime.combine(day, time()) if day else None


def _last(topics: list[str]) -> list[str]:
    return [topic.split("/")[-1] for topic in topics]


def linked_data(frame: Frame, document: PublicDocument, *, effect: str, issuer: str) -> dict[str, Any]:
    """The document in the words of schema.org: law as Legislation, reports as Report, the rest as DigitalDocument."""
    kind = (
        "Legislation" if document.genre in LEGISLATION else "Report" if document.genre in REPORTS else "DigitalDocument"
    )
    url = frame.absolute(document.get_absolute_url())
    organisation = {"@type": "GovernmentOrganization", "name": issuer}
    values: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": kind,
        "name": document.title,
        "url": url,
        "identifier": document.index_number or document.document_number or document.case_number,
        "inLanguage": "zh-Hans",
        "publisher": organisation,
        "author": organisation,
        "datePublished": _iso(document.published_on),
        "dateCreated": _iso(document.formed_on),
        "dateModified": _iso(document.updated_on) if document.version > 1 else "",
        "expires": _iso(document.valid_until),
        "abstract": document.summary,
        "keywords": document.keywords,
        "about": list(document.topics),
        "version": document.version,
        "isAccessibleForFree": True,
    }
    if kind == "Legislation":
        values["legislationIdentifier"] = document.document_number
        values["legislationDate"] = _iso(document.formed_on)
        values["legislationLegalForce"] = f"{CONTEXT}/{LEGAL_FORCE[effect]}" if effect in LEGAL_FORCE else ""
    return {key: value for key, value in values.items() if value}


def _iso(day: Any) -> str:
    return day.isoformat() if day else ""


def qr_code(url: str) -> SafeString:
    """A QR code as SVG without any style attribute, so that the content security policy lets it be seen."""
    drawn = segno.make(url, error="m", micro=False).svg_inline(
        border=2, omitsize=True, svgclass="qr", lineclass=None, svgid=None, title=None
    )
    return mark_safe(drawn)
