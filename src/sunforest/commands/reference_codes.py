"""The reference of codes: how commands end, what the doctor finds, what check reads; grounds, roles, genres, filters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sunforest.commands import outcome
from sunforest.commands.check_kinds import KINDS
from sunforest.commands.reference_words import both, facts, in_both, page, table
from sunforest.core.organs.roles import ALL_ROLES
from sunforest.faces.portal import filters, genres, statutory
from sunforest.pure import grounds
from sunforest.pure.classification import DisclosureMode

FAULTS = {
    "missing_trigger": "记录的保护触发器缺失 / a trigger that protects records is missing",
    "unknown_state": "办件处于没有声明的状态 / a case in a state that no declaration knows",
    "differing_date": "存储的到期日与重新计算的不一致 / a stored due day differs from the recomputed one",
    "gap_in_log": "日志有缺口 / the log has a gap",
    "gap_in_series": "一个序列的叶子不连续 / a series has a gap",
    "gap_in_case": "办件的记录或叶子缺失 / records or leaves of a case are missing",
    "changed_face": "公开的内容与写入时的承诺不一致 / a public face is not what was committed to",
    "not_sealed": "叶子超过五分钟没有封存 / leaves wait for more than five minutes",
    "follower_behind": "一个跟随者落后于日志 / a follower is behind the log",
    "overdue_act": "到期动作没有执行 / an act of silence was not carried out",
    "missing_file": "办件附件不在存储中 / a file that a record names is missing",
    "unsent_notices": "通知多次发送失败 / notices that could not be sent",
}


def codes() -> str:
    """The page of codes."""
    return page("代码 / Codes", _exits(), _faults(), _checks(), _grounds(), _modes(), _roles(), _genres(), _facets())


def _exits() -> Iterator[str]:
    yield "## 退出码 / Exit codes"
    for code, meaning in outcome.MEANINGS.items():
        yield f"### {code}"
        yield meaning


def _faults() -> Iterator[str]:
    yield "## 体检结果 / What `sunforest doctor` finds"
    for code, meaning in FAULTS.items():
        yield f"### {code}"
        yield meaning


def _checks() -> Iterator[str]:
    yield "## 对照检查 / Kinds of `sunforest check`"
    for name, kind in KINDS.items():
        yield f"### {name}"
        yield facts(
            ("必有列 / required columns", ", ".join(f"`{column}`" for column in kind.required)),
            (
                "对照列 / expected columns",
                ", ".join(f"`{column}` → `{result}`" for column, result in kind.expected.items()),
            ),
        )


def _grounds() -> Iterator[str]:
    yield "## 不公开的理由 / Grounds for non-disclosure"
    for ground in grounds.ALL:
        yield f"### {ground.key}"
        yield facts(
            ("编号 / code", ground.code),
            ("名称 / title", both(ground.title)),
            ("依据 / law", both(ground.article)),
            ("施行 / in force from", ground.in_force_from.isoformat()),
        )


def _modes() -> Iterator[str]:
    yield "## 公开属性 / Disclosure attributes"
    yield table(("代码 / Code", "名称 / Title"), ((f"`{mode.name}`", both(mode.value)) for mode in DisclosureMode))


def _roles() -> Iterator[str]:
    yield "## 角色 / Roles"
    yield table(("代码 / Code", "名称 / Title"), ((f"`{role.key}`", both(role.title)) for role in ALL_ROLES))


def _genres() -> Iterator[str]:
    yield "## 体裁 / Genres"
    known = (*genres.OFFICIAL_GENRES, *genres.OTHER_GENRES, *genres.CLASSES_OF_LAWS)
    yield "\n".join(f"- {both(genre)}" for genre in known)
    yield "## 条例第二十条各项 / Heads of article 20"
    yield table(("项 / Head", "内容 / Subject"), ((str(head.number), both(head.title)) for head in statutory.HEADS))


def _facets() -> Iterator[str]:
    yield "## 检索条件 / Filters of search"
    yield table(("代码 / Code", "名称 / Title"), _words(filters.TITLES))
    yield "### 类别 / Kinds"
    yield table(("代码 / Code", "名称 / Title"), _words(filters.KINDS))
    yield "### 排序 / Orders"
    yield table(("代码 / Code", "名称 / Title"), _words(filters.SORTS))


def _words(named: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    return ((f"`{key}`", in_both(lambda words=words: str(words))) for key, words in named.items())  # type: ignore[misc]
