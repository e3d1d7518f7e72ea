"""Addresses of the public site: stable, without sign-in."""

from django.urls import path

from ramverk.apps.publishing.views import outside, public, resident

app_name = "public"
urlpatterns = [
    path("offentligt/", public.front, name="front"),
    path("offentligt/kalender/", public.calendar, name="calendar"),
    path("offentligt/data/", public.data, name="data"),
    path("offentligt/forslag/", resident.proposals, name="proposals"),
    path("offentligt/mal/", resident.goals, name="goals"),
    path("offentligt/investeringar/", resident.investments, name="investments"),
    path("offentligt/andringar/", resident.changes, name="changes"),
    path("offentligt/prova/", resident.attempt, name="attempt"),
    path("offentligt/beslut/<int:number>/", public.decision, name="decision"),
    path("offentligt/press/", outside.press, name="press"),
    path("offentligt/fragor/", outside.questions, name="questions"),
    path("offentligt/tillganglighet/", outside.access, name="access"),
    path("offentligt/skicka/<slug:kind>/", outside.send, name="send"),
    path("offentligt/api/", outside.interface, name="interface"),
    path("offentligt/<slug:slug>/", public.document, name="document"),
    path("offentligt/<slug:slug>/<str:name>", public.file, name="file"),
    path("datasets/dcat", public.dcat, name="dcat"),
]
