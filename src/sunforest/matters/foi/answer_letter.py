"""The letter of an answer: the facts of the request, the decision, its reasons, what can be done against it (art. 36).

It is drawn from the reviewed draft as it would be issued, and kept as it was issued once it is signed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.html import escape, linebreaks

from sunforest.core.people import case_keys, keys, parties
from sunforest.core.process.models import Case
from sunforest.core.process.records import Deed
from sunforest.faces.sheets import letter
from sunforest.faces.sheets.letter import Letter, day_words
from sunforest.pure.words import gettext_noop as _

from . import answer_words, forms, queries, remedies_line
from .models import InformationRequest, IssuedLetter
from .remedies_line import Bodies

Answers = Mapping[str, Any]
NATURAL = "natural"
ONLINE = ("online", "email")
NO_ORGAN = _("本机关的行政复议机关还没有设置，不能签发。请系统管理员在“机关”里填写。")
NO_COURT = _("受理行政诉讼的人民法院还没有设置，信里写的是“有管辖权的人民法院”。")
NO_CHANNEL = _("网上送达的要同时告知网上申请行政复议的渠道（行政复议法第22条），还没有设置。")


def draw(case: Case, deeds: Sequence[Deed], answers: Answers, *, on: date, bodies: Bodies) -> Letter:
    """The letter with those answers, signed on that day. ``answers`` are those of a draft or of the signature.

    Its warnings tell what the county has not set yet. Raises KeyError for an unknown result.
    """
    row = InformationRequest.objects.get(case=case)
    line = remedies_of(row, answers, bodies)
    paragraphs = [
        _asked(case, deeds, row),
        addressed(row, answer_words.decision_of(answers["result"])),
    ]
    body = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs) + str(answers["answer"])
    body += "".join(linebreaks(words, autoescape=True) for words in _afterwards(row, answers) if words)
    body += f"<p>{escape(line)}</p>" if line else ""
    return Letter(
        issuer=case.organ.name,
        number=answers["document_number"],
        title=answer_words.TITLE,
        addressee=addressee_of(case),
        body=body,
        attachments=tuple(file["name"] for file in answers.get("files") or ()),
        on=on,
        warnings=warnings_of(row, line, bodies),
    )


def remedies_of(row: InformationRequest, answers: Answers, bodies: Bodies) -> str:
    """The remedies line of the answer: its channel is named where the applicant asked for it online (复议法 art. 22)."""
    is_online = (answers.get("supplied_as") or row.supply) in ONLINE
    return remedies_line.line_for(
        answers["result"], bodies, withheld=answers.get("withheld") or (), is_online=is_online
    )


def warnings_of(row: InformationRequest, line: str, bodies: Bodies) -> tuple[str, ...]:
    """What the county should set before such an answer is signed; none where no remedies are named."""
    found = (
        (NO_ORGAN, not bodies.organ),
        (NO_COURT, not bodies.court),
        (NO_CHANNEL, row.supply in ONLINE and not bodies.channel),
    )
    return tuple(words for words, is_missing in found if line and is_missing)


def addressee_of(case: Case) -> str:
    """The applicant's name, as it is written at the head of a letter. The caller records the look of staff."""
    return parties.read(case.party).name if case.party else "申请人"


def _asked(case: Case, deeds: Sequence[Deed], row: InformationRequest) -> str:
    wanted = next((str(deed.value("wanted")) for deed in reversed(deeds) if deed.value("wanted")), "")
    begun = f"本机关于{day_words(row.received_on or row.arrived_on)}收到您提出的政府信息公开申请"
    decision = next((deed.value("decision") for deed in deeds if deed.act == "redo"), "")
    if decision:
        begun = f"根据{decision}，本机关重新办理您提出的政府信息公开申请"
    words = addressed(row, f"{begun}（编号{case.number}），申请公开：")
    return f"{words}“{wanted}”。"


def _afterwards(row: InformationRequest, answers: Answers) -> list[str]:
    """What follows the answer's own text: reasons, grounds, the right organ, the form of supply, the private note."""
    withheld, reasons = list(answers.get("withheld") or ()), str(answers.get("reasons") or "").strip()
    right_organ = str(answers.get("right_organ") or "").strip()
    return [
        answer_words.WITHHELD.format(grounds=answer_words.grounds_in_words(withheld)) if withheld else "",
        answer_words.REASONS.format(reasons=reasons) if reasons else "",
        answer_words.RIGHT_ORGAN.format(organ=right_organ) if right_organ else "",
        _supplied(row, answers),
        str(answers.get("private_note") or "").strip(),
    ]


def _supplied(row: InformationRequest, answers: Answers) -> str:
    """In which form the information is given (art. 40, R1.31)."""
    if answers["result"] not in answer_words.GIVES_INFORMATION:
        return ""
    forms_of_supply = {key: str(words) for key, words in forms.SUPPLIES}
    asked, given = forms_of_supply[row.supply], answers.get("supplied_as") or row.supply
    if given == row.supply:
        return addressed(row, answer_words.SUPPLIED_AS_ASKED.format(regulation=answer_words.REGULATION, supply=asked))
    words = answer_words.SUPPLIED_OTHERWISE.format(
        regulation=answer_words.REGULATION, asked=asked, supply=forms_of_supply[given]
    )
    return addressed(row, words)


def addressed(row: InformationRequest, words: str) -> str:
    """An organisation is not addressed as a person."""
    return words if row.applicant_type == NATURAL else words.replace("您", "贵单位")


def keep(case: Case, answers: Answers, *, on: date) -> None:
    """Keep the letter as it is issued now, in the transaction of its signature."""
    drawn = draw(case, case.deeds or (), answers, on=on, bodies=queries.bodies_of(case))
    IssuedLetter(case=case, sealed=keys.seal(letter.kept(drawn), case_keys.of(case.pk))).save(force_insert=True)


def issued(case: Case) -> Letter | None:
    """The letter as it was issued; None before its signature. Raises Erased."""
    row = IssuedLetter.objects.filter(case=case).first()
    return letter.read_kept(keys.open_sealed(row.sealed, case_keys.of(case.pk))) if row else None
