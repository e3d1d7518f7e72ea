"""What is written is read back the same."""

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ramverk.core.money import Ore
from ramverk.formats.sie import (
    Balance,
    BudgetPost,
    SieFile,
    Voucher,
    VoucherRow,
    account_sums,
    budget_file,
    read_sie,
    write_sie,
)
from ramverk.formats.sie.encoding import SAFE_BELOW

LETTERS = "".join(chr(number) for number in range(0x20, 0x7F) if chr(number) != "\\") + bytes(
    range(0x80, SAFE_BELOW)
).decode("cp437")
TEXT = st.text(LETTERS, max_size=12)
CODE = st.text("0123456789ABCÅ -", min_size=1, max_size=6)
DAY = st.dates(date(1990, 1, 1), date(2040, 12, 31))
ORE = st.integers(-(10**16), 10**16).map(Ore)
OBJECTS = st.lists(st.tuples(CODE, CODE), max_size=2).map(tuple)
PERIOD = st.tuples(st.integers(1990, 2040), st.integers(1, 12)).map(lambda pair: f"{pair[0]}{pair[1]:02d}")
YEARLY = st.builds(
    Balance, record=st.sampled_from(["IB", "UB", "OIB", "OUB", "RES"]), year=st.integers(-9, 9), account=CODE,
    amount=ORE, objects=OBJECTS, quantity=st.sampled_from(["", "1.5"]),
)  # fmt: skip
PERIODIC = st.builds(
    Balance, record=st.sampled_from(["PSALDO", "PBUDGET"]), year=st.integers(-9, 9), account=CODE, amount=ORE,
    period=PERIOD, objects=OBJECTS, quantity=st.sampled_from(["", "1.5"]),
)  # fmt: skip
ROW = st.builds(VoucherRow, account=CODE, amount=ORE, objects=OBJECTS, on=st.none() | DAY, text=TEXT)
VOUCHER = st.builds(
    Voucher, series=TEXT, number=TEXT, on=st.none() | DAY, text=TEXT, rows=st.lists(ROW, max_size=3).map(tuple)
)
FILES = st.builds(
    SieFile, kind=st.integers(1, 4), flag=st.integers(0, 1), program=st.just(()) | st.tuples(TEXT, TEXT),
    made_on=st.none() | DAY, made_by=TEXT, organisation_number=st.sampled_from(["", "212000-0001"]), company=TEXT,
    chart=TEXT, years=st.dictionaries(st.integers(-9, 9), st.tuples(DAY, DAY), max_size=3),
    accounts=st.dictionaries(CODE, TEXT, max_size=4),
    account_types=st.dictionaries(CODE, st.sampled_from("TSKI"), max_size=3),
    dimensions=st.dictionaries(CODE, TEXT, max_size=3),
    objects=st.dictionaries(st.tuples(CODE, CODE), TEXT, max_size=3),
    balances=st.lists(YEARLY | PERIODIC, max_size=6),
    vouchers=st.lists(VOUCHER, max_size=2),
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(FILES)
def test_reading_what_was_written_gives_the_file_back(file):
    order = ("IB", "UB", "OIB", "OUB", "RES", "PSALDO", "PBUDGET")
    file.balances.sort(key=lambda row: order.index(row.record))
    written = write_sie(file)
    assert written.replaced == {}
    assert read_sie(written.data)[0] == file


@given(st.text(max_size=30))
def test_any_text_survives_or_is_listed_as_replaced(text):
    written = write_sie(SieFile(company=text, years={}))
    back = read_sie(written.data)[0].company
    assert back == text or written.replaced
    assert len(read_sie(written.data)[0].company) >= len(text) or not text


def test_a_budget_is_written_per_account_and_per_object_of_one_dimension():
    posts = [
        BudgetPost("5011", "201901", "440", Ore(-125_000_000)),
        BudgetPost("5011", "201901", "", Ore(-100)),
        BudgetPost("3010", "201901", "440", Ore(5_050)),
    ]
    file = budget_file(posts, 2019, ("20", "Verksamhet"), company="Exempelby – kommun", object_names={"440": "Skola"})
    written = write_sie(file)
    assert written.replaced == {"–": "-"}
    text = written.data.decode("cp437")
    assert text.startswith("#FLAGGA 0\r\n#FORMAT PC8\r\n#SIETYP 3\r\n")
    assert '#PBUDGET 0 201901 "5011" {} 1250001.00\r\n#PBUDGET 0 201901 "5011" {"20" "440"} 1250000.00' in text
    assert '#PBUDGET 0 201901 "3010" {} -50.50' in text
    back, findings = read_sie(written.data)
    assert account_sums(back, "PBUDGET", 0) == {"5011": Ore(-125_000_100), "3010": Ore(5_050)}
    assert [finding.code for finding in findings] == ["no_orgnr", "objects_differ"]
