"""Trials in the old form are forgotten: they would be after a day anyway, and are made again in a minute."""

from django.db import migrations


def forget_trials(apps, schema_editor):
    apps.get_model("results", "ImportBatch").objects.filter(state="TRIAL").delete()


class Migration(migrations.Migration):

    dependencies = [
        ("results", "0004_imports_can_be_undone"),
    ]

    operations = [
        migrations.RunPython(forget_trials, migrations.RunPython.noop),
    ]
