from django.urls import path

from lartraff.demo import views

app_name = "demo"
urlpatterns = [path("", views.personas, name="personas")]
