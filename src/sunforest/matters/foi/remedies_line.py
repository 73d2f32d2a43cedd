"""The line of an answer that says what can be done against it, chosen by the result code (R1.35; 复议法 art. 20–28).

An answer is a Chinese document whatever the language of the page; these words are therefore not translated. Notices of
supplement, extension and fee carry no such line (R1.67), and nothing here is called for them.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from . import results

ORGAN_NOT_SET = "〔行政复议机关未设置〕"
ANY_COURT = "有管辖权的人民法院"

_FIRST = (
    "如不服本答复，依照《中华人民共和国行政复议法》第二十条、第二十三条的规定，应当先申请行政复议："
    "可以自知道本答复之日起六十日内，向{organ}申请行政复议；对行政复议决定不服的，"
    "可以自收到行政复议决定书之日起十五日内，依法向{court}提起行政诉讼。"
)
_EITHER = (
    "如不服本答复，可以自知道本答复之日起六十日内，向{organ}申请行政复议；"
    "也可以自知道本答复之日起六个月内，直接向{court}提起行政诉讼。"
)
_LINES = {results.NO_REMEDY: "", results.RECONSIDERATION_FIRST: _FIRST, results.EITHER: _EITHER}
_ONLINE = "行政复议申请可以通过互联网提交：{channel}。"


@dataclass(frozen=True)
class Bodies:
    """Where remedies are sought: the organ of reconsideration (art. 24, 27, 28), the court, the channel (art. 22).

    ``organ`` may name two where the law lets the applicant choose (art. 28). What is not known is an empty text.
    """

    organ: str = ""
    court: str = ""
    channel: str = ""


def line_of(remedy: str, bodies: Bodies, *, is_online: bool) -> str:
    """The remedies line for a kind of remedy (``results.remedy_of``); empty where the applicant got what was asked.

    The channel is named where the answer goes out online (复议法 art. 22). A court that is not set is not invented:
    the words of the law stand in its place. An organ that is not set leaves a gap that nobody can overlook, and the
    answer is not signed. Raises KeyError for a remedy that ``results`` does not know.
    """
    line = _LINES[remedy].format(organ=bodies.organ or ORGAN_NOT_SET, court=bodies.court or ANY_COURT)
    return line + _ONLINE.format(channel=bodies.channel) if line and is_online and bodies.channel else line


def line_for(code: str, bodies: Bodies, *, withheld: Collection[str] = (), is_online: bool = False) -> str:
    """The remedies line of an answer with that result (R1.35). Raises KeyError for an unknown code."""
    return line_of(results.remedy_of(code, withheld), bodies, is_online=is_online)


def line_for_third_party(bodies: Bodies) -> str:
    """The remedies of a third party over whose objection something is disclosed (R1.68): either way is open to it."""
    return line_of(results.EITHER, bodies, is_online=False).replace("本答复", "本决定")


def names_its_organ(code: str, bodies: Bodies, *, withheld: Collection[str] = ()) -> bool:
    """False where the answer has to name an organ of reconsideration (复议法 art. 23 ¶2) and none is known."""
    return results.remedy_of(code, withheld) == results.NO_REMEDY or bool(bodies.organ)
