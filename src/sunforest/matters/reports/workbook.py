"""A report as a spreadsheet: the three tables as the form prints them, and one sheet that can be read in again."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

from sunforest.pure.annual_rows import COLUMNS, COURSES, ROW_KEYS

from .grids import Cell, Grid

# The sheet that can be read in again: what each column holds. ``n1`` … are the numbers of the row, from left to right.
HEAD = ("organ", "year", "table", "row", *(f"n{place}" for place in range(1, 8)))
DATA_SHEET = "data"
NAMES_OF_SHEETS = (_("表一"), _("表二"), _("表三"))
LINE = Side(style="thin", color="808080")
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def xlsx(grids: Sequence[Grid], *, organ: str, year: int, tables: dict[str, Any], title: str) -> bytes:
    """The workbook as bytes; ``organ`` is the organ's code, or "county"."""
    book = Workbook()
    book.remove(book.active)
    for place, grid in enumerate(grids):
        _draw(book.create_sheet(gettext(NAMES_OF_SHEETS[place])), grid, title)
    data = book.create_sheet(DATA_SHEET)
    data.append(HEAD)
    for row in rows_of(organ=organ, year=year, tables=tables):
        data.append(row)
    book.properties.title = title
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def rows_of(*, organ: str, year: int, tables: dict[str, Any]) -> list[list[Any]]:
    """The tables row by row, as ``HEAD`` names the columns; the order of table 2 is that of our columns."""
    first = [["t1", name, *(value if isinstance(value, list) else [value])] for name, value in tables["t1"].items()]
    second = [["t2", key, *tables["t2"][key]] for key in ROW_KEYS]
    third = [["t3", course.key, *tables["t3"][course.key]] for course in COURSES]
    return [[organ, year, *row] for row in (*first, *second, *third)]


def _draw(sheet: Any, grid: Grid, title: str) -> None:
    """The grid from the second line on, cells merged where they take several places."""
    sheet.append([title])
    sheet["A1"].font = Font(bold=True, size=14)
    taken: set[tuple[int, int]] = set()
    for row, cells in enumerate(grid.lines, start=2):
        column = 1
        for cell in cells:
            while (row, column) in taken:
                column += 1
            taken |= {(row + down, column + right) for down in range(cell.down) for right in range(cell.across)}
            _write(sheet, row, column, cell)
            column += cell.across
    for column in range(1, 4 + len(COLUMNS)):
        sheet.column_dimensions[get_column_letter(column)].width = 16
    sheet.freeze_panes = sheet.cell(row=2 + len(grid.heads), column=1)


def _write(sheet: Any, row: int, column: int, cell: Cell) -> None:
    place = sheet.cell(row=row, column=column, value=_value(cell))
    place.alignment = Alignment(wrap_text=True, vertical="center", horizontal="left" if cell.is_head else "right")
    place.font = Font(bold=cell.is_head)
    for down in range(cell.down):
        for right in range(cell.across):
            sheet.cell(row=row + down, column=column + right).border = Border(LINE, LINE, LINE, LINE)
    if cell.down > 1 or cell.across > 1:
        sheet.merge_cells(
            start_row=row, start_column=column, end_row=row + cell.down - 1, end_column=column + cell.across - 1
        )


def _value(cell: Cell) -> Any:
    """A whole number as one; words never as a formula."""
    if cell.is_number and cell.words.isdecimal():
        return int(cell.words)
    return f"'{cell.words}" if cell.words.startswith(FORMULA_SIGNS) else cell.words
