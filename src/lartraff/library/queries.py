"""Reads from the library."""

from django.db.models import QuerySet

from lartraff.library.models import Structure

DEFAULT_STRUCTURE = "learning-meeting"


def structures_in(language: str) -> QuerySet[Structure]:
    """The structures to choose from, in the reader's language, with their steps."""
    return Structure.objects.filter(language=language).prefetch_related("steps")


def default_structure(language: str) -> Structure:
    return structures_in(language).get(key=DEFAULT_STRUCTURE)
