"""What a page is, in the words of schema.org (JSON-LD), for search engines."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from sunforest.core.organs.models import Organ
from sunforest.faces.frame import Frame

CONTEXT = "https://schema.org"


def of_site(frame: Frame) -> dict[str, Any]:
    """The county as publisher, and its search."""
    return {
        "@context": CONTEXT,
        "@type": "WebSite",
        "name": str(frame.name),
        "url": f"{frame.site}/",
        "inLanguage": ["zh-Hans", "en"],
        "publisher": _without_empty(
            {
                "@type": "GovernmentOrganization",
                "name": frame.county.sponsor or frame.county.name,
                "telephone": frame.county.phone,
                "email": frame.county.email,
                "address": frame.county.address,
            }
        ),
        "potentialAction": {
            "@type": "SearchAction",
            "target": f"{frame.absolute(reverse('portal:search'))}?q={{q}}",
            "query-input": "required name=q",
        },
    }


def of_organ(frame: Frame, organ: Organ) -> dict[str, Any]:
    """One organ with address, telephone and hours."""
    return _without_empty(
        {
            "@context": CONTEXT,
            "@type": "GovernmentOrganization",
            "name": organ.name,
            "alternateName": organ.name_en,
            "url": frame.absolute(reverse("portal:organ", args=[organ.code])),
            "identifier": organ.uscc,
            "description": organ.functions,
            "address": organ.address,
            "telephone": organ.phone,
        }
    )


def _without_empty(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value}
