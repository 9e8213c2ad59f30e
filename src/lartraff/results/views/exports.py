"""What is seen, taken out as a table: the same figures, hidden in the same places."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from lartraff.core.access import require
from lartraff.people.queries import subjects
from lartraff.people.requests import Request
from lartraff.results.forms import SchoolsChoices
from lartraff.results.logic.taken_out import Table, as_csv, as_xlsx
from lartraff.results.permissions import can_compare_schools
from lartraff.results.queries import tables
from lartraff.results.queries.sources import sources_of
from lartraff.results.views import comparison, schools
from lartraff.results.views.frame import choose
from lartraff.results.views.matrix import matrix_of
from lartraff.results.views.subject import results_of

KINDS = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "xlsx": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


@require_safe
def matrix(request: Request, kind: str) -> HttpResponse:
    school, choices = choose(request)
    found = matrix_of(request, school, choices)
    return taken_out(tables.matrix_table(found, sources_of(found.batches)), kind)


@require_safe
def subject(request: Request, code: str, kind: str) -> HttpResponse:
    school, choices = choose(request)
    found = results_of(request, school, get_object_or_404(subjects(), code=code), choices)
    return taken_out(tables.subject_table(found, sources_of(found.batches)), kind)


@require_safe
def beside(request: Request, kind: str) -> HttpResponse:
    school, choices = choose(request)
    found = comparison.comparison_of(request, school, choices)
    return taken_out(tables.comparison_table(found, sources_of(found.batches)), kind)


@require_safe
def against(request: Request, kind: str) -> HttpResponse:
    school, choices = choose(request)
    found = comparison.against_of(request, school, choices)
    return taken_out(tables.against_table(found, sources_of(found.batches)), kind)


@require_safe
def all_schools(request: Request, kind: str) -> HttpResponse:
    require(can_compare_schools(request.user))
    found = schools.comparison_of(request, SchoolsChoices.read(request.GET), page=None)
    return taken_out(tables.schools_table(found, sources_of(found.batches)), kind)


def taken_out(table: Table, kind: str) -> HttpResponse:
    """A file with a name that says what it is."""
    if kind not in KINDS:
        raise Http404
    write, content_type = KINDS[kind]
    name = f"{slugify(table.title)}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(write(table), content_type=content_type, headers=headers)
