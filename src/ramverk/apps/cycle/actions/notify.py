"""Tell people something, once each."""

from collections.abc import Iterable

from ramverk.apps.cycle.models import Activity, Notice
from ramverk.apps.organisation.models import Person
from ramverk.apps.trail import clock


def notify(
    people: Iterable[Person], code: str, subject: str, text: str = "", activity: Activity | None = None, path: str = ""
) -> int:
    """Leave a notice for each; they are shown in the product and gathered into mails. Answers how many.

    `path` is where the thing itself is, when that is another page than the activity's.
    """
    rows = [
        Notice(
            person=person,
            activity=activity,
            code=code,
            subject=subject[:300],
            text=text,
            path=path,
            created_at=clock.now(),
        )
        for person in people
    ]
    return len(Notice.objects.bulk_create(rows))
