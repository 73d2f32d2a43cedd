"""What is filled in to open a case: who, at which organ, what; judged together. One entry for each way in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone

from sunforest.core.organs.models import Organ
from sunforest.core.process.declaration import Act, Process
from sunforest.faces import filing
from sunforest.faces.filing import Answered, IdentityForm, OrganForm
from sunforest.faces.portal import looked_over

WHO, WHERE = "who", "where"


@dataclass
class Application:
    """What was filled in: who, at which organ, what; judged together."""

    process: type[Process]
    act: Act
    identity: IdentityForm
    organ: OrganForm | None
    the_organ: Organ | None
    answers: forms.Form
    key: str
    refusal: str = ""
    too_many: bool = False

    @property
    def forms(self) -> tuple[forms.Form, ...]:
        """The forms in the order of the page."""
        return tuple(form for form in (self.identity, self.organ, self.answers) if form is not None)

    @property
    def errors(self) -> list[tuple[str, str]]:
        """Every error as (address on the page, words)."""
        return [error for form in self.forms for error in looked_over.errors_of(form)]

    @property
    def is_complete(self) -> bool:
        """True where it could be submitted as it is."""
        return not self.errors and not self.refusal and self.the_organ is not None

    @property
    def phone(self) -> str:
        """The mobile number of a complete application."""
        return str(self.identity.cleaned_data["phone"])


def nothing_beside(_application: Application) -> dict[str, Any]:
    """A page that needs nothing beyond the forms."""
    return {}


@dataclass(frozen=True)
class Entry:
    """One way in to an opening act. A matter may ask who it is by a form of its own, and draw its own page.

    ``beside`` gives what that page needs beyond the forms; ``breadcrumbs`` the way to it.
    """

    process: type[Process]
    act: Act
    identity_form: type[IdentityForm] = IdentityForm
    template: str = "portal/apply.html"
    beside: Callable[[Application], dict[str, Any]] = nothing_beside
    title: Any = ""
    lead: Any = ""
    section: str = "processes"
    breadcrumbs: Callable[[], list[tuple[str, str]]] | None = None

    @property
    def name(self) -> str:
        """The name under which drafts of this entry are kept."""
        return f"{self.process.key} {self.act.name}"


def unfilled(entry: Entry, typed: QueryDict) -> Application:
    """The form before it is judged, with what was typed earlier."""
    organ = _organ_form(entry.process, None, initial=_initial(OrganForm.base_fields, typed, WHERE))
    return Application(
        process=entry.process,
        act=entry.act,
        identity=entry.identity_form(prefix=WHO, initial=_initial(entry.identity_form.base_fields, typed, WHO)),
        organ=organ,
        the_organ=_only_organ(entry.process) if organ is None else None,
        answers=filing.form_of(entry.act, initial=_initial(getattr(entry.act.asks, "base_fields", {}), typed)),
        key=looked_over.key_of(typed),
    )


def _initial(fields: Any, typed: QueryDict, prefix: str = "") -> dict[str, Any]:
    """What was typed into these fields, as their controls show it; a choice of several as a list."""
    given: dict[str, Any] = {}
    for name, field in fields.items():
        typed_as = f"{prefix}-{name}" if prefix else name
        if typed_as in typed:
            is_list = isinstance(field.widget, forms.SelectMultiple)
            given[name] = typed.getlist(typed_as) if is_list else typed[typed_as]
    return given


def filled(entry: Entry, answered: Answered, at: datetime) -> Application:
    """The form as it was posted, judged: by its fields, then by the rule of law that the act names."""
    organ = _organ_form(entry.process, answered.data)
    form = filing.form_of(entry.act, answered.data)
    application = Application(
        process=entry.process,
        act=entry.act,
        identity=entry.identity_form(answered.data, prefix=WHO),
        organ=organ,
        the_organ=_only_organ(entry.process) if organ is None else None,
        answers=form,
        key=looked_over.key_of(answered.data),
    )
    valid = [each.is_valid() for each in application.forms]
    for name, words in answered.refused_files.items():
        form.add_error(name, words)
    if organ is not None and organ.is_valid():
        application.the_organ = organ.cleaned_data["organ"]
    if all(valid) and not answered.refused_files:
        refusal = filing.refusal_of(entry.act, form, facts=None, at=at)
        application.refusal = filing.refusal_words(refusal) if refusal else ""
    return application


def _organ_form(process: type[Process], data: Any, initial: dict[str, Any] | None = None) -> OrganForm | None:
    """Where one organ alone handles such cases, nobody is asked."""
    if _only_organ(process) is not None:
        return None
    return OrganForm(process, data, prefix=WHERE, today=timezone.localdate(), initial=initial or {})


def _only_organ(process: type[Process]) -> Organ | None:
    found = list(filing.organs_for(process, timezone.localdate())[:2])
    return found[0] if len(found) == 1 else None
