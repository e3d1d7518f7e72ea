"""Addresses of the area of decisions."""

from django.urls import path

from ramverk.apps.decisions.views import (
    confirming,
    deciding,
    drafting,
    force,
    pages,
    papers,
    preparing,
    referral,
    voting,
)

app_name = "decisions"
urlpatterns = [
    path("", pages.index, name="index"),
    path("steg/<int:pk>/", pages.activity, name="activity"),
    path("arende/<int:pk>/", pages.matter, name="matter"),
    path("arende/<int:pk>/vidare/", preparing.bring, name="bring_on"),
    path("behandling/<int:pk>/", pages.sitting, name="sitting"),
    path("behandling/<int:pk>/att-satser/", preparing.clauses, name="clauses"),
    path("behandling/<int:pk>/forslag/", preparing.table, name="table"),
    path("behandling/<int:pk>/narvaro/", deciding.attendance, name="attendance"),
    path("behandling/<int:pk>/yrka/", deciding.move, name="move"),
    path("behandling/<int:pk>/reservera/", deciding.reservation, name="reserve"),
    path("behandling/<int:pk>/skjut-upp/", deciding.put_off, name="postpone"),
    path("behandling/<int:pk>/avsluta/", deciding.finish, name="close"),
    path("behandling/<int:pk>/protokoll/", pages.minutes, name="minutes"),
    path("behandling/<int:pk>/laga-kraft/", force.force, name="force"),
    path("behandling/<int:pk>/nya-dagar/", referral.new_days, name="new_days"),
    path("behandling/<int:pk>/underlag/", papers.lay, name="lay_notes"),
    path("behandling/<int:pk>/<slug:verb>/", deciding.deed, name="deed"),
    path("underlag/<int:pk>/", papers.paper, name="paper"),
    path("reservation/<int:pk>/", papers.hand_in, name="hand_in"),
    path("reservation/bilaga/<int:pk>/", papers.written, name="written_reservation"),
    path("att-sats/<int:pk>/<slug:verb>/", deciding.clause_deed, name="clause_deed"),
    path("yrkande/<int:pk>/ta-tillbaka/", deciding.take_back, name="withdraw"),
    path("votering/<int:pk>/", voting.vote, name="vote"),
    path("votering/<int:pk>/stang/", voting.close, name="close_vote"),
    path("beredning/<int:pk>/", drafting.drafting, name="drafting"),
    path("konfirmera/<int:pk>/", confirming.gate, name="gate"),
    path("atgard/<int:pk>/", deciding.duty, name="duty"),
    path("atgard/<int:pk>/utdrag/", force.extract, name="extract"),
]
