"""How a sheet of a workbook comes out on paper, for every workbook that is made here."""

from typing import Any

__all__ = ["set_for_paper"]

_A4 = 9
_LONGEST_FOOT = 200
"""Signs of a footer; a spreadsheet takes no more than 255, with its own codes."""


def set_for_paper(page: Any, footing: str, head: tuple[int, int], *, is_one_wide: bool = True) -> None:
    """A4 on its side, one page wide, the rows of its `head` on every page; at the foot what it is, and its number.

    `footing` is printed as it stands, whatever signs are in it. Where the sheet is too wide to be read on one page
    (`is_one_wide` false) it goes on over several.
    """
    page.set_paper(_A4)
    page.set_landscape()
    if is_one_wide:
        page.fit_to_pages(1, 0)
    page.repeat_rows(*head)
    whole = footing.replace("&", "&&")[:_LONGEST_FOOT].rstrip("&")
    page.set_footer(f"&L{whole}&R&P (&N)")
