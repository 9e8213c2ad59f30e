from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class LibraryConfig(AppConfig):
    name = "lartraff.library"

    def ready(self) -> None:
        post_migrate.connect(load_library, sender=self)


def load_library(**kwargs: Any) -> None:
    """Take the texts that this version ships into the library, whenever the tables have been brought up to date."""
    from lartraff.library.actions import load_content  # noqa: PLC0415  models exist only now

    load_content()
