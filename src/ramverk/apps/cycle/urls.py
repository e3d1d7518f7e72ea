"""Addresses of the cycle area."""

from django.urls import path

from ramverk.apps.cycle.views import activity, deeds, imports, moves, personal, settings, year

app_name = "cycle"
urlpatterns = [
    path("aret/", year.year, name="year"),
    path("mitt-arbete/", personal.my_work, name="my_work"),
    path("meddelanden/", personal.notices, name="notices"),
    path("meddelanden/last/", personal.read, name="read_notices"),
    path("tidplan/las-in/", imports.imports, name="imports"),
    path("tidplan/las-in/<int:pk>/", imports.taken_in, name="import"),
    path("tidplan/las-in/<int:pk>/kasta/", imports.discard, name="discard_import"),
    path("omgang/<int:pk>/", settings.settings, name="settings"),
    path("omgang/<int:pk>/avsluta/", settings.close, name="close_round"),
    path("omgang/<int:pk>/oppna-igen/", settings.reopen, name="reopen_round"),
    path("omgang/<int:pk>/handelser/", deeds.deeds, name="deeds"),
    path("omgang/<int:pk>/tidplan.<slug:to>", year.print_plan, name="print_plan"),
    path("omgang/<int:round_pk>/flytta/", moves.move, name="move"),
    path("omgang/<int:round_pk>/ny/", activity.add, name="add_activity"),
    path("fas/<int:pk>/", settings.phase, name="phase"),
    path("aktivitet/<int:pk>/", activity.activity, name="activity"),
    path("aktivitet/<int:pk>/andra/", activity.edit, name="edit_activity"),
    path("aktivitet/<int:pk>/dela/", activity.split, name="split_activity"),
    path("aktivitet/<int:pk>/sla-ihop/", activity.merge, name="merge_activities"),
    path("aktivitet/<int:pk>/ansvar/", activity.assign, name="reassign_activity"),
    path("aktivitet/<int:pk>/bestam-dag/", activity.fix, name="fix_day"),
    path("aktivitet/<int:pk>/vantar-pa/", activity.need, name="add_need"),
    path("vantar-pa/<int:pk>/ta-bort/", activity.drop_need, name="remove_need"),
    path("aktivitet/<int:pk>/<slug:deed>/", activity.flip, name="flip"),
]
