"""Loading results: choose files, look at what they hold, save it all or throw it away."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lartraff.core.access import require
from lartraff.people.requests import Request
from lartraff.results import actions
from lartraff.results.importers.own_tables import own_table_in
from lartraff.results.importers.sentences import sentences
from lartraff.results.importers.uploads import CountingUploadHandler
from lartraff.results.logic.gathering import MAX_FILES
from lartraff.results.logic.problems import Problem, Severity
from lartraff.results.permissions import (
    can_confirm_import,
    can_import_anything,
    imports_visible_to,
    schools_to_import_for,
    trials_visible_to,
)
from lartraff.results.queries import kind_in_words, trial_overview
from lartraff.results.queries.mappings import schools_known_to, table_behind


# Exempt only so that the handler can be set before the body is read; `receive` checks the token.
@csrf_exempt
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def import_file(request: Request) -> HttpResponse:
    require(can_import_anything(request.user))
    if request.method != "POST":
        return show_form(request)
    announced = request.META.get("CONTENT_LENGTH") or "0"
    handler = CountingUploadHandler("file", int(announced) if announced.isdigit() else 0)
    request.upload_handlers = [handler]
    return receive(request, handler)


@csrf_protect
def receive(request: Request, handler: CountingUploadHandler) -> HttpResponse:
    _fields = request.POST  # reads the whole request, through the handler
    reading = handler.gathering.finish()
    found = own_table_in(handler.gathering, schools_known_to(request.user))
    if found is not None:
        held = actions.hold_table(found, file_name=handler.gathering.name, by=request.user)
        return redirect("results:columns", pk=held.table.pk) if held.table else show_form(request, held.problems)
    trial = actions.start_trial(reading, by=request.user)
    if trial.batch is None:
        return show_form(request, trial.problems)
    return redirect("results:trial", pk=trial.batch.pk)


def show_form(request: Request, problems: tuple[Problem, ...] = ()) -> HttpResponse:
    context = {
        "errors": sentences(problems, Severity.ERROR),
        "schools": schools_to_import_for(request.user),
        "most_files": MAX_FILES,
        "has_imports": imports_visible_to(request.user).exists(),
    }
    return render(request, "results/import.html", context, status=422 if problems else 200)


@require_safe
def trial(request: Request, pk: int) -> HttpResponse:
    batch = get_object_or_404(trials_visible_to(request.user), pk=pk)
    require(can_confirm_import(request.user, batch))
    overview = trial_overview(batch)
    context = {
        "trial": overview,
        "table_on_hold": table_behind(batch),
        "files": [{**file, "kind": kind_in_words(file["kind"])} for file in batch.files],
        "warnings": sentences(overview.problems, Severity.WARNING),
        "notes": sentences(overview.problems, Severity.NOTE),
    }
    return render(request, "results/trial.html", context)


@require_POST
def confirm(request: Request, pk: int) -> HttpResponse:
    batch = get_object_or_404(trials_visible_to(request.user), pk=pk)
    require(can_confirm_import(request.user, batch))
    school = batch.schools.first()
    try:
        actions.confirm_import(batch, by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect("results:import")
    messages.success(request, _("The results are saved. The files themselves are not kept."))
    return redirect(f"{reverse('results:matrix')}?school={school.pk}" if school else "results:imports")


@require_POST
def discard(request: Request, pk: int) -> HttpResponse:
    batch = get_object_or_404(trials_visible_to(request.user), pk=pk)
    require(can_confirm_import(request.user, batch))
    try:
        actions.discard_trial(batch, by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("Nothing was saved."))
    return redirect("results:import")
