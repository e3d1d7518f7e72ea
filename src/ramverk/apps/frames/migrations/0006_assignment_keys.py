import uuid
from typing import Any

from django.db import migrations, models


def give_each_its_own(apps: Any, _editor: Any) -> None:
    """A default is worked out once for all rows; each needs a key of its own."""
    for row in apps.get_model("frames", "DirectiveAssignment").objects.all():
        row.key = uuid.uuid4()
        row.save(update_fields=["key"])


class Migration(migrations.Migration):
    dependencies = [("frames", "0005_goal_measures")]

    operations = [
        migrations.AddField(
            model_name="directiveassignment",
            name="key",
            field=models.UUIDField(default=uuid.uuid4, editable=False),
        ),
        migrations.RunPython(give_each_its_own, migrations.RunPython.noop),
    ]
