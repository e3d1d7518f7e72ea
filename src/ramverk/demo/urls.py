"""The demo's own addresses."""

from django.urls import path

from ramverk.demo import views

app_name = "demo"
urlpatterns = [
    path("", views.switchboard, name="switchboard"),
    path("dag/", views.change_day, name="change_day"),
    path("person/", views.change_person, name="change_person"),
]
