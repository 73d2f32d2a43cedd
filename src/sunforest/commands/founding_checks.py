"""What must be true of a founding spreadsheet: every fault is told with sheet and row, before anything is written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sunforest.commands.founding_sheet import Row
from sunforest.core.organs.roles import STAFF_ROLES, Role
from sunforest.pure import uscc

Sheets = dict[str, list[Row]]

ORGAN_CODE = re.compile(r"\d{15}")
DIVISION_CODE = re.compile(r"\d{6}(\d{3}){0,3}")
USERNAME = re.compile(r"[a-z0-9]+([._-][a-z0-9]+)*")
SEPARATORS = re.compile(r"[,，、;；\s]+")
YES = {"是", "yes", "true", "1"}
ROLES: dict[str, Role] = {name: role for role in STAFF_ROLES for name in (role.key, role.title)}


def faults(sheets: Sheets, *, processes: set[str], reserved: set[str]) -> list[str]:
    """Every fault, in the order of sheets and rows. ``reserved`` are sign-in names that are taken already."""
    return [
        *_divisions(sheets["区划"]),
        *_organs(sheets["机构"], {row["code"] for row in sheets["区划"]}),
        *_officers(sheets["人员"], reserved),
        *_posts(sheets, processes),
    ]


def listed(text: str) -> list[str]:
    """The names in a cell that lists several."""
    return [name for name in SEPARATORS.split(text) if name]


def _divisions(rows: list[Row]) -> Iterator[str]:
    codes = {row["code"] for row in rows}
    yield from _twice(rows, "code", "代码")
    for row in rows:
        if row["code"] and not DIVISION_CODE.fullmatch(row["code"]):
            yield row.fault(f"区划代码 {row['code']} 应为 6、9、12 或 15 位数字 / a code has 6, 9, 12 or 15 digits")
        if row["parent"] and row["parent"] not in codes:
            yield row.fault(f"上级代码 {row['parent']} 不在本表中 / the parent is not in this sheet")
        elif row["parent"] and not (row["code"].startswith(row["parent"]) and row["code"] != row["parent"]):
            yield row.fault(
                f"代码 {row['code']} 不在上级 {row['parent']} 之下 / the code does not begin with its parent's"
            )


def _organs(rows: list[Row], divisions: set[str]) -> Iterator[str]:
    if not rows:
        yield "机构：至少要有一个机构 / at least one organ is needed"
    yield from _twice(rows, "code", "机构代码")
    yield from _twice(rows, "name", "名称")
    for row in rows:
        if row["code"] and not ORGAN_CODE.fullmatch(row["code"]):
            yield row.fault(f"机构代码 {row['code']} 应为 15 位数字 / an organ's code has 15 digits")
        if row["uscc"] and uscc.check(row["uscc"]).verdict == "invalid":
            yield row.fault(f"统一社会信用代码 {row['uscc']} 有误 / the credit code is wrong")
        if row["division"] and row["division"] not in divisions:
            yield row.fault(f"区划代码 {row['division']} 不在“区划”表中 / the division is not in its sheet")
    supervisors = [row for row in rows if is_yes(row["supervises_disclosure"])]
    for row in supervisors[1:]:
        yield row.fault(f"主管信息公开的机构只能有一家，第 {supervisors[0].number} 行已是 / only one organ supervises")


def is_yes(text: str) -> bool:
    """True for 是 and its like."""
    return text.lower() in YES


def _officers(rows: list[Row], reserved: set[str]) -> Iterator[str]:
    yield from _twice(rows, "username", "登录名")
    for row in rows:
        if row["username"] and not USERNAME.fullmatch(row["username"]):
            yield row.fault(f"登录名 {row['username']} 只能用小写字母、数字和点 / small letters, digits and dots only")
        if row["username"] in reserved:
            yield row.fault(f"登录名 {row['username']} 已被占用 / the sign-in name is taken")


def _posts(sheets: Sheets, processes: set[str]) -> Iterator[str]:
    organs = {row["code"] for row in sheets["机构"]}
    officers = {row["username"] for row in sheets["人员"]}
    titles: set[tuple[str, str]] = set()
    known = {(row["organ"], row["title"]) for row in sheets["岗位"]}
    for row in sheets["岗位"]:
        place = (row["organ"], row["title"])
        if row["organ"] and row["organ"] not in organs:
            yield row.fault(f"机构代码 {row['organ']} 不在“机构”表中 / the organ is not in its sheet")
        if place in titles:
            yield row.fault(f"该机构已有岗位“{row['title']}” / the post stands twice")
        titles.add(place)
        if row["username"] and row["username"] not in officers:
            yield row.fault(f"登录名 {row['username']} 不在“人员”表中 / the officer is not in the sheet")
        yield from _grants(row, processes)
        if row["deputy"] and ((row["organ"], row["deputy"]) not in known or row["deputy"] == row["title"]):
            yield row.fault(f"代理岗位“{row['deputy']}”不是该机构的另一岗位 / no other post of this organ")


def _grants(row: Row, processes: set[str]) -> Iterator[str]:
    for name in listed(row["roles"]):
        if name not in ROLES:
            yield row.fault(
                f"没有“{name}”这个角色，可填：{'、'.join(role.title for role in STAFF_ROLES)} / no such role"
            )
    for key in listed(row["processes"]):
        if key != "*" and key not in processes:
            yield row.fault(f"没有代号为“{key}”的程序 / no such process")


def _twice(rows: list[Row], name: str, heading: str) -> Iterator[str]:
    first: dict[str, int] = {}
    for row in rows:
        if row[name] and row[name] in first:
            yield row.fault(f"{heading}“{row[name]}”与第 {first[row[name]]} 行重复 / stands twice")
        first.setdefault(row[name], row.number)
