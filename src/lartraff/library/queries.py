"""Reads from the library."""

from collections.abc import Iterable

from django.db.models import QuerySet

from lartraff.library.models import Structure

DEFAULT_STRUCTURE = "learning-meeting"


def structures_in(language: str) -> QuerySet[Structure]:
    """The structures to choose from, in the reader's language, with their steps."""
    return Structure.objects.filter(language=language).prefetch_related("steps")


def default_structure(language: str) -> Structure:
    return structures_in(language).get(key=DEFAULT_STRUCTURE)


def structures_named(names: Iterable[str]) -> dict[str, Structure]:
    """Structures by the names that meetings remember them by, with their steps."""
    found = Structure.objects.filter(name__in=set(names)).prefetch_related("steps")
    return {structure.name: structure for structure in found}
