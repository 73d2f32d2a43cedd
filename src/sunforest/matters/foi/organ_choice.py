"""The choice of an organ as the form shows it: those proposed with their reasons, then every other."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext, ngettext

from sunforest.core.organs import names
from sunforest.core.organs.models import Organ
from sunforest.faces import filing

from . import already_public, organ_proposal
from .organ_proposal import Candidate, Proposal
from .process import InformationRequestProcess

LENGTH_OF_A_COUNTY = 6


@dataclass(frozen=True)
class OrganOption:
    """One organ that may be chosen, and why it is proposed."""

    code: str
    name: str
    reasons: tuple[str, ...] = ()
    is_chosen: bool = False


@dataclass(frozen=True)
class OrganChoice:
    """Every organ that may be chosen: those proposed first. ``is_open`` shows the others at once."""

    proposed: tuple[OrganOption, ...]
    others: tuple[OrganOption, ...]
    is_open: bool


def of(wanted: str, chosen: str, *, today: date) -> OrganChoice:
    """The choice for these words. What the applicant chose stays chosen; else the first, where it is clear."""
    organs = list(filing.organs_for(InformationRequestProcess, today).select_related("division"))
    proposals = proposals_for(wanted, organs) if wanted.strip() else []
    if not chosen and organ_proposal.is_clear(proposals):
        chosen = proposals[0].code
    by_code = {organ.code: organ for organ in organs}
    proposed = tuple(_option(by_code[one.code], chosen, _reasons(one)) for one in proposals)
    named = {option.code for option in proposed}
    others = tuple(_option(organ, chosen, ()) for organ in organs if organ.code not in named)
    return OrganChoice(proposed, others, is_open=not proposed or any(option.is_chosen for option in others))


def proposals_for(wanted: str, organs: list[Organ]) -> list[Proposal]:
    """What the words, the organs' own words, and what they published tell."""
    published = Counter(entry.organ for entry in already_public.like(wanted) if entry.organ)
    return organ_proposal.propose(wanted, [_candidate(organ) for organ in organs], published)


def _candidate(organ: Organ) -> Candidate:
    division = organ.division
    place = division.name if division is not None and len(division.code) > LENGTH_OF_A_COUNTY else ""
    return Candidate(organ.code, organ.name, organ.short_name, organ.functions, place)


def _option(organ: Organ, chosen: str, reasons: tuple[str, ...]) -> OrganOption:
    return OrganOption(organ.code, names.organ(organ), reasons, is_chosen=organ.code == chosen)


def _reasons(proposal: Proposal) -> tuple[str, ...]:
    """Why it is proposed, each reason a sentence."""
    told = []
    if proposal.name:
        told.append(gettext("您写到了“%(name)s”。") % {"name": proposal.name})
    if proposal.place:
        told.append(gettext("您写到了“%(place)s”，是它的辖区。") % {"place": proposal.place})
    if proposal.duties:
        words = gettext("”“").join(proposal.duties)
        told.append(gettext("它的职责里有“%(words)s”。") % {"words": words})
    if proposal.everyday:
        words = gettext("”“").join(proposal.everyday)
        told.append(
            gettext("“%(words)s”一般由负责%(field)s的机关管。") % {"words": words, "field": gettext(proposal.field)}
        )
    if proposal.published:
        sentence = ngettext(
            "它公开过 %(count)s 条类似的信息。", "它公开过 %(count)s 条类似的信息。", proposal.published
        )
        told.append(sentence % {"count": proposal.published})
    return tuple(told)
