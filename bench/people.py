"""Importing 2,000 people with a mandate each, from the bytes of a workbook to committed rows."""

import time
from datetime import date


def import_once(run: int) -> float:
    """Seconds for a preview and an accepted import of 2,000 new people."""
    from django.utils import timezone

    from ramverk.apps.organisation.actions.import_organisation import import_organisation, preview_import
    from ramverk.apps.organisation.actor import actor_of
    from ramverk.apps.organisation.models import Mandate, Person
    from ramverk.formats.organisation_sheets.tables import MandateRow, PersonRow, Tables
    from ramverk.formats.organisation_sheets.writing import write_xlsx

    head = Mandate.objects.filter(body__kind="finance_department", role="head").first()
    assert head is not None
    actor = actor_of(head.person, timezone.localdate())
    people = tuple(PersonRow(f"Ny {run} {n}", f"ny{run}.{n}@matby.example") for n in range(2000))
    mandates = tuple(
        MandateRow(person.email, f"Nämnden {n % 12 + 1}", "member", order=n, valid_from=date(2019, 1, 1))
        for n, person in enumerate(people)
    )
    data = write_xlsx(Tables(people=people, mandates=mandates))
    before = Person.objects.count()
    start = time.perf_counter()
    plan = preview_import(actor, data, "personer.xlsx")
    import_organisation(actor, data, "personer.xlsx", plan.digest())
    taken = time.perf_counter() - start
    assert Person.objects.count() == before + 2000
    return taken
