"""What a SIE file says that does not go together; nothing of it stops a reader."""

from collections.abc import Iterator

from ramverk.core.money import format_amount
from ramverk.formats.sie.model import SieFile, SieFinding, SieType
from ramverk.formats.sie.sums import account_sums, dimensions_of, object_sums


def check_file(file: SieFile) -> Iterator[SieFinding]:
    """Findings about the file as a whole; they have no line."""
    if not file.years:
        yield SieFinding("no_year", 0, "Filen saknar #RAR: den säger inte vilket år den gäller.", "No #RAR.")
    if not file.organisation_number:
        yield SieFinding("no_orgnr", 0, "Filen saknar organisationsnummer.", "No #ORGNR.")
    if file.kind < SieType.OBJECT and (file.objects or file.dimensions):
        yield SieFinding(
            "objects_early", 0, f"Filen har objekt fast den är av typ {file.kind}; de är lästa ändå.",
            f"The file is of type {file.kind} and has objects; they were read.",
        )  # fmt: skip
    yield from _undeclared(file)
    yield from _differing(file)


def _undeclared(file: SieFile) -> Iterator[SieFinding]:
    used = {pair for row in file.balances for pair in row.objects}
    used |= {pair for voucher in file.vouchers for row in voucher.rows for pair in row.objects}
    missing = sorted(used - set(file.objects))
    if missing:
        shown = ", ".join(f"{dimension} {number}" for dimension, number in missing[:5])
        more = f" och {len(missing) - 5} till" if len(missing) > 5 else ""
        yield SieFinding(
            "undeclared", 0, f"Objekt används utan att vara beskrivna med #OBJEKT: {shown}{more}.",
            f"Objects are used without #OBJEKT: {shown}.",
        )  # fmt: skip
    accounts = {row.account for row in file.balances} - set(file.accounts)
    if accounts and file.accounts:
        shown = ", ".join(sorted(accounts)[:5])
        yield SieFinding("no_account", 0, f"Konton används utan #KONTO: {shown}.", f"No #KONTO for {shown}.")


def _differing(file: SieFile) -> Iterator[SieFinding]:
    """Account rows and object rows tell of the same money; where they differ, the account rows hold."""
    for record in ("PSALDO", "PBUDGET"):
        for year in sorted({row.year for row in file.balances if row.record == record}):
            with_account_rows = {
                row.account for row in file.balances if row.record == record and row.year == year and not row.objects
            }
            whole = account_sums(file, record, year)
            for dimension in dimensions_of(file, record, year):
                parts: dict[str, int] = {}
                for (account, _number), amount in object_sums(file, record, year, dimension).items():
                    parts[account] = parts.get(account, 0) + int(amount)
                for account in sorted(with_account_rows & set(parts)):
                    left = int(whole[account]) - parts[account]
                    if left:
                        shown = format_amount(type(whole[account])(left))
                        yield SieFinding(
                            "objects_differ", 0,
                            f"#{record} {account}: objekten i dimension {dimension} summerar inte till kontot; "
                            f"{shown} tkr är utan objekt.",
                            f"#{record} {account}: the objects of dimension {dimension} do not sum to the account.",
                        )  # fmt: skip
