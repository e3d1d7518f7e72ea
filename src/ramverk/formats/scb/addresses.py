"""What to ask SCB for."""

from collections.abc import Mapping, Sequence
from urllib.parse import quote


def search_address(base: str, words: str) -> str:
    """Tables whose name holds the words."""
    return f"{base}/tables?query={quote(words)}&lang=sv"


def table_address(base: str, table: str) -> str:
    """What a table has: its dimensions, their codes, and the code lists they may be asked by."""
    return f"{base}/tables/{quote(table)}/metadata?lang=sv"


def code_list_address(base: str, name: str) -> str:
    """The codes of a code list."""
    return f"{base}/codeLists/{quote(name)}?lang=sv"


def data_address(
    base: str, table: str, codes: Mapping[str, Sequence[str]], lists: Mapping[str, str] | None = None
) -> str:
    """A table's cells for these codes; `lists` names a code list per dimension."""
    parts = [
        f"valueCodes[{quote(name)}]={','.join(quote(code, safe='*()') for code in some)}"
        for name, some in codes.items()
    ]
    parts += [f"codelist[{quote(name)}]={quote(one)}" for name, one in (lists or {}).items()]
    return f"{base}/tables/{quote(table)}/data?{'&'.join(parts)}&outputFormat=json-stat2"
