"""The tag that offers to verify a record: ``{% proof_of leaf_index %}``."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings
from django.urls import reverse

from sunforest.faces.qr_code import qr_code

register = template.Library()


@register.inclusion_tag("parts/proof.html")
def proof_of(index: int | None, has_face: bool = True) -> dict[str, Any]:
    """What is proved of the entry at ``index`` and what can be kept of it; nothing where there is no entry yet."""
    if index is None:
        return {"index": None}
    address = f"{settings.SUNFOREST_URL}{reverse('portal:log_verify')}?entry={index}"
    return {"index": index, "has_face": has_face, "qr": qr_code(address)}
