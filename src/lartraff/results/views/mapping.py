"""Somebody's own table: paste it, say what its columns mean, look at the result."""

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from lartraff.core.access import require
from lartraff.people.requests import Request
from lartraff.results import actions
from lartraff.results.importers.column_forms import ROWS_SHOWN, ColumnsForm
from lartraff.results.importers.own_tables import read_pasted
from lartraff.results.importers.sentences import sentences
from lartraff.results.logic.problems import Problem, Severity
from lartraff.results.logic.proposing import Proposed
from lartraff.results.logic.proposing_tables import Table, remembered
from lartraff.results.logic.proposing_uses import LeftOut, Role
from lartraff.results.models import ColumnMapping, TableOnHold
from lartraff.results.permissions import (
    can_forget_mapping,
    can_import_anything,
    can_try_table,
    schools_to_import_for,
    tables_on_hold_visible_to,
)
from lartraff.results.queries.imports import subjects_by_code
from lartraff.results.queries.mappings import meaning_of, schools_known_to


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def paste(request: Request) -> HttpResponse:
    require(can_import_anything(request.user))
    if request.method != "POST":
        return show_paste(request)
    found = read_pasted(taken_out(request), schools_known_to(request.user))
    if isinstance(found, Proposed):
        held = actions.hold_table(found, file_name="", by=request.user)
        return redirect("results:columns", pk=held.table.pk) if held.table else show_paste(request, held.problems)
    trial = actions.start_trial(found, by=request.user)
    return redirect("results:trial", pk=trial.batch.pk) if trial.batch else show_paste(request, trial.problems)


def taken_out(request: Request) -> bytes:
    """What was pasted. The request no longer has it, so that no error page can show it."""
    pasted = request.POST.get("table", "").encode("utf-8", "replace")
    request.POST = QueryDict()
    return pasted


def show_paste(request: Request, problems: tuple[Problem, ...] = ()) -> HttpResponse:
    # What was pasted is not sent back: it may be about pupils.
    context = {"errors": sentences(problems, Severity.ERROR)}
    return render(request, "results/paste.html", context, status=422 if problems else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: Request, pk: int) -> HttpResponse:
    kept = get_object_or_404(tables_on_hold_visible_to(request.user), pk=pk)
    require(can_try_table(request.user, kept))
    table, meaning = as_last_time(Table.from_json(kept.content), request)
    form = ColumnsForm(
        request.POST if request.method == "POST" else None,
        table=table,
        schools=list(schools_to_import_for(request.user)),
        subjects=subjects_by_code(),
    )
    if request.method != "POST" or not form.is_valid():
        return show_columns(request, kept, form, meaning)
    tried = actions.try_table(kept, uses=form.uses, given=form.given, by=request.user)
    if tried.trial.batch is not None:
        return redirect("results:trial", pk=tried.trial.batch.pk)
    form.tell_missing(tried.said.missing)
    return show_columns(request, kept, form, meaning, tried.trial.problems)


def as_last_time(table: Table, request: Request) -> tuple[Table, ColumnMapping | None]:
    """The table as its columns were explained last time, if they were."""
    meaning = meaning_of(table.shape, request.user)
    known = remembered(table, meaning.columns) if meaning else None
    return (known, meaning) if known else (table, None)


def show_columns(
    request: Request,
    kept: TableOnHold,
    form: ColumnsForm,
    meaning: ColumnMapping | None,
    problems: tuple[Problem, ...] = (),
) -> HttpResponse:
    table = form.table
    left_out = {column.proposal.left_out for column in table.columns}
    context = {
        "kept": kept,
        "form": form,
        "table": table,
        "lines": [row.line for row in table.rows[:ROWS_SHOWN]],
        "sheets": len(table.sheets),
        "has_names": bool(left_out & {LeftOut.NAMES, LeftOut.PERSONAL_NUMBERS}),
        "has_classes": any(column.proposal.use.role is Role.CLASS for column in table.columns),
        "meaning": meaning,
        "may_forget": bool(meaning and can_forget_mapping(request.user, meaning)),
        "errors": sentences(problems, Severity.ERROR),
        "warnings": sentences(table.notes, Severity.WARNING),
        "notes": sentences(table.notes, Severity.NOTE),
    }
    return render(request, "results/columns.html", context, status=422 if form.is_bound else 200)


@require_POST
def drop(request: Request, pk: int) -> HttpResponse:
    kept = get_object_or_404(tables_on_hold_visible_to(request.user), pk=pk)
    require(can_try_table(request.user, kept))
    actions.drop_table(kept, by=request.user)
    messages.success(request, _("Nothing was saved."))
    return redirect("results:import")


@require_POST
def forget(request: Request, pk: int) -> HttpResponse:
    """Forget what the columns of this table meant last time, and propose them anew."""
    kept = get_object_or_404(tables_on_hold_visible_to(request.user), pk=pk)
    require(can_try_table(request.user, kept))
    if meaning := meaning_of(Table.from_json(kept.content).shape, request.user):
        require(can_forget_mapping(request.user, meaning))
        actions.forget_mapping(meaning, by=request.user)
        messages.success(request, _("Forgotten. The columns are proposed anew."))
    return redirect("results:columns", pk=kept.pk)
