"""The spreadsheet from which a real county is founded: its sheets and columns, a template, and reading it by row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font
from python_calamine import CalamineError, CalamineWorkbook


@dataclass(frozen=True)
class Column:
    """A column: how it is headed, what it is called in the program, whether every row needs it."""

    heading: str
    name: str
    is_needed: bool = False


SHEETS: dict[str, tuple[Column, ...]] = {
    "区划": (
        Column("代码", "code", True),
        Column("名称", "name", True),
        Column("英文名称", "name_en"),
        Column("上级代码", "parent"),
    ),
    "机构": (
        Column("机构代码", "code", True),
        Column("名称", "name", True),
        Column("简称", "short_name", True),
        Column("英文名称", "name_en"),
        Column("统一社会信用代码", "uscc"),
        Column("发文代字", "number_prefix"),
        Column("主要职能", "functions"),
        Column("地址", "address"),
        Column("办公时间", "hours"),
        Column("电话", "phone"),
        Column("负责人职务", "head_post"),
        Column("区划代码", "division"),
        Column("复议机关", "reconsidered_by"),
        Column("主管信息公开", "supervises_disclosure"),
    ),
    "人员": (
        Column("登录名", "username", True),
        Column("姓名", "name", True),
        Column("英文姓名", "name_en"),
        Column("邮箱", "email"),
    ),
    "岗位": (
        Column("机构代码", "organ", True),
        Column("岗位名称", "title", True),
        Column("英文岗位名称", "title_en"),
        Column("登录名", "username"),
        Column("角色", "roles", True),
        Column("适用程序", "processes"),
        Column("代理岗位", "deputy"),
    ),
}
ADVICE = (
    (
        "区划",
        "代码 6、9、12 或 15 位（县、乡镇、村、网格）；上级代码须在本表中。",
        "Divisions: codes of 6, 9, 12 or 15 digits (county, township, village, grid); the parent is in this sheet.",
    ),
    (
        "机构",
        "机构代码 15 位，是索引号的第一部分；主管信息公开填“是”或留空，全县一家。",
        "Organs: a code of 15 digits, the first part of index numbers; 是 in the last column for the one in charge.",
    ),
    (
        "人员",
        "登录名用小写字母、数字和点，例如 clerk.wang；不填身份证号。",
        "Officers: sign-in names of small letters, digits and dots, such as clerk.wang; never an identity number.",
    ),
    (
        "岗位",
        "角色可填：经办人、审核人、法制审查人、负责人、督查人员、审计人员、系统管理员，多个用逗号分开；",
        "Posts: roles (clerk, reviewer, legal reviewer, head, inspector, auditor, administrator), in Chinese, by commas.",
    ),
    (
        "岗位",
        "适用程序留空表示全部，也可填程序代号，多个用逗号分开；代理岗位填同一机构的岗位名称。",
        "Posts: procedures by key, empty for all; the deputy is another post of the same organ.",
    ),
)


class NotReadable(Exception):
    """The file is not a spreadsheet that can be read."""


@dataclass(frozen=True)
class Row:
    """One row: where it stands, and its values by the columns' names, blanks as empty text."""

    sheet: str
    number: int
    values: dict[str, str]

    def __getitem__(self, name: str) -> str:
        return self.values[name]

    def fault(self, words: str) -> str:
        """The words with the place before them."""
        return f"{self.sheet} 第 {self.number} 行：{words}"


def write_template(path: Path) -> None:
    """Write an empty spreadsheet with the headings, the needed ones bold with a star, and advice on a first sheet."""
    book = Workbook()
    advice = book.active
    assert advice is not None
    advice.title = "说明"
    for line in ADVICE:
        advice.append(line)
    for title, columns in SHEETS.items():
        sheet = book.create_sheet(title)
        sheet.append([f"{column.heading}*" if column.is_needed else column.heading for column in columns])
        for cell, column in zip(sheet[1], columns, strict=True):
            cell.font = Font(bold=column.is_needed)
        sheet.freeze_panes = "A2"
    book.save(path)


def read(path: Path) -> tuple[dict[str, list[Row]], list[str]]:
    """Every sheet's rows, and what is wrong with their form. Raises NotReadable."""
    try:
        book = CalamineWorkbook.from_path(str(path))
    except (CalamineError, OSError) as error:
        raise NotReadable(f"{path.name} 无法读取，请用 XLSX 格式保存。 / cannot be read: {error}") from error
    rows: dict[str, list[Row]] = {title: [] for title in SHEETS}
    faults: list[str] = []
    for title, columns in SHEETS.items():
        if title not in book.sheet_names:
            faults.append(f"缺少工作表“{title}” / the sheet is missing")
            continue
        table: list[list[object]] = [
            [*cells] for cells in book.get_sheet_by_name(title).to_python(skip_empty_area=False)
        ]
        places, missing = _places(table[0] if table else [], columns)
        faults += [f"{title} 第 1 行：缺少“{heading}”一列 / a column is missing" for heading in missing]
        if not missing:
            rows[title] = list(_rows(title, table, places))
            faults += [fault for row in rows[title] for fault in _blanks(row, columns)]
    return rows, faults


def _places(headings: list[object], columns: tuple[Column, ...]) -> tuple[dict[str, int], list[str]]:
    found = {_text(heading).rstrip("*＊"): place for place, heading in enumerate(headings)}
    places = {column.name: found[column.heading] for column in columns if column.heading in found}
    return places, [column.heading for column in columns if column.is_needed and column.name not in places]


def _rows(title: str, table: list[list[object]], places: dict[str, int]) -> Iterator[Row]:
    for number, cells in enumerate(table[1:], start=2):
        given = {name: _text(cells[place]) for name, place in places.items() if place < len(cells)}
        if any(given.values()):
            yield Row(title, number, {**{column.name: "" for column in SHEETS[title]}, **given})


def _text(cell: object) -> str:
    """What a cell shows: numbers that are whole without a point, so that codes stay codes."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _blanks(row: Row, columns: tuple[Column, ...]) -> list[str]:
    return [
        row.fault(f"“{column.heading}”不能为空 / must not be empty")
        for column in columns
        if column.is_needed and not row[column.name]
    ]
