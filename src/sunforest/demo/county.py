"""The demonstration county as values: what its content files hold, once they have been read and found in order.

Organs are named by their 15-digit code, posts by organ and title, documents and concerns by their slug.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

OFFICIAL_GENRES = (
    *("决议", "决定", "命令(令)", "公报", "公告", "通告", "意见", "通知", "通报", "报告"),
    *("请示", "批复", "议案", "函", "纪要"),
)
"""The fifteen genres of official documents (党政机关公文处理工作条例; domain §4.3)."""

DRAFT_STATES = ("draft", "in_check", "in_clearing", "in_approval", "dropped")
PUBLIC_STATES = ("published", "revised", "in_revision", "withdrawn")
HELD_STATES = ("filed", "review_due")
STATES = (*DRAFT_STATES, "approved", *PUBLIC_STATES, *HELD_STATES)

DISCLOSURES = ("proactive", "on_request", "closed")
MARKS = {"proactive": "（此件公开发布）", "on_request": "（此件依申请公开）", "closed": "（此件不予公开）"}
"""What an official document prints at its end (R1.1)."""

INTERPRETATION_FORMS = ("text", "diagram", "question_answer")
INTERPRETATION_ELEMENTS = (
    *("背景依据", "目标任务", "主要内容", "适用范围", "执行标准", "施行期限", "术语解释", "新旧差异", "惠民举措"),
    "解读机关和咨询电话",
)
"""The elements of an interpretation (R5.6); each is a heading of its text."""

CONCERN_GRADES = ("major", "important", "ordinary")
CONCERN_STATES = ("open", "responded", "closed")
LANGUAGES = ("zh", "en")

HEADING = re.compile(r"^### (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Division:
    """A division, county to grid: a code of 6, 9, 12 or 15 digits (domain §7.3)."""

    code: str
    name: str
    name_en: str
    parent: str = ""


@dataclass(frozen=True)
class Footer:
    """What the foot of each page must state (domain §4.7)."""

    host: str
    host_en: str
    operator: str
    operator_en: str
    icp_number: str
    police_number: str
    phone: str
    email: str
    address: str
    address_en: str
    postcode: str
    hours: str
    hours_en: str


@dataclass(frozen=True)
class Organ:
    """An organ of the county. ``number_prefix`` begins its usual document numbers, ``other_prefixes`` the rarer ones."""

    code: str
    uscc: str
    name: str
    short_name: str
    name_en: str
    number_prefix: str
    other_prefixes: tuple[str, ...]
    functions: str
    functions_en: str
    address: str
    hours: str
    phone: str
    head_post: str
    head_post_en: str
    division: str
    reconsidered_by: str
    supervises_disclosure: bool
    position: int


@dataclass(frozen=True)
class Post:
    """A post at an organ (its code), the roles it grants, and for which processes (``*`` = all).

    ``deputy`` is the title of another post at the same organ.
    """

    organ: str
    title: str
    title_en: str
    roles: tuple[str, ...]
    processes: tuple[str, ...]
    deputy: str = ""
    absent_from: date | None = None
    absent_until: date | None = None


@dataclass(frozen=True)
class Officer:
    """A fictional person with a sign-in name and at least one post."""

    username: str
    name: str
    name_en: str
    posts: tuple[Post, ...]


@dataclass(frozen=True)
class Subtopic:
    """A topic of the second level."""

    name: str
    name_en: str


@dataclass(frozen=True)
class Topic:
    """A topic of the first level, one of the 22 classes of domain §4.4."""

    name: str
    name_en: str
    children: tuple[Subtopic, ...]


@dataclass(frozen=True)
class Interpretation:
    """An interpretation (解读); ``published_on`` is None while its document is a draft."""

    form: str
    title: str
    title_en: str
    interpreted_by: str
    body: str
    published_on: date | None = None

    @property
    def elements(self) -> tuple[str, ...]:
        """The elements of R5.6 that the text has, in its order."""
        return tuple(HEADING.findall(self.body))


@dataclass(frozen=True)
class Revision:
    """The second version of a document: published on ``on``, or only proposed on ``proposed_on``."""

    body: str
    reason: str
    reason_en: str
    on: date | None = None
    proposed_on: date | None = None


@dataclass(frozen=True)
class Withdrawal:
    """Why a document was withdrawn, and when; ``annulled_on`` is the day its decision was annulled (R1.76)."""

    on: date
    reason: str
    reason_en: str
    annulled_on: date | None = None


@dataclass(frozen=True)
class Document:
    """A document of the county with the state in which the demonstration shows it (one of ``STATES``).

    ``topic`` is a path "一级/二级". ``ground`` is the key of a ground of the negative list, ``ground_kind`` the answer of
    the classification gate that leads to it. ``amended_by`` and ``repealed_by`` are slugs of other documents.
    ``personal_data`` marks the two drafts in which personal data (fictional) was planted for the gate to find.
    """

    slug: str
    title: str
    title_en: str
    summary: str
    summary_en: str
    genre: str
    organ: str
    topic: str
    disclosure: str
    state: str
    keywords: tuple[str, ...]
    body: str
    joint_organs: tuple[str, ...] = ()
    number: str = ""
    drafted_on: date | None = None
    formed_on: date | None = None
    published_on: date | None = None
    effect_from: date | None = None
    valid_until: date | None = None
    normative: bool = False
    amended_by: str = ""
    repealed_by: str = ""
    art20_head: int | None = None
    ground: str = ""
    ground_kind: str = ""
    ground_note: str = ""
    on_request_reason: str = ""
    drop_reason: str = ""
    late_reason: str = ""
    interpretation_exemption: str = ""
    personal_data: bool = False
    interpretations: tuple[Interpretation, ...] = ()
    revision: Revision | None = None
    withdrawal: Withdrawal | None = None


@dataclass(frozen=True)
class Concern:
    """A public concern (政务舆情) and the response to it; ``body`` tells the story, ``response`` is empty while open."""

    slug: str
    title: str
    title_en: str
    summary_en: str
    organ: str
    grade: str
    key_type: str
    detected_at: datetime
    graded_at: datetime
    state: str
    body: str
    response: str = ""
    responded_at: datetime | None = None
    conference_at: datetime | None = None
    closed_at: datetime | None = None
    documents: tuple[str, ...] = ()
    late_reason: str = ""
    assessment: str = ""


@dataclass(frozen=True)
class StandingText:
    """A standing text of the portal, once in each language."""

    slug: str
    language: str
    title: str
    summary: str
    updated_on: date
    body: str


@dataclass(frozen=True)
class County:
    """The whole demonstration county."""

    name: str
    name_en: str
    area_code: str
    site_id: str
    city: str
    city_en: str
    slogan: str
    slogan_en: str
    domain: str
    introduction: str
    introduction_en: str
    footer: Footer
    divisions: tuple[Division, ...]
    organs: tuple[Organ, ...]
    officers: tuple[Officer, ...]
    topics: tuple[Topic, ...]
    documents: tuple[Document, ...]
    concerns: tuple[Concern, ...]
    texts: tuple[StandingText, ...]

    def organ(self, code: str) -> Organ:
        """Return the organ with the 15-digit code. Raises KeyError."""
        for organ in self.organs:
            if organ.code == code:
                return organ
        raise KeyError(code)

    def document(self, slug: str) -> Document:
        """Return the document with the slug. Raises KeyError."""
        for document in self.documents:
            if document.slug == slug:
                return document
        raise KeyError(slug)
