"""The result codes of an answer (条例 art. 36–39; domain §1.4), and what follows from each by law."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sunforest.pure.words import gettext_noop as _

# Which way of remedy an answer names (R1.35): none, reconsideration first, or either.
NO_REMEDY, RECONSIDERATION_FIRST, EITHER = "none", "reconsideration_first", "either"


@dataclass(frozen=True)
class Result:
    """One result: its ``code``, words, the article it rests on, the row of Table 2, and the remedy it names."""

    code: str
    title: str
    article: str
    row: str
    remedy: str
    needs_reasons: bool = True

    @property
    def gives_all(self) -> bool:
        """True where the applicant gets what was asked: no legal review is needed."""
        return self.code in ("G1", "G2")


RESULTS: tuple[Result, ...] = (
    Result("G1", _("信息已主动公开，告知获取方式"), "36(1)", "r03", NO_REMEDY, needs_reasons=False),
    Result("G2", _("予以公开"), "36(2)", "r03", NO_REMEDY, needs_reasons=False),
    Result("P1", _("部分公开"), "37", "r04", EITHER),
    Result("N1", _("不予公开：国家秘密"), "14", "r05", RECONSIDERATION_FIRST),
    Result("N2", _("不予公开：其他法律、行政法规禁止公开"), "14", "r06", RECONSIDERATION_FIRST),
    Result("N3", _("不予公开：危及“三安全一稳定”"), "14", "r07", RECONSIDERATION_FIRST),
    Result("N4", _("不予公开：保护第三方合法权益"), "15, 32", "r08", RECONSIDERATION_FIRST),
    Result("N5", _("不予公开：三类内部事务信息"), "16", "r09", RECONSIDERATION_FIRST),
    Result("N6", _("不予公开：四类过程性信息"), "16", "r10", RECONSIDERATION_FIRST),
    Result("N7", _("不予公开：行政执法案卷"), "16", "r11", RECONSIDERATION_FIRST),
    Result("N8", _("不予公开：行政查询事项"), "36(7)", "r12", EITHER),
    Result("U1a", _("无法提供：经检索没有所申请的信息"), "36(4)", "r13", EITHER),
    Result("U1b", _("无法提供：不属于本机关负责公开"), "36(5)", "r13", EITHER),
    Result("U2", _("无法提供：没有现成信息，需要另行制作"), "38", "r14", EITHER),
    Result("U3", _("无法提供：补正后申请内容仍不明确"), "30", "r15", EITHER),
    Result("X1", _("不予处理：信访、举报、投诉类申请"), "39(1)", "r16", EITHER),
    Result("X2", _("不予处理：重复申请"), "36(6)", "r17", EITHER),
    Result("X3", _("不予处理：要求提供公开出版物"), "39(2)", "r18", EITHER),
    Result("X4", _("不予处理：无正当理由大量反复申请"), "35", "r19", EITHER),
    Result("X5", _("不予处理：要求确认或重新出具已获取的信息"), "36", "r20", EITHER),
    Result("O3", _("其他处理"), "2", "r23", EITHER),
)
NOT_SUPPLEMENTED, NOT_PAID, OTHER = "O1", "O2", "O3"
GIVEN = ("G2", "P1")  # something was handed over that had not been public before
ROWS = {**{result.code: result.row for result in RESULTS}, NOT_SUPPLEMENTED: "r21", NOT_PAID: "r22"}

# Grounds of art. 14–16 on which a part may be withheld: then reconsideration comes first too (R1.35, config).
RECONSIDERATION_FIRST_GROUNDS = frozenset({"N1", "N2", "N3", "N4", "N5", "N6", "N7"})


def result_with_code(code: str) -> Result:
    """Return the result of that code. Raises KeyError."""
    for result in RESULTS:
        if result.code == code:
            return result
    raise KeyError(code)


def remedy_of(code: str, withheld: Collection[str] = ()) -> str:
    """The remedy that an answer with this result names (R1.35): part disclosure follows the grounds of what it withholds."""
    if code == "P1" and RECONSIDERATION_FIRST_GROUNDS.intersection(withheld):
        return RECONSIDERATION_FIRST
    return result_with_code(code).remedy
