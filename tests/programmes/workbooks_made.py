"""Workbooks made where a test needs them."""

import io

from openpyxl import Workbook


def workbook(*sheets, merge=(), titles=()) -> bytes:
    """The bytes of a workbook; each sheet is rows of values, `merge` ranges of the first."""
    book = Workbook()
    for number, rows in enumerate(sheets):
        sheet = book.active if number == 0 else book.create_sheet()
        sheet.title = titles[number] if number < len(titles) else f"Sheet{number + 1}"
        for row in rows:
            sheet.append(row)
    for cells in merge:
        book.worksheets[0].merge_cells(cells)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()
