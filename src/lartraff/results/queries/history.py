"""What has been imported, by whom and when, and whether it can be undone."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Prefetch
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from lartraff.people.models import School
from lartraff.people.permissions import AnyUser
from lartraff.results.models import ImportBatch
from lartraff.results.permissions import imports_visible_to, schools_to_import_for
from lartraff.results.queries.wording import listed

IMPORTS_PER_PAGE = 30
# So many files are named in a sentence.
FILES_NAMED = 3


def imports_of(user: AnyUser, page: str | None) -> "Page[Any]":
    """A page of the imports that `user` may see, the newest first, with all that a row shows.

    `is_of_others_too`: it holds schools that `user` does not load results for, and so does not undo.
    """
    others = ImportBatch.schools.through.objects.filter(importbatch=OuterRef("pk")).exclude(
        school__in=schools_to_import_for(user).values("pk")
    )
    found = (
        imports_visible_to(user)
        .select_related("by", "undone_by")
        .prefetch_related(Prefetch("schools", School.objects.order_by("name")))
        .annotate(is_of_others_too=Exists(others))
        .order_by("-confirmed_at", "-pk")
    )
    return Paginator(found, IMPORTS_PER_PAGE).get_page(page)


def import_with_number(number: int) -> ImportBatch | None:
    """A saved import, undone or not, by the number that the command line knows it by."""
    return ImportBatch.objects.exclude(state="TRIAL").filter(pk=number).first()


def why_not_undo(batch: ImportBatch) -> str:
    """A sentence where the import cannot be undone, whoever asks; empty where it can."""
    if batch.state == "UNDONE":
        return _("This import has already been undone.")
    if batch.state != "CONFIRMED":
        return _("This import has not been saved, so there is nothing to undo.")
    if batch.replaced_count is None:
        return _(
            "What this import replaced was not kept at that time, so it cannot be undone. Load the right file: it"
            " replaces."
        )
    later = batch.replaced_by.filter(state="CONFIRMED").order_by("-confirmed_at", "-pk").first()
    if later is not None:
        return _("A later import has replaced some of this: %(later)s. Undo that one first.") % {"later": called(later)}
    return ""


def called(batch: ImportBatch) -> str:
    """How an import is named in a sentence: by its files and when it was saved."""
    saved = date_format(timezone.localtime(batch.confirmed_at or batch.read_at), "DATETIME_FORMAT")
    names = batch.file_names
    if not names:
        return saved
    shown = listed(names[:FILES_NAMED]) if len(names) <= FILES_NAMED else f"{listed(names[:FILES_NAMED])} …"
    return _("%(files)s, saved %(when)s") % {"files": shown, "when": saved}


@dataclass(frozen=True, slots=True)
class Undoing:
    """What undoing an import would do. `comes_back`: rows, and the imports that they came with."""

    batch: ImportBatch
    goes: int
    comes_back: int
    from_imports: Sequence[str]
    why_not: str


def undoing(batch: ImportBatch) -> Undoing:
    return Undoing(
        batch,
        goes=batch.row_count,
        comes_back=batch.replaced_count or 0,
        from_imports=[called(earlier) for earlier in batch.replaces.order_by("-confirmed_at", "-pk")],
        why_not=why_not_undo(batch),
    )


def kind_in_words(kind: str) -> str:
    """What kind of file it is, as people say it: final grades of year 9."""
    return str(dict(ImportBatch._meta.get_field("kind").flatchoices).get(kind, ""))
