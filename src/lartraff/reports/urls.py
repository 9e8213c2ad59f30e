"""What a school gives account with: pages to show, print and hand over."""

from django.urls import URLPattern

app_name = "reports"
urlpatterns: list[URLPattern] = []
