from django.urls import path

from lartraff.voices import views

app_name = "voices"
urlpatterns = [
    path("feedback/<int:pk>/answer/", views.answer, name="answer"),
    path("feedback/<int:pk>/respond/", views.respond, name="respond"),
    path("feedback/requests/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
]
