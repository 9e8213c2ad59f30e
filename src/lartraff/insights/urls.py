from django.urls import path

from lartraff.insights import views

app_name = "insights"
urlpatterns = [
    path("", views.home, name="home"),
    path("groups/", views.groups, name="groups"),
]
