"""The classification gate: which of the three attributes a document gets, and why (条例 art. 13–21, 27, 37; §1.1).

The tests are made in the order of the law, and the first that holds decides:

    1–3  state secret · forbidden by law · danger to security or stability   art. 14      closed, must, no override
    4    commercial secret or privacy that would harm a third party          art. 15      closed, must
    5    internal affairs                                                    art. 16(1)   closed, may
    6–7  process information · enforcement file                              art. 16(2)   closed, may
    8    art. 20, art. 21, or of wide public interest                        art. 19–21   proactive
    9    everything else                                                     art. 13, 27  on request

Test 4 gives way to the third party's consent, and to a grave public interest: then the third party must be told what
is disclosed and why (art. 32). Tests 5–7 give way where art. 20 or 21, or any law, regulation or rule, requires
disclosure. What can be separated is (art. 37): the ground then covers only the withheld part, and the rest is
classified by 8 and 9.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from sunforest.pure.words import gettext_noop as _

__all__ = ["Classification", "DisclosureMode", "DocumentFacts", "Step", "classify"]

Force = Literal["must", "may", ""]

ARTICLE_20_HEADS = range(1, 16)
REQUIRED_BY_OTHER_LAW = 15


class DisclosureMode(StrEnum):
    """The disclosure attribute (公开属性, R1.1). The value is what official documents print."""

    PROACTIVE = _("主动公开")
    ON_REQUEST = _("依申请公开")
    CLOSED = _("不予公开")


@dataclass(frozen=True)
class DocumentFacts:
    """What an officer answers about a document. ``kind`` fields are empty where the test does not apply.

    ``third_party_kind``: privacy or a commercial secret. ``internal_kind``: 人事, 后勤, 内部流程. ``process_kind``:
    讨论记录, 过程稿, 磋商信函, 请示报告. ``article_20_head``: 1 to 15 (R1.8); raises ValueError for another.
    """

    state_secret: bool = False
    forbidden_by_law: bool = False
    endangers_security: bool = False
    third_party_kind: str = ""
    third_party_harm: bool = False
    third_party_consents: bool = False
    public_interest_override: bool = False
    internal_kind: str = ""
    process_kind: str = ""
    enforcement_file: bool = False
    rule_requires_disclosure: bool = False
    article_20_head: int | None = None
    article_21: bool = False
    public_interest_wide: bool = False
    separable: bool = False

    def __post_init__(self) -> None:
        if self.article_20_head is not None and self.article_20_head not in ARTICLE_20_HEADS:
            raise ValueError(f"article 20 has fifteen heads, not {self.article_20_head}")

    @property
    def harms_third_party(self) -> bool:
        """True where publication would disclose a secret or privacy to somebody's harm (art. 15)."""
        return bool(self.third_party_kind) and self.third_party_harm

    @property
    def is_listed(self) -> bool:
        """True where art. 20 or art. 21 lists the information."""
        return self.article_20_head is not None or self.article_21

    @property
    def must_be_disclosed_by_law(self) -> bool:
        """True where a law, regulation or rule, art. 20 and 21 included, requires disclosure (art. 16)."""
        return self.is_listed or self.rule_requires_disclosure


@dataclass(frozen=True)
class Step:
    """One test that was made: its row in §1.1, its article, its answer, and why a test that met its facts gave way."""

    order: int
    test: str
    article: str
    answer: bool
    because: str = ""


@dataclass(frozen=True)
class Classification:
    """The outcome of the gate.

    ``article`` is the one that decided: of the ground where something is withheld, otherwise of the disclosure.
    ``reason_code`` (N1–N7) and ``force`` ("must" or "may") belong to what is withheld, and are empty where nothing is.
    """

    mode: DisclosureMode
    partial: bool
    article: str
    reason_code: str
    force: Force
    must_inform_third_party: bool
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class _GroundTest:
    order: int
    test: str
    article: str
    reason_code: str
    force: Force
    applies: Callable[[DocumentFacts], bool]
    gives_way: Callable[[DocumentFacts], str]


def _never(facts: DocumentFacts) -> str:
    return ""


def _to_the_third_party_or_public_interest(facts: DocumentFacts) -> str:
    if facts.third_party_consents:
        return _("第三方同意公开")
    return _("不公开会对公共利益造成重大影响") if facts.public_interest_override else ""


def _to_articles_20_and_21(facts: DocumentFacts) -> str:
    """Row 5: the organ's discretion over internal affairs ends at what art. 20 and 21 list."""
    return _("属于条例第二十条、第二十一条所列信息") if facts.is_listed else ""


def _to_a_duty_to_disclose(facts: DocumentFacts) -> str:
    if facts.is_listed:
        return _("属于条例第二十条、第二十一条所列信息")
    return _("法律、法规、规章规定应当公开") if facts.rule_requires_disclosure else ""


GROUND_TESTS: tuple[_GroundTest, ...] = (
    _GroundTest(1, _("依法确定为国家秘密"), "14", "N1", "must", lambda facts: facts.state_secret, _never),
    _GroundTest(2, _("法律、行政法规禁止公开"), "14", "N2", "must", lambda facts: facts.forbidden_by_law, _never),
    _GroundTest(
        3, _("公开后可能危及“三安全一稳定”"), "14", "N3", "must", lambda facts: facts.endangers_security, _never
    ),
    _GroundTest(
        4,
        _("涉及商业秘密、个人隐私，公开会损害第三方合法权益"),
        "15",
        "N4",
        "must",
        lambda facts: facts.harms_third_party,
        _to_the_third_party_or_public_interest,
    ),
    _GroundTest(
        5, _("内部事务信息"), "16(1)", "N5", "may", lambda facts: bool(facts.internal_kind), _to_articles_20_and_21
    ),
    _GroundTest(
        6, _("过程性信息"), "16(2)", "N6", "may", lambda facts: bool(facts.process_kind), _to_a_duty_to_disclose
    ),
    _GroundTest(
        7, _("行政执法案卷信息"), "16(2)", "N7", "may", lambda facts: facts.enforcement_file, _to_a_duty_to_disclose
    ),
)


def classify(facts: DocumentFacts) -> Classification:
    """Return the one outcome of the gate for a document (条例 art. 13–21, 27, 37; §1.1, R1.2)."""
    steps: list[Step] = []
    ground = _first_ground(facts, steps)
    if ground is not None and not facts.separable:
        return Classification(
            DisclosureMode.CLOSED, False, ground.article, ground.reason_code, ground.force, False, tuple(steps)
        )
    mode, article = _how_disclosed(facts, steps)
    must_inform = _overrides_third_party(facts)
    if ground is not None:
        return Classification(mode, True, ground.article, ground.reason_code, ground.force, must_inform, tuple(steps))
    return Classification(mode, False, article, "", "", must_inform, tuple(steps))


def _first_ground(facts: DocumentFacts, steps: list[Step]) -> _GroundTest | None:
    """The first ground that holds; each test made is added to ``steps``."""
    for test in GROUND_TESTS:
        applies = test.applies(facts)
        because = test.gives_way(facts) if applies else ""
        steps.append(Step(test.order, test.test, test.article, applies and not because, because))
        if applies and not because:
            return test
    return None


def _how_disclosed(facts: DocumentFacts, steps: list[Step]) -> tuple[DisclosureMode, str]:
    """Tests 8 and 9."""
    article = _article_of_proactive_disclosure(facts)
    steps.append(Step(8, _("涉及公众利益、需要公众广泛知晓或者属于主动公开范围"), article or "19-21", bool(article)))
    if article:
        return DisclosureMode.PROACTIVE, article
    steps.append(Step(9, _("其他政府信息，可以依申请公开"), "13,27", True))
    return DisclosureMode.ON_REQUEST, "13,27"


def _article_of_proactive_disclosure(facts: DocumentFacts) -> str:
    """The article that makes disclosure proactive, or nothing. A grave public interest is one of wide concern (19)."""
    if facts.article_20_head is not None:
        return f"20({facts.article_20_head})"
    if facts.article_21:
        return "21"
    if facts.rule_requires_disclosure:
        return f"20({REQUIRED_BY_OTHER_LAW})"
    return "19" if facts.public_interest_wide or _overrides_third_party(facts) else ""


def _overrides_third_party(facts: DocumentFacts) -> bool:
    """True where a third party without consent is overridden by the public interest, and must be told (art. 15, 32)."""
    return facts.harms_third_party and not facts.third_party_consents and facts.public_interest_override
