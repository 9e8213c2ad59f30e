"""Where figures come from."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate

from lartraff.results.models import ImportBatch


@dataclass(frozen=True, slots=True)
class Source:
    """`kind`: in words, as "final grades of year 9 (SCB)". `loaded_on`: in Swedish time."""

    kind: str
    loaded_on: date


def sources_of(batches: Collection[int]) -> tuple[Source, ...]:
    """The imports, the latest first, those of one kind and day once. One query, also where there are none."""
    found = ImportBatch.objects.filter(pk__in=batches).order_by("-read_at", "-pk")
    sources = (Source(str(one.get_kind_display()), localdate(one.confirmed_at or one.read_at)) for one in found)
    return tuple(dict.fromkeys(sources))
