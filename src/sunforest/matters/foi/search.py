"""What of information requests can be found: the answers that everybody may read, with the files handed over."""

from __future__ import annotations

from collections.abc import Sequence

from sunforest.core.ledger.models import Leaf
from sunforest.core.process import file_text
from sunforest.core.process.disclosure import text_of_html
from sunforest.core.process.models import Case
from sunforest.core.search.entry import SearchEntry

from .follows import TOLD
from .models import PublicAnswer

KIND = "answer"
PROCESSES = ("foi",)
LARGEST_FILE_TEXT = 200_000


def entries_of(leaves: Sequence[Leaf]) -> dict[str, SearchEntry | None]:
    """The entries that these leaves change, by identity; None where no public answer is left. Two queries."""
    cases = {leaf.case_id for leaf in leaves if leaf.process == "foi" and leaf.act in TOLD and leaf.case_id is not None}
    if not cases:
        return {}
    numbers = Case.objects.filter(pk__in=cases).values_list("number", flat=True)
    found: dict[str, SearchEntry | None] = {identity_of(number): None for number in numbers}
    for answer in PublicAnswer.objects.filter(case_id__in=cases):
        found[identity_of(answer.case_number)] = entry_of(answer)
    return found


def identity_of(case_number: str) -> str:
    """The key of an answer in the index."""
    return f"{KIND}:{case_number}"


def entry_of(answer: PublicAnswer) -> SearchEntry:
    """An answer as the index knows it."""
    body = (text_of_html(answer.answer), answer.reasons, *(_text_of(file) for file in answer.files))
    return SearchEntry(
        identity=identity_of(answer.case_number),
        kind=KIND,
        title=answer.question,
        body="\n".join(filter(None, body)),
        url=answer.get_absolute_url(),
        organ=answer.organ_code,
        organ_name=answer.organ_name,
        year=answer.signed_on.year,
        number=answer.document_number,
        published_on=answer.signed_on,
    )


def _text_of(file: dict[str, str]) -> str:
    """The words of a released file; one that cannot be read is found by its answer."""
    try:
        return file_text.of(file["digest"], file["name"])[:LARGEST_FILE_TEXT]
    except file_text.Unreadable:
        return ""
