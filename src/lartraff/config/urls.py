"""Where every room's pages are."""

from django.conf import settings
from django.urls import include, path

from lartraff.core.views import health
from lartraff.people.urls import account_urlpatterns

urlpatterns = [
    path("", include("lartraff.insights.urls")),
    path("results/", include("lartraff.results.urls")),
    path("", include("lartraff.reports.urls")),
    path("", include("lartraff.meetings.urls")),
    path("", include("lartraff.live.urls")),
    path("", include("lartraff.voices.urls")),
    path("", include("lartraff.people.urls")),
    path("accounts/", include(account_urlpatterns)),
    path("healthz", health, name="health"),
]

if settings.DEMO:
    urlpatterns.append(path("demo/", include("lartraff.demo.urls")))
