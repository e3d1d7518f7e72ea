"""Small worlds of budget lines for the tests, as text an economist can check, and as strategies."""

from hypothesis import strategies as st

from ramverk.core.cube.cube import Classes
from ramverk.core.cube.labels import Month
from ramverk.core.cube.lines import Line, Lines, encode_lines

CLASSES = Classes(driver_of={"preschool": "age 1-5", "school": "age 6-15", "care": "age 80-"}, pay=("pay",))

TABLE = """
budget  education  Lind   preschool  5010  2019-01  pay    -100 000.00  2000
budget  education  Lind   preschool  5010  2020-01  pay    -100 000.00  2000
budget  education  Lind   preschool  6010  2019-02  rents   -20 000.00     0
budget  education  Ek     school     5010  2019-01  pay    -200 000.00  4000
budget  education  Ek     school     3010  2019-03  fees    10 000.00     0
budget  social     Björk  care       5010  2019-01  pay    -300 000.00  6000
budget  social     Björk  care       7010  2020-06  other   -50 000.00     0
plan    social     Björk  care       5010  2019-01  pay    -310 000.00  6000
"""


def read_lines(table: str) -> Lines:
    """Lines from a table: version, board, unit, activity, account, month, price class, kronor, thousandths."""
    return encode_lines(read_line(row.split("  ")) for row in table.strip().splitlines())


def read_line(cells: list[str]) -> Line:
    version, board, unit, activity, account, month, price_class, kronor, quantity = (
        cell.strip() for cell in cells if cell.strip()
    )
    year, number = month.split("-")
    ore = int(kronor.replace(" ", "").replace(".", ""))
    period = Month(int(year), int(number))
    return Line(version, board, unit, activity, account, period, price_class, ore, int(quantity))


LINES = st.builds(
    Line,
    version=st.sampled_from(["budget", "plan"]),
    board=st.sampled_from(["education", "social", "44", "440"]),
    unit=st.sampled_from(["Lind", "Ek", "Björk"]),
    activity=st.sampled_from(["preschool", "school", "care", "administration"]),
    account=st.sampled_from(["3010", "5010", "6010"]),
    period=st.builds(Month, st.integers(2018, 2021), st.integers(1, 12)),
    price_class=st.sampled_from(["pay", "rents", "other", "fees"]),
    amount=st.integers(-(2**55), 2**55),
    quantity=st.one_of(st.none(), st.integers(0, 10_000)),
)
BUDGETS = st.lists(LINES, max_size=40)
