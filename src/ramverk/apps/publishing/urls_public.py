"""Addresses of the public site: stable, without sign-in."""

from django.urls import path

from ramverk.apps.publishing.views import public

app_name = "public"
urlpatterns = [
    path("offentligt/", public.front, name="front"),
    path("offentligt/kalender/", public.calendar, name="calendar"),
    path("offentligt/data/", public.data, name="data"),
    path("offentligt/<slug:slug>/", public.document, name="document"),
    path("offentligt/<slug:slug>/<str:name>", public.file, name="file"),
    path("datasets/dcat", public.dcat, name="dcat"),
]
