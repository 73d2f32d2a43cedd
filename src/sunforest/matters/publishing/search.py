"""What of publishing can be found: documents with their interpretations, and responses."""

from __future__ import annotations

from collections.abc import Sequence

from sunforest.core.ledger.models import Leaf
from sunforest.core.process.disclosure import text_of_html
from sunforest.core.search.entry import SearchEntry

from .models import OfficialResponse, PublicDocument

PROCESSES = ("document", "concern")


def entries_of(leaves: Sequence[Leaf]) -> dict[str, SearchEntry | None]:
    """The entries that these leaves change, by identity; two queries, whatever the number of leaves."""
    documents = {leaf.case_id for leaf in leaves if leaf.process == "document"}
    concerns = {leaf.index for leaf in leaves if leaf.process == "concern"}
    found: dict[str, SearchEntry | None] = {}
    if documents:
        for document in PublicDocument.objects.filter(case_id__in=documents).prefetch_related("interpretations"):
            found[f"document:{document.case_number}"] = _document(document)
    if concerns:
        for response in OfficialResponse.objects.filter(leaf_index__in=concerns):
            found[f"response:{response.leaf_index}"] = _response(response)
    return found


def _document(document: PublicDocument) -> SearchEntry:
    interpretations = "\n".join(text_of_html(row.body) for row in document.interpretations.all())
    body = "\n".join(filter(None, (document.summary, document.keywords, text_of_html(document.body), interpretations)))
    day = document.formed_on or document.published_on
    return SearchEntry(
        identity=f"document:{document.case_number}",
        kind="document",
        title=document.title,
        body=document.withdrawal_reason or body,
        url=document.get_absolute_url(),
        organ=(document.issuer or document.organ_name) if document.imported_on else document.organ_code,
        organ_name=document.issuer or document.organ_name,
        topics=tuple(document.topics),
        genre=document.genre,
        year=day.year if day else None,
        effect="withdrawn" if document.withdrawn_on else document.effect,
        number=document.document_number,
        index_number=document.index_number,
        published_on=document.published_on,
        formed_on=document.formed_on,
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
