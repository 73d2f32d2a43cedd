"""Work on the files that an answer gives in part: the originals of a case, their marks, the new files.

An original is only read. The marks are kept as places with grounds; what stands there is read from the original when
someone who may looks. The new file is made once, shown, and released exactly as it was shown.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, BinaryIO

from sunforest.core.organs.models import Officer
from sunforest.core.process import uploads
from sunforest.core.process.models import Case
from sunforest.core.redaction import marks as marking
from sunforest.core.redaction import releasing, suggestions
from sunforest.core.redaction.marks import Area, Mark, Span
from sunforest.core.redaction.original import Original
from sunforest.faces.desk import draft_box, typed
from sunforest.pure import grounds

from . import queries
from .models import Redaction

READ_AT_ONCE = 4
FILES = "files"


@dataclass(frozen=True)
class Proposal:
    """One mark as the page lists it: taken or only proposed, what it hides, on which page or in which paragraph."""

    mark: Mark
    words: str
    kind: str
    is_taken: bool

    @property
    def page(self) -> int:
        """The page of its first place; 0 in a Word file."""
        return next((place.page for place in self.mark.places if isinstance(place, Area)), 0)

    @property
    def paragraph(self) -> int:
        """The paragraph of its first place; 0 in a PDF."""
        return next((place.paragraph for place in self.mark.places if isinstance(place, Span)), 0)


def originals_of(case: Case, officer: Officer) -> list[dict[str, str]]:
    """The files that may be redacted: of the last draft, of this officer's unfinished draft, and those brought here."""
    made = set(Redaction.objects.filter(case=case).values_list("new_digest", flat=True))
    brought = [{"digest": row.original_digest, "name": row.original_name} for row in case_rows(case)]
    listed = [*brought, *queries.draft_of(case).get(FILES, []), *_in_unfinished_drafts(case, officer)]
    return list({file["digest"]: file for file in listed if file["digest"] not in made}.values())


def case_rows(case: Case) -> list[Redaction]:
    """All work on files of a case, the oldest first."""
    return list(Redaction.objects.filter(case=case).select_related("made_by").order_by("pk"))


def _in_unfinished_drafts(case: Case, officer: Officer) -> list[dict[str, str]]:
    drafts = [
        draft_box.find(officer, process=case.process, act=case.process.act(name), case=case)
        for name in queries.DRAFTING
    ]
    return [file for draft in drafts if draft for file in typed.files_in(draft_box.typed_in(draft), FILES)]


def bring(case: Case, file: BinaryIO, *, name: str, officer: Officer, at: datetime) -> Redaction:
    """Receive an original for redaction. Raises uploads.NotAccepted, or CannotRedact for a format that cannot be."""
    if not releasing.may_be_redacted(name):
        raise releasing.not_redactable(name)
    received = uploads.receive(file, name=name, at=at)
    uploads.keep([received["digest"]])
    return _working_copy(case, received, officer=officer, at=at)


def _working_copy(case: Case, original: Mapping[str, str], *, officer: Officer, at: datetime) -> Redaction:
    row, _made = Redaction.objects.get_or_create(
        case=case,
        original_digest=original["digest"],
        released_at=None,
        defaults={"original_name": original["name"], "made_by": officer, "made_at": at},
    )
    return row


def working_on(case: Case, digest: str) -> Redaction | None:
    """The working copy for an original, None before anything was marked."""
    return Redaction.objects.filter(case=case, original_digest=digest, released_at=None).first()


def last_work_on(case: Case, digest: str) -> Redaction | None:
    """The working copy for an original, else what was released last: a second release begins with the same marks."""
    last = Redaction.objects.filter(case=case, original_digest=digest).order_by("released_at").last()
    return working_on(case, digest) or last


@lru_cache(READ_AT_ONCE)
def reading_of(digest: str, name: str) -> Original:
    """What an original says; kept for the last few, since reading a scan takes seconds. Raises CannotRedact."""
    return releasing.original_of(uploads.content_of(digest), name)


def marks_of(row: Redaction | None, read: Original) -> list[Mark]:
    """The marks that are taken: those that were kept, at first all that are proposed."""
    if row is None or row.marks is None:
        return [each.mark for each in suggestions.of(read)]
    return [marking.from_json(kept) for kept in row.marks]


def proposals_of(row: Redaction | None, read: Original) -> list[Proposal]:
    """Every mark that is taken or proposed, in reading order."""
    proposed = {each.mark.key: each for each in suggestions.of(read)}
    taken = {mark.key: mark for mark in marks_of(row, read)}
    listed = {**{key: each.mark for key, each in proposed.items()}, **taken}
    found = [
        Proposal(
            mark,
            proposed[key].words if key in proposed else suggestions.words_under(read, mark),
            proposed[key].kind if key in proposed else "",
            key in taken,
        )
        for key, mark in listed.items()
    ]
    return sorted(found, key=lambda each: _order(each.mark))


def _order(mark: Mark) -> tuple[float, ...]:
    place = mark.places[0]
    if isinstance(place, Span):
        return place.paragraph, place.start
    return place.page, round(place.box.top), place.box.left


def keep(
    case: Case, original: Mapping[str, str], marks: Iterable[Mark], *, officer: Officer, at: datetime
) -> Redaction:
    """Keep the marks of an original; a new file made of earlier marks gives way."""
    row = _working_copy(case, original, officer=officer, at=at)
    unique = {mark.key: mark for mark in marks}
    row.marks = [mark.as_json() for mark in sorted(unique.values(), key=_order)]
    row.new_digest = row.new_name = ""
    row.made_by, row.made_at = officer, at
    Redaction.objects.filter(pk=row.pk).update(marks=row.marks, new_digest="", new_name="", made_by=officer, made_at=at)
    uploads.keep([row.original_digest])
    return row


def make(row: Redaction, *, at: datetime) -> None:
    """Make the new file, to be looked at before it is released. Raises CannotRedact."""
    read = reading_of(row.original_digest, row.original_name)
    marks = marks_of(row, read)
    name = releasing.name_without(row.original_name, (suggestions.words_under(read, mark) for mark in marks))
    made = releasing.released(uploads.content_of(row.original_digest), name, marks)
    received = uploads.receive(io.BytesIO(made.content), name=made.name, at=at)
    row.new_digest, row.new_name = received["digest"], received["name"]
    Redaction.objects.filter(pk=row.pk).update(new_digest=row.new_digest, new_name=row.new_name)


def still_readable(row: Redaction, text: str) -> list[str]:
    """Words that were taken out in one place and can be read in the new file's text in another."""
    read = reading_of(row.original_digest, row.original_name)
    hidden = {suggestions.words_under(read, mark) for mark in marks_of(row, read)}
    return sorted(words for words in hidden if suggestions.stand_in(text, words))


def release(row: Redaction, *, officer: Officer, at: datetime) -> None:
    """Release the new file as it was shown: it takes the original's place in the answer."""
    uploads.keep([row.original_digest, row.new_digest])
    Redaction.objects.filter(pk=row.pk).update(released_at=at, made_by=officer)
    for name in queries.DRAFTING:
        _replace_in_draft(row.case, name, officer=officer, at=at)


def _replace_in_draft(case: Case, name: str, *, officer: Officer, at: datetime) -> None:
    act = case.process.act(name)
    draft = draft_box.find(officer, process=case.process, act=act, case=case)
    if draft is None:
        return
    answers: Any = draft_box.typed_in(draft)
    answers[FILES] = json.dumps(queries.files_to_give(case, typed.files_in(answers, FILES)), ensure_ascii=False)
    draft_box.save(officer, process=case.process, act=act, case=case, typed=answers, at=at)


def reason_with(key: str) -> grounds.Ground:
    """The ground that a form names, personal information where it names none that exists."""
    return next((ground for ground in grounds.ALL if ground.key == key), grounds.PERSONAL_INFORMATION)
