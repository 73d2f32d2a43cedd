"""What of publishing can be found: documents, their interpretations, and responses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sunforest.core.calendar import county_calendar
from sunforest.core.ledger.models import Leaf
from sunforest.core.process.disclosure import text_of_html
from sunforest.core.process.models import Case
from sunforest.core.search.entry import SearchEntry

from . import rules
from .models import Interpretation, OfficialResponse, PublicDocument

PROCESSES = ("document", "concern")
LAWS = {"宪法", "法律", "行政法规", "监察法规", "司法解释", "地方性法规", "部门规章", "地方政府规章"}
Entries = dict[str, SearchEntry | None]


def entries_of(leaves: Sequence[Leaf]) -> Entries:
    """The entries that these leaves change, by identity; None where nothing of a thing is left. At most five queries.

    A document's effect is that of the last leaf's day; ``renewed`` brings it up to date as days go by.
    """
    cases = {leaf.case_id for leaf in leaves if leaf.process == "document" and leaf.case_id is not None}
    concerns = {leaf.index for leaf in leaves if leaf.process == "concern" and leaf.index is not None}
    found: Entries = {}
    if cases:
        day = max(county_calendar.local_day(leaf.written_at) for leaf in leaves)
        found |= _documents(cases, day)
    if concerns:
        found |= dict.fromkeys((f"response:{index}" for index in concerns), None)
        for response in OfficialResponse.objects.filter(leaf_index__in=concerns):
            found[f"response:{response.leaf_index}"] = _response(response)
    return found


def renewed(identities: Iterable[str], today: date) -> Entries:
    """The entries of these identities as they are today: a document comes into force without any act."""
    numbers = [identity.partition(":")[2] for identity in identities if identity.startswith("document:")]
    documents = PublicDocument.objects.filter(case_number__in=numbers)
    return {f"document:{document.case_number}": _document(document, today) for document in documents}


def _documents(cases: set[int], day: date) -> Entries:
    found: Entries = {}
    documents = list(PublicDocument.objects.filter(case_id__in=cases))
    for document in documents:
        found[f"document:{document.case_number}"] = _document(document, day)
    if len(documents) < len(cases):
        gone = cases - {document.case_id for document in documents}
        for number in Case.objects.filter(pk__in=gone).values_list("number", flat=True):
            found[f"document:{number}"] = None
    of_cases = Interpretation.objects.filter(document__case_id__in=cases).select_related("document")
    for interpretation in of_cases:
        is_gone = interpretation.document.withdrawn_on is not None
        found[f"interpretation:{interpretation.leaf_index}"] = None if is_gone else _interpretation(interpretation)
    return found


def _document(document: PublicDocument, day: date) -> SearchEntry:
    body = "\n".join(filter(None, (document.summary, document.keywords, text_of_html(document.body))))
    dated = document.formed_on or document.published_on
    is_imported = document.imported_on is not None
    return SearchEntry(
        identity=f"document:{document.case_number}",
        kind="law" if document.genre in LAWS else "document",
        title=document.title,
        body=document.withdrawal_reason or body,
        url=document.get_absolute_url(),
        organ=(document.issuer or document.organ_name) if is_imported else document.organ_code,
        organ_name=document.issuer or document.organ_name,
        topics=tuple(document.topics),
        genre=document.genre,
        year=dated.year if dated else None,
        effect="withdrawn" if document.withdrawn_on else _effect(document, day),
        number=document.document_number,
        index_number=document.index_number,
        published_on=document.published_on,
        formed_on=document.formed_on,
    )


def _effect(document: PublicDocument, day: date) -> str:
    return rules.effect_on(
        day,
        declared=document.effect,
        effective_from=document.effective_from,
        valid_until=document.valid_until,
        is_imported=document.imported_on is not None,
    )


def _interpretation(interpretation: Interpretation) -> SearchEntry:
    document = interpretation.document
    return SearchEntry(
        identity=f"interpretation:{interpretation.leaf_index}",
        kind="interpretation",
        title=interpretation.title,
        body="\n".join((document.title, text_of_html(interpretation.body))),
        url=interpretation.get_absolute_url(),
        organ=document.organ_code,
        organ_name=document.organ_name,
        topics=tuple(document.topics),
        genre="解读",
        year=interpretation.published_on.year,
        published_on=interpretation.published_on,
    )


def _response(response: OfficialResponse) -> SearchEntry:
    return SearchEntry(
        identity=f"response:{response.leaf_index}",
        kind="response",
        title=response.title,
        body=text_of_html(response.body),
        url=response.get_absolute_url(),
        organ=response.organ_code,
        organ_name=response.organ_name,
        genre="回应",
        year=response.responded_on.year,
        published_on=response.responded_on,
    )
