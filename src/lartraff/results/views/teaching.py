"""Loading who teaches what: a table is tried first, and saved when it has been looked at."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from lartraff.core.access import require
from lartraff.people.actions.teaching import set_teaching_of_many
from lartraff.people.forms.teaching import pack, unpack
from lartraff.people.models import School
from lartraff.people.permissions import can_manage_staff, schools_with_staff_visible_to
from lartraff.people.queries import staff_of, subjects
from lartraff.people.requests import Request
from lartraff.results.forms.teaching import TeachingTableForm
from lartraff.results.importers.teaching import try_teaching


def school_to_manage(request: Request, pk: int) -> School:
    school = get_object_or_404(schools_with_staff_visible_to(request.user), pk=pk)
    require(can_manage_staff(request.user, school))
    return school


# Exempt only so that the handler can be set before the body is read; `receive` checks the token.
@csrf_exempt
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def import_teaching(request: Request, school_pk: int) -> HttpResponse:
    school = school_to_manage(request, school_pk)
    if request.method != "POST":
        return show_form(request, school, TeachingTableForm())
    # Read in memory or not at all: no table is ever written to disk, not even on its way.
    request.upload_handlers = [MemoryFileUploadHandler(request)]
    return receive(request, school)


@csrf_protect
def receive(request: Request, school: School) -> HttpResponse:
    form = TeachingTableForm(request.POST, request.FILES)
    if not form.is_valid():
        return show_form(request, school, form)
    trial = try_teaching(request.user, school, *form.table())
    if trial.errors:
        form.add_error(None, ValidationError(list(trial.errors)))
        return show_form(request, school, form)
    packed = pack({change.person: change.subjects for change in trial.changes})
    return render(request, "results/teaching_trial.html", {"school": school, "trial": trial, "packed": packed})


def show_form(request: Request, school: School, form: TeachingTableForm) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, "results/import_teaching.html", {"school": school, "form": form}, status=status)


@require_POST
def save_teaching(request: Request, school_pk: int) -> HttpResponse:
    school = school_to_manage(request, school_pk)
    wanted = unpack(request.POST.get("teaching", ""), staff_of(school), subjects())
    try:
        changed = set_teaching_of_many(school, wanted, by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        said = ngettext("Saved: %(number)s person changed.", "Saved: %(number)s people changed.", len(changed))
        messages.success(request, said % {"number": len(changed)} if changed else _("Nothing had changed."))
    return redirect("people:teaching", school_pk=school.pk)
