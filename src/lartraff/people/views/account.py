"""One's own account: what one wants to be told, and the password."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lartraff.people.actions.staff import set_reminders
from lartraff.people.forms.account import NoticesForm
from lartraff.people.requests import Request


@require_http_methods(["GET", "HEAD", "POST"])
def account(request: Request) -> HttpResponse:
    form = NoticesForm(request.POST or None, initial={"reminders": request.user.reminders})
    if request.method == "POST":
        # A box that is not ticked is not sent, so an empty form is an answer too.
        set_reminders(request.user, wanted="reminders" in request.POST)
        messages.success(request, _("Saved."))
        return redirect("people:account")
    return render(request, "people/account.html", {"form": form})
