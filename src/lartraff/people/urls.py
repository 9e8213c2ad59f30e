"""Staff, sign-in and language. Of allauth's pages only those that a school needs."""

from allauth.account import views as account
from django.urls import path

from lartraff.people import views

app_name = "people"
urlpatterns = [
    path("staff/", views.staff, name="staff"),
    path("language/", views.set_language, name="set_language"),
]
