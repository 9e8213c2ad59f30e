from django.urls import path
from lartraff.insights.views import home
app_name = "results"
urlpatterns = [path("", home, name="matrix")]
