"""Two kinds of form field that Django lacks: rich text made harmless, and files already received."""

from __future__ import annotations

import json
from typing import Any

import nh3
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

TAGS = {
    *("p", "br", "h2", "h3", "h4", "h5", "strong", "em", "u", "s", "sub", "sup", "blockquote", "hr", "div", "span"),
    *("ul", "ol", "li", "a", "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "pre", "section"),
}
ATTRIBUTES = {
    "*": {"id", "lang"},
    "a": {"href", "title"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "ol": {"start", "type"},
}


def harmless(html: str) -> str:
    """HTML without script, style, event handler, image or foreign frame; links open without a referrer."""
    return nh3.clean(
        html, tags=TAGS, attributes=ATTRIBUTES, url_schemes={"http", "https", "mailto"}, link_rel="noopener noreferrer"
    )


class HtmlField(forms.CharField):
    """Rich text: what comes out holds only harmless tags. Counts as text for the personal-data gate."""

    widget = forms.Textarea

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        return harmless(text if "<" in text else _paragraphs(text))


def _paragraphs(text: str) -> str:
    escaped = nh3.clean_text(text).replace("&#32;", " ")
    return "".join(f"<p>{line.strip()}</p>" for line in escaped.replace("&#10;", "\n").splitlines() if line.strip())


class UploadsInput(forms.TextInput):
    """A chooser for several files, whose received files travel as JSON in a hidden field of the same name."""

    template_name = "parts/uploads_input.html"
    needs_multipart_form = True

    def format_value(self, value: Any) -> str:
        """The files as JSON, whether they come from a form that was posted or from a matter that fills one in."""
        return value if isinstance(value, str) else json.dumps(value or [], ensure_ascii=False)


class UploadsField(forms.Field):
    """Files that were received before (``uploads.receive``): a list of ``{"digest", "name"}``, or that as JSON."""

    widget = UploadsInput

    def to_python(self, value: Any) -> list[dict[str, str]]:
        if value in self.empty_values:
            return []
        try:
            files = json.loads(value) if isinstance(value, str) else value
            return [{"digest": str(file["digest"]), "name": str(file["name"])[:200]} for file in files]
        except (ValueError, TypeError, KeyError) as error:
            raise ValidationError(_("附件信息不完整，请重新上传。")) from error

    def validate(self, value: list[dict[str, str]]) -> None:
        from sunforest.core.process import uploads

        super().validate(value)
        if missing := uploads.unknown([file["digest"] for file in value]):
            names = "、".join(file["name"] for file in value if file["digest"] in missing)
            raise ValidationError(_("附件“%(names)s”没有收到，请重新上传。"), params={"names": names})
