"""The letters of the way to an answer: receipt, supplement, fee, extension, consultation (条例 art. 30–35, 42; R1.20–R1.43).

Each is drawn from the record of the act by which it goes out. None of them names remedies (R1.67); only the notice to a
third party over whose objection something is disclosed does (R1.68). Letters are Chinese documents.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.html import escape, linebreaks

from sunforest.core.calendar import county_calendar
from sunforest.core.process import clocks, records
from sunforest.core.process.models import Case
from sunforest.core.process.records import Deed
from sunforest.faces.sheets.letter import Letter, day_words
from sunforest.pure.words import gettext_noop as _

from . import answer_letter, answer_words, remedies_line
from .models import InformationRequest
from .remedies_line import Bodies

REGULATION = answer_words.REGULATION
FEES = "《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）"


@dataclass(frozen=True)
class Kind:
    """One kind of letter: ``title`` for the pages, ``heading`` of the letter, its paragraphs from case, deeds, record."""

    title: str
    heading: str
    paragraphs: Callable[[Case, Sequence[Deed], Deed], list[str]]
    for_party: bool = True


def draw(kind: Kind, case: Case, deeds: Sequence[Deed], deed: Deed) -> Letter:
    """The letter that goes out with that record; ``deeds`` are the records up to it."""
    paragraphs = kind.paragraphs(case, deeds, deed)
    if kind.for_party:
        row = InformationRequest.objects.get(case=case)
        paragraphs = [answer_letter.addressed(row, words) for words in paragraphs]
    return Letter(
        issuer=case.organ.name,
        title=kind.heading,
        addressee=answer_letter.addressee_of(case) if kind.for_party else str(_third_party_of(deed)),
        body="".join(linebreaks(escape(words)) for words in paragraphs),
        on=deed.record.effective_on,
    )


def third_party_notice(
    case: Case, opinion: Deed, answers: dict[str, Any], *, reasons: str, on: date, bodies: Bodies
) -> Letter:
    """To a third party over whose objection something is disclosed: what, why, its remedies (art. 32, R1.68)."""
    paragraphs = [
        f"本机关收到一件政府信息公开申请，所申请公开的信息涉及你（单位）。你（单位）于{day_words(opinion.record.effective_on)}"
        "提出不同意公开的意见。",
        f"经审查，本机关认为不公开可能对公共利益造成重大影响。根据{REGULATION}第三十二条的规定，决定予以公开，"
        "现将公开的政府信息内容和理由告知你（单位）。",
        f"公开的内容：{answers['question']}。",
        f"理由：{reasons}",
        remedies_line.line_for_third_party(bodies),
    ]
    return Letter(
        issuer=case.organ.name,
        title="政府信息公开决定告知书（致第三方）",
        addressee=str(opinion.value("third_party")),
        body="".join(linebreaks(escape(words)) for words in paragraphs),
        attachments=tuple(file["name"] for file in answers.get("files") or ()),
        on=on,
    )


def _third_party_of(deed: Deed) -> Any:
    return deed.value("third_party") or deed.value("organ_asked")


def _about(case: Case) -> str:
    return f"您提出的政府信息公开申请（编号{case.number}）"


def _answer_due(case: Case, deeds: Sequence[Deed]) -> str:
    """The last day for the answer as it stood with the last of those records."""
    running = clocks.clocks_of(records.events_of(case.process, deeds), county_calendar.current())
    days = [clock.due_on for clock in running if clock.deadline.name in ("answer_by", "redo_by") and clock.due_on]
    return day_words(days[-1]) if days else ""


def _day(deed: Deed, name: str) -> str:
    return day_words(date.fromisoformat(deed.value(name)))


def _receipt(case: Case, deeds: Sequence[Deed], deed: Deed) -> list[str]:
    return [
        f"{_about(case)}，本机关已于{day_words(deed.record.effective_on)}收到并登记。",
        f"根据{REGULATION}第三十三条的规定，本机关将于{_answer_due(case, deeds)}前（含当日）答复。"
        "依法需要补正、征求意见、延长期限或者缴费的，另行告知。",
    ]


def _supplement(case: Case, _deeds: Sequence[Deed], deed: Deed) -> list[str]:
    return [
        f"{_about(case)}，内容不明确。根据{REGULATION}第三十条的规定，请您于{_day(deed, 'until')}前（含当日）补正下列事项：",
        str(deed.value("missing")),
        "答复期限自本机关收到补正的申请之日起计算。无正当理由逾期不补正的，视为放弃申请，本机关不再处理。",
    ]


def _reasons(case: Case, _deeds: Sequence[Deed], deed: Deed) -> list[str]:
    return [
        f"您申请公开政府信息的数量、频次明显超过合理范围。根据{REGULATION}第三十五条的规定，"
        f"请您于{_day(deed, 'until')}前（含当日）说明编号{case.number}的申请的理由。",
        str(deed.value("why")),
    ]


def _delay(case: Case, _deeds: Sequence[Deed], deed: Deed) -> list[str]:
    return [
        f"{_about(case)}，申请理由合理，但是无法在法定期限内答复。根据{REGULATION}第三十五条的规定，"
        f"延迟至{_day(deed, 'until')}前（含当日）答复。",
        f"理由：{deed.value('reason')}",
    ]


def _extension(case: Case, deeds: Sequence[Deed], deed: Deed) -> list[str]:
    return [
        f"{_about(case)}，需要延长答复期限。根据{REGULATION}第三十三条的规定，经政府信息公开工作机构负责人同意，"
        f"答复期限延长二十个工作日，至{_answer_due(case, deeds)}（含当日）。",
        f"理由：{deed.value('reason')}",
    ]


def _fee(case: Case, _deeds: Sequence[Deed], deed: Deed) -> list[str]:
    measure = "按件计收" if deed.value("basis") == "items" else "按量计收"
    unit = "件" if deed.value("basis") == "items" else "页"
    return [
        f"{_about(case)}，数量、频次明显超过合理范围。根据{REGULATION}第四十二条、{FEES}的规定，收取信息处理费。",
        f"计收方式：{measure}；本次{deed.value('count')}{unit}；应缴金额：{deed.value('amount')}元。",
        f"收费理由：{deed.value('reason')}",
        f"缴费方式：{deed.value('how')}",
        "请自收到本通知次日起三十日内缴纳。逾期未缴纳的，视为放弃申请，本机关不再处理；"
        "足额缴纳的，答复期限自缴费次日起重新计算。",
    ]


def _lapse(case: Case, _deeds: Sequence[Deed], _deed: Deed) -> list[str]:
    return [
        f"{_about(case)}，逾期没有补正。根据{REGULATION}第三十条的规定，视为放弃申请，本机关不再处理。",
        "您仍需要该信息的，可以重新提出申请。",
    ]


def _fee_lapse(case: Case, _deeds: Sequence[Deed], _deed: Deed) -> list[str]:
    return [
        f"{_about(case)}，逾期没有缴纳信息处理费。根据{FEES}的规定，视为放弃申请，本机关不再处理。",
        "您仍需要该信息的，可以重新提出申请。",
    ]


def _withdrawal(case: Case, _deeds: Sequence[Deed], deed: Deed) -> list[str]:
    return [
        f"{_about(case)}，您已于{day_words(deed.record.effective_on)}撤回，本机关不再处理。",
        "您仍需要该信息的，可以重新提出申请。",
    ]


def _consultation(_case: Case, _deeds: Sequence[Deed], deed: Deed) -> list[str]:
    return [
        f"本机关收到一件政府信息公开申请，公开所申请的信息可能损害你（单位）的合法权益。根据{REGULATION}第三十二条的规定，"
        "现书面征求你（单位）的意见。",
        str(deed.value("letter")),
        "请自收到本意见书之日起十五个工作日内，书面告知是否同意公开；不同意公开的，请说明理由。"
        "逾期未提出意见的，由本机关依照该条例的规定决定是否公开。",
    ]


def _asking_an_organ(_case: Case, _deeds: Sequence[Deed], deed: Deed) -> list[str]:
    silence = "逾期未提出意见的，视为同意公开。" if deed.value("made_together") else ""
    article = "第三十四条" if deed.value("made_together") else "第三十三条"
    return [
        f"本机关收到一件政府信息公开申请，所申请公开的信息需要征求贵机关的意见（{REGULATION}{article}）。",
        str(deed.value("question")),
        f"请自收到本函之日起十五个工作日内书面回复。{silence}",
    ]


RECEIPT = Kind(_("登记回执"), "政府信息公开申请登记回执", _receipt)
WITHDRAWAL = Kind(_("撤回告知书"), "政府信息公开申请终止办理告知书", _withdrawal)
KINDS = {
    "confirm": RECEIPT,
    "register_received": RECEIPT,
    "register_part": RECEIPT,
    "redo": RECEIPT,
    "ask_to_supplement": Kind(_("补正告知书"), "政府信息公开申请补正告知书", _supplement),
    "consult": Kind(_("征求第三方意见书"), "政府信息公开征求第三方意见书", _consultation, for_party=False),
    "ask_organ": Kind(_("征求其他机关意见函"), "政府信息公开征求意见函", _asking_an_organ, for_party=False),
    "ask_for_reasons": Kind(_("说明理由告知书"), "政府信息公开申请说明理由告知书", _reasons),
    "delay": Kind(_("延迟答复告知书"), "政府信息公开申请延迟答复告知书", _delay),
    "charge": Kind(_("缴费通知书"), "政府信息公开信息处理费缴费通知书", _fee),
    "extend": Kind(_("延期答复告知书"), "政府信息公开申请延期答复告知书", _extension),
    "lapse": Kind(_("逾期未补正告知书"), "政府信息公开申请终止办理告知书", _lapse),
    "fee_lapses": Kind(_("逾期未缴费告知书"), "政府信息公开申请终止办理告知书", _fee_lapse),
    "withdraw": WITHDRAWAL,
    "record_withdrawal": WITHDRAWAL,
}
"""By the act with which the letter goes out."""
