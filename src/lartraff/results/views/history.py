"""What has been imported: who, when, which files; and undoing it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lartraff.core.access import require
from lartraff.people.requests import Request
from lartraff.results import actions
from lartraff.results.permissions import can_import_anything, can_undo_import, imports_visible_to
from lartraff.results.queries import imports_of, undoing


@require_safe
def imports(request: Request) -> HttpResponse:
    require(can_import_anything(request.user))
    return render(request, "results/imports.html", {"page": imports_of(request.user, request.GET.get("page"))})


@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: Request, pk: int) -> HttpResponse:
    batch = get_object_or_404(imports_visible_to(request.user), pk=pk)
    require(can_undo_import(request.user, batch))
    if request.method != "POST":
        return render(request, "results/undo.html", {"undoing": undoing(batch)})
    try:
        actions.undo_import(batch, by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect("results:undo", pk=pk)
    messages.success(request, _("The import is undone. What was there before is back."))
    return redirect("results:imports")
