"""Earlier answers to questions like this one, from the search index: for officers who draft, and before one asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sunforest.core.organs.models import Organ
from sunforest.core.search import current

from . import search
from .models import PublicAnswer


@dataclass(frozen=True)
class SimilarAnswer:
    """A public answer as a list names it."""

    case_number: str
    question: str
    url: str
    organ_name: str
    document_number: str
    result: str
    signed_on: date


def similar_answers(words: str, organ: Organ | None = None, limit: int = 5) -> list[SimilarAnswer]:
    """The public answers most like ``words``, the likest first; of one organ, where one is named.

    One query, whatever the limit: an answer that was removed since the index last followed is left out.
    """
    found = current.index().similar(words, kind=search.KIND, organ=organ.code if organ else "", limit=limit)
    numbers = [entry.identity.partition(":")[2] for entry in found]
    answers = {row.case_number: row for row in PublicAnswer.objects.filter(case_number__in=numbers).defer("answer")}
    return [_shown(answers[number]) for number in numbers if number in answers]


def _shown(answer: PublicAnswer) -> SimilarAnswer:
    return SimilarAnswer(
        case_number=answer.case_number,
        question=answer.question,
        url=answer.get_absolute_url(),
        organ_name=answer.organ_name,
        document_number=answer.document_number,
        result=answer.result,
        signed_on=answer.signed_on,
    )
