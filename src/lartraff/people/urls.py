"""Staff, mandates, language and the audit trail; and of allauth's sign-in pages those that a school needs."""

from allauth.account import views as account
from django.urls import path, re_path

from lartraff.people.views import account as own_account
from lartraff.people.views import audit, language, mandates, staff, teaching, terms

app_name = "people"
urlpatterns = [
    path("staff/", staff.staff, name="staff"),
    path("staff/audit/", audit.trail, name="audit"),
    path("staff/<int:school_pk>/terms/", terms.terms, name="terms"),
    path("staff/<int:school_pk>/terms/<int:year>/<str:season>/", terms.edit_term, name="edit_term"),
    path("staff/<int:school_pk>/teaching/", teaching.teaching, name="teaching"),
    path("staff/<int:school_pk>/add/", staff.add_colleague, name="add_colleague"),
    path("staff/<int:school_pk>/<int:pk>/", staff.edit_colleague, name="edit_colleague"),
    path("staff/<int:school_pk>/<int:pk>/invite/", staff.invite_colleague, name="invite_colleague"),
    path("staff/<int:school_pk>/<int:pk>/end/", staff.end_employment, name="end_employment"),
    path("mandates/", mandates.mandates, name="mandates"),
    path("mandates/<int:school_pk>/ask/", mandates.ask, name="ask_to_lead"),
    path("mandates/<int:pk>/", mandates.mandate, name="mandate"),
    path("mandates/<int:pk>/answer/", mandates.answer, name="answer_mandate"),
    path("mandates/<int:pk>/change/", mandates.change, name="change_mandate"),
    path("mandates/<int:pk>/withdraw/", mandates.withdraw, name="withdraw_mandate"),
    path("mandates/<int:pk>/group/", mandates.tie, name="tie_mandate"),
    path("language/", language.set_language, name="set_language"),
    path("account/", own_account.account, name="account"),
]

# Included by config without a namespace: allauth finds these pages by their plain names.
account_urlpatterns = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("signup/", account.signup, name="account_signup"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("password/reset/", account.password_reset, name="account_reset_password"),
    path("password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
]
