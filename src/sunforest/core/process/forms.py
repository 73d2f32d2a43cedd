"""The forms of the acts that exist on every process."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sunforest.core.organs import names
from sunforest.core.organs.models import Post
from sunforest.pure import grounds


class PostChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A post, named with its organ and holder."""

    def label_from_instance(self, post: Any) -> str:
        if post.holder is None:
            return names.post(post)
        return gettext("%(post)s（%(holder)s）") % {"post": names.post(post), "holder": names.officer(post.holder)}


def _posts_in_use() -> Any:
    return Post.objects.filter(abolished_on=None).select_related("organ", "holder").order_by("organ__position", "title")


class Assignment(forms.Form):
    """Which post of this organ handles the case."""

    post = PostChoice(label=_("承办岗位"), queryset=Post.objects.none())

    class Meta:
        closed = {grounds.INTERNAL_AFFAIRS: ["post"]}

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        post: Any = self.fields["post"]
        post.queryset = _posts_in_use()


class HandOver(Assignment):
    """To which post, of this or another organ, the case goes, and why."""

    reason = forms.CharField(label=_("移交理由"), max_length=500, widget=forms.Textarea)

    class Meta(Assignment.Meta):
        closed = {grounds.INTERNAL_AFFAIRS: ["post", "reason"]}


class Rectification(forms.Form):
    """Which values of which earlier record are replaced, by what, and why; both stay visible."""

    record = forms.IntegerField(label=_("被更正的记录编号"), min_value=1)
    values = forms.CharField(
        label=_("更正后的值"), widget=forms.Textarea, help_text=_("每行一项：字段名=新值。日期写成 2026-03-09。")
    )
    reason = forms.CharField(label=_("更正理由"), max_length=500, widget=forms.Textarea)

    class Meta:
        closed = {grounds.INTERNAL_AFFAIRS: ["values", "reason"]}

    def clean_values(self) -> dict[str, str]:
        """The new values by field name; accepts lines ``field=value`` or one JSON object."""
        text = self.cleaned_data["values"].strip()
        try:
            pairs = json.loads(text) if text.startswith("{") else _pairs(text)
        except ValueError as error:
            raise ValidationError(_("每行应写成“字段名=新值”。")) from error
        if not isinstance(pairs, dict) or not pairs:
            raise ValidationError(_("请至少写一项要更正的值。"))
        return {str(name): str(value) for name, value in pairs.items()}


def _pairs(text: str) -> dict[str, str]:
    pairs = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        name, mark, value = line.partition("=")
        if not mark:
            raise ValueError(line)
        pairs[name.strip()] = value.strip()
    return pairs
