"""What must be true of the demonstration county beyond the shape of its tables: every rule as a sentence that is false."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from sunforest.core.organs import roles
from sunforest.demo.county import (
    CONCERN_GRADES,
    CONCERN_STATES,
    DISCLOSURES,
    DRAFT_STATES,
    HELD_STATES,
    INTERPRETATION_ELEMENTS,
    INTERPRETATION_FORMS,
    LANGUAGES,
    PUBLIC_STATES,
    STATES,
    Concern,
    County,
    Document,
    Interpretation,
    Officer,
    Organ,
    Post,
)
from sunforest.pure import document_number, grounds, uscc

MUST_BE_INTERPRETED = ("规范性文件", "意见", "决定", "办法", "方案")
NEEDED_ELEMENTS = {"主要内容", "解读机关和咨询电话"}
ORDER = "命令(令)"
DIVISION_CODE_LENGTHS = (6, 9, 12, 15)


def problems_of(county: County) -> Iterator[str]:
    """Every problem of the county, each with the thing it is about; nothing where all is in order."""
    yield from _doubles("division", (division.code for division in county.divisions))
    yield from _doubles("organ", (organ.code for organ in county.organs))
    yield from _doubles("officer", (officer.username for officer in county.officers))
    yield from _doubles("document number", (each.number for each in county.documents if "〔" in each.number))
    yield from _doubles("post", (f"{post.organ} {post.title}" for post in _posts(county)))
    yield from _problems_of_places(county)
    for organ in county.organs:
        yield from (f"organ {organ.short_name}: {problem}" for problem in _problems_of_organ(organ, county))
    for officer in county.officers:
        yield from (f"officer {officer.username}: {problem}" for problem in _problems_of_officer(officer, county))
    for document in county.documents:
        yield from (f"document {document.slug}: {problem}" for problem in _problems_of_document(document, county))
    for concern in county.concerns:
        yield from (f"concern {concern.slug}: {problem}" for problem in _problems_of_concern(concern, county))
    yield from _problems_of_texts(county)


def _doubles(what: str, names: Iterable[str]) -> Iterator[str]:
    yield from (f"{what} {name} stands twice" for name, times in Counter(names).items() if times > 1)


def _posts(county: County) -> list[Post]:
    return [post for officer in county.officers for post in officer.posts]


def _problems_of_places(county: County) -> Iterator[str]:
    if not (county.area_code.isdecimal() and len(county.area_code) == 6):
        yield f"county: area code {county.area_code} has not six digits"
    if not (county.site_id.isdecimal() and len(county.site_id) == 10 and county.site_id.startswith(county.area_code)):
        yield f"county: site ID {county.site_id} is not the area code and four digits"
    codes = {division.code for division in county.divisions}
    for division in county.divisions:
        if len(division.code) not in DIVISION_CODE_LENGTHS or not division.code.startswith(county.area_code):
            yield f"division {division.name}: code {division.code} is not of this county"
        if division.code == county.area_code:
            continue
        if division.parent not in codes or not division.code.startswith(division.parent):
            yield f"division {division.name}: {division.parent or 'nothing'} is not above it"


def _problems_of_organ(organ: Organ, county: County) -> Iterator[str]:
    if not (organ.code.isdecimal() and len(organ.code) == 15):
        yield f"code {organ.code} has not fifteen digits"
    if uscc.check(organ.uscc).verdict != "valid":
        yield f"credit code {organ.uscc} is not valid"
    if organ.division not in {division.code for division in county.divisions}:
        yield f"no division {organ.division}"


def _problems_of_officer(officer: Officer, county: County) -> Iterator[str]:
    known = {role.key for role in roles.STAFF_ROLES}
    titles = {(post.organ, post.title) for post in _posts(county)}
    if not officer.posts:
        yield "holds no post"
    for post in officer.posts:
        yield from (f"unknown role {role}" for role in post.roles if role not in known)
        if not post.roles or not post.processes:
            yield f"post {post.title} grants nothing"
        if post.deputy and ((post.organ, post.deputy) not in titles or post.deputy == post.title):
            yield f"no deputy post {post.deputy}"
        if post.absent_until and (post.absent_from is None or post.absent_until < post.absent_from):
            yield f"the absence from {post.title} ends before it begins"


def _problems_of_document(document: Document, county: County) -> Iterator[str]:
    if document.state not in STATES:
        yield f"unknown state {document.state}"
    if document.topic not in {f"{topic.name}/{child.name}" for topic in county.topics for child in topic.children}:
        yield f"unknown topic {document.topic}"
    yield from _problems_of_number(document, county)
    yield from _problems_of_days(document)
    yield from _problems_of_disclosure(document)
    yield from _problems_of_interpretation(document)
    yield from _problems_of_versions(document, county)


def _problems_of_number(document: Document, county: County) -> Iterator[str]:
    """§4.2: 机关代字〔YYYY〕N号 with a prefix of the lead organ; orders count without a year."""
    if not document.number:
        return
    number = document_number.parse(document.number)
    if number is None or str(number) != document.number:
        yield f"{document.number} is no document number"
    elif number.year is None:
        if document.genre != ORDER:
            yield f"{document.number}: only an order has a number without a year"
    elif document.formed_on and number.year != document.formed_on.year:
        yield f"{document.number} is of another year than {document.formed_on}"
    else:
        organ = county.organ(document.organ)
        if number.issuer not in (organ.number_prefix, *organ.other_prefixes):
            yield f"{number.issuer} is no prefix of {organ.short_name}"


def _problems_of_days(document: Document) -> Iterator[str]:
    if document.state in DRAFT_STATES:
        if document.drafted_on is None or document.formed_on or document.published_on or document.number:
            yield "a draft has the day it was drafted, and neither number nor later days"
        return
    if document.formed_on is None:
        yield "no day of formation"
    elif document.state in PUBLIC_STATES:
        if document.published_on is None or document.published_on < document.formed_on:
            yield "published before it was formed, or never"
    elif document.published_on:
        yield "has a day of publication but is not public"
    if document.effect_from and document.valid_until and document.valid_until < document.effect_from:
        yield "ends before it takes effect"


def _problems_of_disclosure(document: Document) -> Iterator[str]:
    """§1.1: one attribute; a ground where closed, a reason where on request, a head of art. 20 where proactive."""
    if document.disclosure not in DISCLOSURES:
        yield f"unknown attribute {document.disclosure}"
    is_proactive = document.disclosure == "proactive"
    if is_proactive != (document.art20_head in range(1, 16)):
        yield "what is disclosed proactively, and nothing else, stands under one of the fifteen heads"
    is_grounded = document.ground in {ground.key for ground in grounds.FOR_DOCUMENTS}
    has_words = bool(document.ground_kind and document.ground_note)
    if (document.disclosure == "closed") != (is_grounded and has_words):
        yield "what is closed, and nothing else, cites a listed ground, its kind and a note"
    if (document.disclosure == "on_request") != bool(document.on_request_reason):
        yield "what is disclosed on request, and nothing else, gives a reason"
    if document.state in HELD_STATES and is_proactive:
        yield "is held back although it is to be disclosed"
    if document.state in (*PUBLIC_STATES, "approved") and not is_proactive:
        yield "is public although it is not to be disclosed"
    if document.personal_data and document.state not in DRAFT_STATES:
        yield "personal data may be planted in drafts only"


def _problems_of_interpretation(document: Document) -> Iterator[str]:
    """R5.1, R5.5, R5.6: policy documents are interpreted, or say why not."""
    needs = document.disclosure == "proactive" and (document.normative or document.genre in MUST_BE_INTERPRETED)
    if needs and not document.interpretations and not document.interpretation_exemption:
        yield "neither interpretation nor reason for none"
    if document.interpretations and document.interpretation_exemption:
        yield "is interpreted and exempt at once"
    for interpretation in document.interpretations:
        yield from _problems_of_one_interpretation(interpretation, document)


def _problems_of_one_interpretation(interpretation: Interpretation, document: Document) -> Iterator[str]:
    if interpretation.form not in INTERPRETATION_FORMS:
        yield f"unknown form {interpretation.form}"
    yield from (f"no element is {each}" for each in interpretation.elements if each not in INTERPRETATION_ELEMENTS)
    yield from (f"the interpretation lacks {each}" for each in sorted(NEEDED_ELEMENTS - set(interpretation.elements)))
    if (document.published_on is None) != (interpretation.published_on is None):
        yield "document and interpretation are published both or neither"
    elif document.published_on and interpretation.published_on and interpretation.published_on < document.published_on:
        yield "interpreted before it was published"


def _problems_of_versions(document: Document, county: County) -> Iterator[str]:
    slugs = {each.slug for each in county.documents} - {document.slug}
    yield from (
        f"no document {slug}" for slug in (document.amended_by, document.repealed_by) if slug not in slugs | {""}
    )
    if (document.state in ("revised", "in_revision")) != (document.revision is not None):
        yield "a second version stands where the state says so, and nowhere else"
    if document.revision and (document.revision.on is not None) != (document.state == "revised"):
        yield "a revision has its day when it is published"
    if document.revision and document.revision.body == document.body:
        yield "the second version is the first"
    if (document.state == "withdrawn") != (document.withdrawal is not None):
        yield "a withdrawal stands where the state says so, and nowhere else"
    if (document.state == "dropped") != bool(document.drop_reason):
        yield "a dropped draft says why, and nothing else does"


def _problems_of_concern(concern: Concern, county: County) -> Iterator[str]:
    """R5.9–R5.12."""
    if concern.grade not in CONCERN_GRADES or concern.state not in CONCERN_STATES:
        yield f"unknown grade {concern.grade} or state {concern.state}"
    moments = [concern.detected_at, concern.graded_at, concern.responded_at, concern.closed_at]
    known = [moment for moment in moments if moment is not None]
    if known != sorted(known):
        yield "its moments are not in order"
    is_answered = concern.responded_at is not None and bool(concern.response)
    if (concern.state == "open") == is_answered:
        yield "answered while open, or not answered"
    if (concern.state == "closed") != (concern.closed_at is not None and bool(concern.assessment)):
        yield "what is closed, and nothing else, has its moment and an assessment"
    slugs = {document.slug for document in county.documents}
    yield from (f"no document {slug}" for slug in concern.documents if slug not in slugs)


def _problems_of_texts(county: County) -> Iterator[str]:
    found = {(text.slug, text.language) for text in county.texts}
    for slug in sorted({slug for slug, _language in found}):
        yield from (f"text {slug}: not in {language}" for language in LANGUAGES if (slug, language) not in found)
