from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ResultsConfig(AppConfig):
    name = "lartraff.results"

    def ready(self) -> None:
        post_migrate.connect(take_in_criteria, sender=self)


def take_in_criteria(**kwargs: Any) -> None:
    """Take the curricula that this version ships into the table, whenever the tables have been brought up to date."""
    from lartraff.people.queries import subjects  # noqa: PLC0415  models exist only now
    from lartraff.results.actions.criteria import load_criteria  # noqa: PLC0415

    # Criteria are of subjects: where a database has been emptied, or is taken back to before there were any, none.
    if subjects().exists():
        load_criteria()
