"""Addresses of the area of investments."""

from django.urls import path

from ramverk.apps.investments.views import following, overview, prerequisites, revising, sheets, workbooks

app_name = "investments"
urlpatterns = [
    path("", overview.index, name="index"),
    path("projekt/", overview.projects, name="projects"),
    path("listor/frys/", overview.freeze, name="freeze"),
    path("listor/<int:pk>/", overview.frozen_list, name="list"),
    path("utgava/<int:pk>/", overview.of_edition, name="edition"),
    path("forutsattningar/", prerequisites.read, name="prerequisites"),
    path("forutsattningar/skriv/", prerequisites.write, name="write_prerequisites"),
    path("forutsattningar/utskick/", prerequisites.dispatch, name="dispatch"),
    path("forutsattningar/pagaende/", following.ongoing, name="ongoing"),
    path("projekt/<int:pk>/skede/", following.gate, name="gate"),
    path("projekt/<int:pk>/slutredovisa/", following.report, name="report"),
    path("namnd/<int:pk>/", sheets.of_board, name="board"),
    path("namnd/<int:pk>/nytt/", sheets.new, name="new"),
    path("namnd/<int:pk>/arbetsbok.xlsx", workbooks.fetch, name="workbook"),
    path("namnd/<int:pk>/las-tillbaka/", workbooks.give_back, name="return"),
    path("namnd/<int:pk>/rakna/", sheets.count, name="count"),
    path("namnd/<int:pk>/ordning/", sheets.rank, name="rank"),
    path("projekt/<int:pk>/", sheets.project, name="project"),
    path("projekt/<int:pk>/skriv/", sheets.write, name="write"),
    path("projekt/<int:pk>/ta-bort/", sheets.remove, name="remove"),
    path("projekt/<int:pk>/spara-sjalv/", sheets.autosave, name="autosave"),
    path("projekt/<int:pk>/bilagor/", sheets.files, name="files"),
    path("projekt/<int:pk>/bilagor/<int:file>/", sheets.file, name="file"),
    path("revidering/<int:pk>/", revising.revision, name="revision"),
    path("revidering/<int:pk>/<slug:verb>/", revising.deed, name="revision_deed"),
]
