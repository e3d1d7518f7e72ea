"""Addresses of the area of keyfigures."""

from django.urls import URLPattern, path

from ramverk.apps.keyfigures.views import analysing, bringing, figures, presenting, settling, tables

app_name = "keyfigures"
urlpatterns: list[URLPattern] = [
    path("", figures.index, name="index"),
    path("katalog/", figures.catalogue, name="catalogue"),
    path("kostnad-och-kvalitet/", figures.cost_and_quality, name="scatter"),
    path("referenskostnad/", figures.reference_costs, name="reference"),
    path("andrat/", figures.what_moved, name="moved"),
    path("kallor/", bringing.sources, name="sources"),
    path("analys/", analysing.analysis, name="analysis"),
    path("analys/ny/", analysing.finding, name="new_finding"),
    path("analys/<int:pk>/andra/", analysing.finding, name="finding"),
    path("analys/<int:pk>/ta-bort/", analysing.remove, name="remove_finding"),
    path("analys/underteckna/", analysing.sign, name="sign"),
    path("analys/oppna/", analysing.reopen, name="reopen"),
    path("analys/version/<int:number>/", analysing.edition, name="analysis_edition"),
    path("analys/version/<int:number>/svara/", analysing.answer, name="answer"),
    path("presentationer/", presenting.presentations, name="presentations"),
    path("presentationer/<int:body>/", presenting.presentation, name="presentation"),
    path("presentationer/<int:body>/skriv/", presenting.write, name="write_presentation"),
    path("kallor/januari/", bringing.lay_in_set, name="january_set"),
    path("kallor/hamta/<slug:what>/", bringing.fetch, name="fetch"),
    path("kallor/scb/", tables.tables, name="tables"),
    path("kallor/scb/<slug:number>/", tables.table, name="table"),
    path("grupper/", settling.groups, name="groups"),
    path("katalog/nytt/", settling.add, name="add"),
    path("id/<str:code>/beskriv/", settling.describe, name="describe"),
    path("id/<str:code>/skriv-in/", settling.type_in, name="type"),
    path("id/<str:code>/", figures.indicator, name="indicator"),
]
