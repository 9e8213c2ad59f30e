"""Imports of several files, kept packed while on trial, and undone whole.

What older imports replaced was not kept, so those cannot be undone: their `replaced_count` is empty.
"""

import django.db.models.deletion
from django.db import migrations, models

import lartraff.results.models.imports


def list_files(apps, schema_editor):
    for batch in apps.get_model("results", "ImportBatch").objects.all():
        batch.files = [{"name": batch.file_name, "kind": batch.kind, "pupils": batch.pupils, "rows": batch.row_count}]
        batch.save(update_fields=["files"])


def name_first_file(apps, schema_editor):
    for batch in apps.get_model("results", "ImportBatch").objects.all():
        batch.file_name = batch.files[0]["name"] if batch.files else ""
        batch.save(update_fields=["file_name"])


class Migration(migrations.Migration):

    dependencies = [
        ("results", "0003_more_than_grades"),
    ]

    operations = [
        migrations.AddField("importbatch", "files", models.JSONField(default=list, verbose_name="files")),
        migrations.AlterField(
            "importbatch", "file_name", models.CharField(default="", max_length=120, verbose_name="file name")
        ),
        migrations.RunPython(list_files, name_first_file),
        migrations.RemoveField("importbatch", "file_name"),
        migrations.RemoveField("importbatch", "counted"),
        migrations.AddField("importbatch", "remarks", models.JSONField(default=list, verbose_name="remarks")),
        migrations.AddField(
            "importbatch",
            "replaced_count",
            models.PositiveIntegerField(blank=True, null=True, verbose_name="rows replaced"),
        ),
        migrations.AddField(
            "importbatch",
            "replaces",
            models.ManyToManyField(related_name="replaced_by", to="results.importbatch", verbose_name="replaces"),
        ),
        migrations.AlterField(
            "importbatch", "pupils", models.PositiveIntegerField(verbose_name="pupils in the files")
        ),
        migrations.AlterField("importbatch", "row_count", models.PositiveIntegerField(verbose_name="rows")),
        migrations.DeleteModel("ReplacedRows"),
        migrations.CreateModel(
            name="PackedRows",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "holds",
                    models.CharField(
                        choices=lartraff.results.models.imports.holds_choices, max_length=8, verbose_name="holds"
                    ),
                ),
                ("table", models.CharField(max_length=20, verbose_name="table")),
                ("content", models.BinaryField(verbose_name="rows")),
                ("row_count", models.PositiveIntegerField(verbose_name="number of rows")),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="packed",
                        to="results.importbatch",
                        verbose_name="import",
                    ),
                ),
            ],
            options={"verbose_name": "packed rows", "verbose_name_plural": "packed rows", "ordering": ["pk"]},
        ),
    ]
