"""An edition as code strings: what its frames have moved is shared among the detailed lines they began as."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from ramverk.apps.frames.ledger import core_edition, line_of
from ramverk.apps.frames.models import BudgetDetail, Edition, Operation
from ramverk.apps.frames.queries.figures import line_name
from ramverk.core.editions.changes import PostKind
from ramverk.core.editions.editions import fold
from ramverk.core.money import Ore, allocate
from ramverk.formats.codestring import CODES, CodePost, Profile
from ramverk.formats.parquet import Details, read_details

FINANCE = "Finansförvaltningen"
"""What stands in the place of a board on finance lines."""
Codes = Mapping[str, Mapping[str, str]]
"""By part of the code string: a key (finance line, board, price class, operation) to a code."""


@dataclass(frozen=True, slots=True)
class Missing:
    """A code that the export needs and nobody has said: which part, for what, and how much money waits for it."""

    part: str
    key: str
    """What the profile's table calls it: a finance line's code, a board, a price class, or an operation."""
    words: str
    amount: int


@dataclass(slots=True)
class Posts:
    """An edition's year on code strings, and the codes that are missing."""

    posts: list[CodePost] = field(default_factory=list)
    missing: list[Missing] = field(default_factory=list)


def code_posts(edition: Edition, year: int, profile: Profile, codes: Codes) -> Posts:
    """Every krona of the edition's year once, on the code string it is to have in the ledger."""
    lines = _Lines(_details_of(edition), {row.code: row.name for row in Operation.objects.all()}, codes)
    found: dict[tuple[str, tuple[str, ...], str], int] = defaultdict(int)
    waits: dict[tuple[str, str, str], int] = defaultdict(int)
    for post, amounts in fold(core_edition(edition)).items():
        amount = int(amounts.get(year, Ore(0)))
        if post.kind is PostKind.FINANCE:
            parts = iter([lines.of_finance(post.part, amount)])
        elif post.kind is PostKind.FRAME:
            parts = lines.shared(post.owner, post.part, amount)
        else:
            continue
        for share in parts:
            found[share.board, share.string, share.text] += share.amount
            for at, name in enumerate(_NEEDED):
                if name in profile.codes and share.amount and not share.string[at]:
                    waits[name, share.asked[at], share.text] += share.amount
    posts = [CodePost(*key[:2], year, Ore(amount), key[2]) for key, amount in found.items()]
    return Posts(posts, [Missing(*key, amount) for key, amount in sorted(waits.items()) if amount])


_NEEDED = CODES[:3]
"""Parts of the code string that every row needs where the file has them; activity, project and counterpart may be
empty."""


def _details_of(edition: Edition) -> Details | None:
    root = line_of(edition)[0].pk
    detail = BudgetDetail.objects.filter(edition=root).select_related("file").first()
    return read_details(bytes(detail.file.content)) if detail else None


@dataclass(frozen=True, slots=True)
class Share:
    """What a post has on one code string."""

    board: str
    string: tuple[str, ...]
    text: str
    asked: tuple[str, str, str]
    """What a missing account, cost centre or operation is looked up by in the profile's table."""
    amount: int


class _Lines:
    """The opening budget's lines by board and operation, each with its code string."""

    def __init__(self, details: Details | None, names: Mapping[str, str], codes: Codes) -> None:
        self.names, self.codes, self.details = names, codes, details
        self.by_post: dict[tuple[str, str], list[int]] = defaultdict(list)
        self.by_board: dict[str, list[int]] = defaultdict(list)
        if details is not None:
            for at in np.flatnonzero(details.columns["board"][1] != 0):
                board = details.word("board", int(at))
                self.by_post[board, details.word("operation", int(at))].append(int(at))
                self.by_board[board].append(int(at))

    def of_finance(self, line: str, amount: int) -> Share:
        """A finance line has the codes that the profile gives it."""
        string = tuple(self._code(part, "", (line,)) for part in CODES)
        return Share(FINANCE, string, line_name(line), (line, line, line), amount)

    def shared(self, board: str, operation: str, amount: int) -> Iterator[Share]:
        """A post's amount among its lines: what they were, and of the difference a share after their size.

        A post without operation (indexation, pay) is shared among all the board's lines, and adds to them.
        """
        places = self.by_post.get((board, operation), []) if operation else self.by_board.get(board, [])
        if not places or self.details is None:
            yield self._share(board, operation, "", "", "", amount)
            return
        were = [int(self.details.amounts[at]) if operation else 0 for at in places]
        sizes = [abs(int(self.details.amounts[at])) for at in places]
        parts = allocate(Ore(amount - sum(were)), sizes if any(sizes) else [1] * len(sizes))
        for at, was, part in zip(places, were, parts, strict=True):
            word = {name: self.details.word(name, at) for name in self.details.columns}
            yield self._share(
                board, word["operation"], word["price_class"], word.get("account", ""), word.get("cost_centre", ""),
                was + int(part),
            )  # fmt: skip

    def _share(
        self, board: str, operation: str, price_class: str, account: str, cost_centre: str, amount: int
    ) -> Share:
        keys = (operation, board)
        string = (
            self._code("konto", account, (price_class, *keys)),
            self._code("ansvar", cost_centre, keys),
            self._code("verksamhet", operation, keys),
            *(self._code(part, "", keys) for part in CODES[3:]),
        )
        asked = (price_class or operation or board, operation or board, operation or board)
        return Share(board, string, self.names.get(operation, operation) or board, asked, amount)

    def _code(self, part: str, own: str, keys: tuple[str, ...]) -> str:
        """The line's own code, translated where the profile says so; where it has none, the profile's for its keys."""
        table = self.codes.get(part, {})
        return table.get(own, own) if own else next((table[key] for key in keys if table.get(key)), "")


def names_of(posts: Iterable[CodePost]) -> dict[str, dict[str, str]]:
    """What the operations in the posts are called, for files that tell."""
    return {"verksamhet": {post.codes[2]: post.text for post in posts if post.codes[2]}}
