"""Where drafts are kept: what an officer has typed and not yet done, sealed (rule: nothing typed is ever lost)."""

from __future__ import annotations

import json
from datetime import datetime

from django.http import QueryDict

from sunforest.core.organs.models import Officer
from sunforest.core.people import keys
from sunforest.core.process import authority, registry
from sunforest.core.process.authority import ActingPost
from sunforest.core.process.declaration import Act, Process
from sunforest.core.process.models import Case, Draft

OF_THE_PAGE = {
    *("csrfmiddlewaretoken", "key", "seen", "do", "preview", "mask", "save", "confirmed", "previewed"),
    *("draft_case", "draft_process", "draft_act"),
}


class NoSuchForm(LookupError):
    """What was posted names no form that the officer could be filling in."""


def save(
    officer: Officer, *, process: type[Process], act: Act, case: Case | None, typed: QueryDict, at: datetime
) -> Draft:
    """Keep what was typed into the form of an act; the earlier draft of the same act gives way."""
    kept = {name: values for name, values in typed.lists() if is_kept(name)}
    sealed = keys.seal(json.dumps(kept, ensure_ascii=False).encode(), keys.key("fields"))
    draft, _made = Draft.objects.update_or_create(
        officer=officer,
        case=case,
        process_key=process.key,
        act=act.name,
        defaults={"data": sealed, "saved_at": at, "seen": case.last_number if case else 0},
    )
    return draft


def is_kept(name: str) -> bool:
    """True for what was typed; False for the page's own values and for files that were not received yet."""
    return name not in OF_THE_PAGE and not name.endswith("_files")


def find(officer: Officer, *, process: type[Process], act: Act, case: Case | None) -> Draft | None:
    """The officer's draft for this act, or None."""
    return Draft.objects.filter(officer=officer, case=case, process_key=process.key, act=act.name).first()


def typed_in(draft: Draft) -> QueryDict:
    """What was typed, as the form posted it."""
    typed = QueryDict(mutable=True)
    for name, values in json.loads(keys.open_sealed(draft.data, keys.key("fields"))).items():
        typed.setlist(name, values)
    return typed


def drop(officer: Officer, *, process: type[Process], act: Act, case: Case | None) -> None:
    """The act was done, or the officer gave it up."""
    Draft.objects.filter(officer=officer, case=case, process_key=process.key, act=act.name).delete()


def keep_posted(officer: Officer, *, posts: tuple[ActingPost, ...], typed: QueryDict, at: datetime) -> Draft:
    """Keep a form that names its own act, as every act's form does. Raises NoSuchForm."""
    case = Case.objects.filter(number=typed["draft_case"]).first() if typed.get("draft_case") else None
    if typed.get("draft_case") and (case is None or not authority.may_see(case, posts)):
        raise NoSuchForm
    try:
        process = case.process if case else registry.process_with_key(typed.get("draft_process", ""))
        act = process.act(typed.get("draft_act", ""))
    except KeyError as error:
        raise NoSuchForm from error
    return save(officer, process=process, act=act, case=case, typed=typed, at=at)
