"""To rectify: the head replaces named values of an earlier record, with a reason; both stay visible (design §3).

The new values pass the field that asked for the old ones. Those that were open are open again, in the face of the act
that rectifies, after the personal-data gate has read them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sunforest.core.process import disclosure, engine_acts, registry
from sunforest.core.process.declaration import Act, Process
from sunforest.core.process.forms import Rectification
from sunforest.core.process.records import Deed

SEVERAL = (forms.MultipleChoiceField, forms.ModelMultipleChoiceField)


@dataclass(frozen=True)
class Correction:
    """The act whose record is rectified, and a form that holds only the replaced fields, cleaned.

    ``was_late`` tells that the record, or an earlier correction of it, says so already.
    """

    act: Act
    form: forms.Form
    was_late: bool = False


def correction_in(form: forms.Form | None, process: type[Process], deeds: Sequence[Deed]) -> Correction | None:
    """What a form of ``rectify`` corrects; None for every other form. Writes the cleaned values into the form.

    What cannot be corrected becomes an error of the form: a record that is not there, a name that is no field of it,
    a value that its field does not take.
    """
    if not isinstance(form, Rectification):
        return None
    number = form.cleaned_data["record"]
    deed = next((deed for deed in deeds if deed.number == number and deed.act not in engine_acts.NAMES), None)
    if deed is None:
        form.add_error("record", _("本办件没有编号为 %(number)s、可以更正的记录。") % {"number": number})
        return None
    act = registry.act_named(process, deed.act)
    corrected = act.asks() if act.asks else forms.Form()
    corrected.cleaned_data = {}
    for name, written in form.cleaned_data["values"].items():
        try:
            corrected.cleaned_data[name] = _cleaned(corrected, name, written)
        except ValidationError as error:
            form.add_error("values", [f"{name}：{words}" for words in error.messages])
    form.cleaned_data["values"] = {name: disclosure.plain(value) for name, value in corrected.cleaned_data.items()}
    return Correction(act, corrected, was_late=_was_late(deeds, number))


def _was_late(deeds: Sequence[Deed], number: int) -> bool:
    about = (deed for deed in deeds if deed.number == number or _corrects(deed, number))
    return any(deed.record.is_late for deed in about)


def _corrects(deed: Deed, number: int) -> bool:
    return deed.act == engine_acts.RECTIFY and int(deed.value("record")) == number


def _cleaned(corrected: forms.Form, name: str, written: str) -> Any:
    field = corrected.fields.get(name)
    if field is None:
        raise ValidationError(_("该记录没有这一项。"))
    if isinstance(field, SEVERAL):
        return field.clean([part.strip() for part in written.split(",")])
    return field.clean(field.widget.value_from_datadict({name: written}, {}, name))


def open_fields(correction: Correction | None) -> list[dict[str, Any]]:
    """The replaced values that the public sees, because it saw the old ones."""
    return disclosure.open_fields(correction.act, disclosure.fields_of(correction.form)) if correction else []


def findings_in(correction: Correction | None) -> list[dict[str, Any]]:
    """Personal data in the replaced values that are open."""
    return disclosure.findings_in(correction.act, correction.form) if correction else []
