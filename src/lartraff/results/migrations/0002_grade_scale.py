"""The scale A to F, in use since 2012/13, with the two outcomes that are not grades.

A dash (SCB's code 9) is given when absence leaves nothing to judge by: it counts as not passing. An adapted study
path (code 3) is agreed with the pupil: it is kept, but not counted. Points are those of the merit value.
"""

from decimal import Decimal

from django.db import migrations

# code, points, passing, counted
STEPS = [
    ("A", "20", True, True),
    ("B", "17.5", True, True),
    ("C", "15", True, True),
    ("D", "12.5", True, True),
    ("E", "10", True, True),
    ("F", "0", False, True),
    ("NO_GRADE", "0", False, True),
    ("ADAPTED", "0", False, False),
]


def add_scale(apps, schema_editor):
    scale, _created = apps.get_model("results", "GradeScale").objects.get_or_create(
        code="A–F", defaults={"valid_from": 2012}
    )
    step = apps.get_model("results", "GradeStep")
    for order, (code, points, passing, counted) in enumerate(STEPS, start=1):
        step.objects.update_or_create(
            scale=scale,
            code=code,
            defaults={"order": order, "points": Decimal(points), "passing": passing, "counted": counted},
        )


class Migration(migrations.Migration):
    dependencies = [("results", "0001_initial")]
    operations = [migrations.RunPython(add_scale, migrations.RunPython.noop, elidable=False)]
