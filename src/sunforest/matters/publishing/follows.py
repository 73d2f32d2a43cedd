"""The public tables follow the log: each sealed leaf of this matter, in order, read from its public face alone."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from sunforest.core.calendar import county_calendar
from sunforest.core.ledger.models import Leaf
from sunforest.core.organs.roles import HEAD
from sunforest.core.process.actor import THE_SYSTEM, Actor
from sunforest.core.process.models import ActRecord, Case
from sunforest.core.process.perform import NotYours, Refused, WrongState, open_case, perform
from sunforest.pure import publish_limits

from . import rules
from .models import Concern, Correction, Interpretation, NotDisclosed, OfficialResponse, PublicDocument, PublicVersion
from .process import DisclosureReview, OfficialDocument

IMPORTING = ("import_existing", "import_newer")
PUBLISHING = ("publish", "publish_before_interpretation", "revise", *IMPORTING)
EFFECT_WORDS = {"in_force": "有效", "amended": "已修改", "repealed": "废止", "expired": "失效"}


def follow(leaf: Leaf) -> None:
    """Bring the public tables up to this leaf. Idempotent: a leaf read twice changes nothing the second time."""
    if leaf.process == "disclosure_review" and leaf.act in ("keep", "open_up"):
        _carry_over_review(leaf)
    if leaf.process == "document" and leaf.act in ("review_falls_due", "review_on_event"):
        _open_review(leaf)
    if leaf.process == "document" and leaf.act == "open_after_review":
        _opened(leaf)
    if leaf.face is None:
        return
    reader = READERS.get((leaf.process, leaf.act))
    if reader is not None:
        face = json.loads(leaf.face)
        reader(leaf, face, {item["name"]: item["value"] for item in face["fields"]})


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if value else None


def _published(leaf: Leaf, face: dict[str, Any], values: dict[str, Any]) -> None:
    opens = leaf.record_number == 1
    earlier = None if opens else PublicDocument.objects.filter(case_number=face["case"]).first()
    if earlier is not None and earlier.leaf_index >= (leaf.index or 0):
        return
    columns = _columns(leaf, face, values, earlier)
    document = PublicDocument(case_number=face["case"], **columns)
    if earlier is not None:
        document.save(force_update=True)
    else:
        PublicDocument.objects.bulk_create([document], ignore_conflicts=opens)
    version = PublicVersion(
        document=document,
        number=columns["version"],
        title=columns["title"],
        body=columns["body"],
        attachments=columns["attachments"],
        reason=values.get("reason", ""),
        published_on=columns["updated_on"],
        leaf_index=leaf.index,
    )
    PublicVersion.objects.bulk_create([version], ignore_conflicts=opens)
    if earlier is not None:
        _correct(document, leaf, "revised", values.get("reason", "") or "来源有新内容", columns["updated_on"])
    if values.get("interpretation_body"):
        _interpreted(leaf, face, values)


TEXTS = ("title", "title_en", "genre", "document_number", "joint_organs", "keywords", "summary", "summary_en", "body")


def _columns(
    leaf: Leaf, face: dict[str, Any], values: dict[str, Any], earlier: PublicDocument | None
) -> dict[str, Any]:
    """The columns of the public table, from a face that publishes."""
    head = values.get("article_20_head")
    return {
        **{name: values.get(name, "") for name in TEXTS},
        "case_id": leaf.case_id,
        "organ_code": face["organ"],
        "organ_name": face["organ_name"],
        "index_number": values.get("index_number") or (earlier.index_number if earlier else ""),
        "topics": values.get("topics") or [],
        "attachments": values.get("attachments") or [],
        "article_20_head": int(head) if head else None,
        "effective_from": _day(values.get("effective_from")),
        "valid_until": _day(values.get("valid_until")),
        "updated_on": date.fromisoformat(face["day"]),
        "version_group": values.get("version_group") or face["case"],
        "articles": values.get("articles") or [],
        "source_key": values.get("source_key", ""),
        "source_url": values.get("source_url", ""),
        "leaf_index": leaf.index,
        **(_as_imported(face, values, earlier) if leaf.act in IMPORTING else _as_our_own(face, values, earlier)),
        **_as_before(earlier),
    }


def _as_imported(face: dict[str, Any], values: dict[str, Any], earlier: PublicDocument | None) -> dict[str, Any]:
    """Days and issuer are the source's; an imported document has no lateness."""
    return {
        "issuer": values.get("issuer", ""),
        "formed_on": _day(values.get("formed_on")),
        "published_on": _day(values.get("published_on")),
        "imported_on": earlier.imported_on if earlier else date.fromisoformat(face["day"]),
    }


def _as_our_own(face: dict[str, Any], values: dict[str, Any], earlier: PublicDocument | None) -> dict[str, Any]:
    """A document of this county: first published on the day of the act, measured against R1.7."""
    if earlier is not None:
        kept = ("issuer", "published_on", "days_late", "late_reason")
        formed_on = _day(values.get("formed_on")) or earlier.formed_on
        return {**{name: getattr(earlier, name) for name in kept}, "formed_on": formed_on}
    formed_on, published_on = _day(values.get("formed_on")), date.fromisoformat(face["day"])
    return {
        "issuer": face["organ_name"],
        "formed_on": formed_on,
        "published_on": published_on,
        "days_late": _days_late(values.get("genre", ""), formed_on, published_on),
        "late_reason": values.get("late_reason", ""),
    }


def _as_before(earlier: PublicDocument | None) -> dict[str, Any]:
    if earlier is None:
        return {"version": 1}
    return {"version": earlier.version + 1, "effect": earlier.effect, "effect_reason": earlier.effect_reason}


def _days_late(genre: str, formed_on: date | None, published_on: date) -> int:
    """R1.7: how many days after its limit a document was published."""
    if formed_on is None:
        return 0
    calendar = county_calendar.current()
    limit = publish_limits.publish_limit(rule=rules.publish_limit_rule(genre), formed_on=formed_on, calendar=calendar)
    return publish_limits.days_late(limit, published_on, calendar)


def _correct(document: PublicDocument, leaf: Leaf, kind: str, words: str, made_on: date) -> None:
    Correction.objects.update_or_create(
        leaf_index=leaf.index, defaults={"document": document, "kind": kind, "words": words, "made_on": made_on}
    )


def _interpreted(leaf: Leaf, face: dict[str, Any], values: dict[str, Any]) -> None:
    Interpretation.objects.update_or_create(
        leaf_index=leaf.index,
        defaults={
            "document_id": face["case"],
            "form": values.get("interpretation_form", "text"),
            "title": values.get("interpretation_title", ""),
            "body": values.get("interpretation_body", ""),
            "interpreter": values.get("interpreter", ""),
            "published_on": date.fromisoformat(face["day"]),
        },
    )


def _effect_changed(leaf: Leaf, face: dict[str, Any], values: dict[str, Any]) -> None:
    document = PublicDocument.objects.filter(case_number=face["case"]).first()
    if document is None:
        return
    document.effect, document.effect_reason = values["effect"], values["reason"]
    document.save(update_fields=["effect", "effect_reason"])
    words = f"有效性变更为“{EFFECT_WORDS[values['effect']]}”：{values['reason']}"
    _correct(document, leaf, "effect", words, date.fromisoformat(face["day"]))


def _expired(leaf: Leaf, face: dict[str, Any], _values: dict[str, Any]) -> None:
    document = PublicDocument.objects.filter(case_number=face["case"]).first()
    if document is None:
        return
    document.effect, document.effect_reason = "expired", "有效期届满"
    document.save(update_fields=["effect", "effect_reason"])
    _correct(document, leaf, "effect", "有效期届满，失效", date.fromisoformat(face["day"]))


def _withdrawn(leaf: Leaf, face: dict[str, Any], values: dict[str, Any]) -> None:
    document = PublicDocument.objects.filter(case_number=face["case"]).first()
    if document is None:
        return
    document.withdrawn_on, document.withdrawal_reason = date.fromisoformat(face["day"]), values["reason"]
    document.body, document.attachments = "", []
    document.save(update_fields=["withdrawn_on", "withdrawal_reason", "body", "attachments"])
    document.versions.update(body="", attachments=[])
    _correct(document, leaf, "withdrawn", values["reason"], document.withdrawn_on)


def _held(leaf: Leaf, face: dict[str, Any], values: dict[str, Any]) -> None:
    NotDisclosed.objects.update_or_create(
        case_number=face["case"],
        defaults={
            "organ_code": face["organ"],
            "organ_name": face["organ_name"],
            "disclosure": values["disclosure"],
            "ground": values.get("ground", ""),
            "decided_on": date.fromisoformat(face["day"]),
            "review_on": date.fromisoformat(values["review_on"]),
            "opened_on": None,
        },
    )


def _kept(_leaf: Leaf, face: dict[str, Any], values: dict[str, Any]) -> None:
    NotDisclosed.objects.filter(case_number=face["case"]).update(
        ground=values.get("ground", ""), review_on=date.fromisoformat(values["review_on"])
    )


def _opened(leaf: Leaf) -> None:
    """The list no longer names it; the draft that follows is process information, so there is no face to read."""
    number = Case.objects.values_list("number", flat=True).get(pk=leaf.case_id)
    NotDisclosed.objects.filter(case_number=number).update(opened_on=county_calendar.local_day(leaf.written_at))


def _responded(leaf: Leaf, face: dict[str, Any], values: dict[str, Any]) -> None:
    concern = Concern.objects.get(case_id=leaf.case_id)
    record = ActRecord.objects.get(case_id=leaf.case_id, number=leaf.record_number)
    response, _made = OfficialResponse.objects.update_or_create(
        leaf_index=leaf.index,
        defaults={
            "case_number": face["case"],
            "organ_code": face["organ"],
            "organ_name": face["organ_name"],
            "title": values["title"],
            "body": values["body"],
            "grade": concern.grade,
            "detected_at": concern.detected_at,
            "responded_on": date.fromisoformat(face["day"]),
            "responded_at": leaf.written_at,
            "is_late": record.is_late,
        },
    )
    response.documents.set(PublicDocument.objects.filter(case_number__in=values.get("documents") or []))


def _open_review(leaf: Leaf) -> None:
    """R1.4: a document that fell due for review gets a case of the review process."""
    document = Case.objects.select_related("organ").get(pk=leaf.case_id)
    open_case(
        DisclosureReview,
        DisclosureReview.fall_due,
        organ=document.organ,
        actor=THE_SYSTEM,
        data={},
        at=leaf.written_at,
        key=f"review-of-leaf-{leaf.pk}",
        parent=document,
    )


def _carry_over_review(leaf: Leaf) -> None:
    """What the head decided in the review is done to the document, by the same head."""
    review = Case.objects.select_related("parent").get(pk=leaf.case_id)
    decided = ActRecord.objects.get(case=review, number=leaf.record_number)
    document = review.parent
    if document is None or leaf.face is None:
        return
    values = {item["name"]: item["value"] for item in json.loads(leaf.face)["fields"]}
    act = OfficialDocument.keep_held if leaf.act == "keep" else OfficialDocument.open_after_review
    head = Actor(role=HEAD, officer_id=decided.officer_id, post_id=decided.post_id, channel=decided.channel)
    try:
        perform(
            document,
            act,
            actor=head,
            data=values,
            at=decided.recorded_at,
            seen=document.last_number,
            key=f"review-{review.pk}",
        )
    except (WrongState, NotYours, Refused):
        return  # the document was acted on otherwise in the meantime; its own page shows how


READERS = {
    **{("document", act): _published for act in PUBLISHING},
    ("document", "interpret"): _interpreted,
    ("document", "change_effect"): _effect_changed,
    ("document", "expire"): _expired,
    ("document", "withdraw"): _withdrawn,
    ("document", "hold"): _held,
    ("document", "keep_held"): _kept,
    ("concern", "respond"): _responded,
    ("concern", "hold_conference"): _responded,
}
