from django.urls import path

from lartraff.insights import views

app_name = "insights"
urlpatterns = [
    path("", views.home, name="home"),
    path("groups/", views.groups, name="groups"),
    path("groups/<int:pk>/", views.group, name="group"),
    path("groups/<int:pk>/as-the-principal/", views.as_principal, name="as_principal"),
]
