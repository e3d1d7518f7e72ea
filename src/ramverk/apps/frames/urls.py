"""Addresses of the area of frames."""

from django.urls import path

from ramverk.apps.frames.views import assuming, directing, experimenting, goaling, pages, stating, writing

app_name = "frames"
urlpatterns = [
    path("", pages.index, name="index"),
    path("jamfor/", pages.compare_page, name="compare"),
    path("las-in/", writing.read_budget, name="import"),
    path("mal/", goaling.goals, name="goals"),
    path("mal/<int:pk>/ta-bort/", goaling.remove, name="remove_goal"),
    path("ny/", writing.start, name="start"),
    path("antaganden/<slug:kind>/", assuming.add, name="add_assumptions"),
    path("<int:pk>/", pages.edition, name="edition"),
    path("<int:pk>/brygga/", pages.bridge_page, name="bridge"),
    path("<int:pk>/varfor/", pages.why, name="why"),
    path("<int:pk>/utgava.json", pages.as_json, name="json"),
    path("<int:pk>/utgava.xlsx", pages.as_workbook, name="workbook"),
    path("<int:pk>/utskick/", writing.dispatch, name="dispatch"),
    path("<int:pk>/budgetar/", stating.statements, name="statements"),
    path("<int:pk>/budgetar/varfor/", stating.why_statement, name="why_statement"),
    path("<int:pk>/budgetar/<slug:kind>/", stating.plan, name="statement_plan"),
    path("<int:pk>/labb/", experimenting.lab, name="lab"),
    path("<int:pk>/direktiv/", directing.read, name="directive"),
    path("<int:pk>/direktiv/skriv/", directing.write, name="write_directive"),
    path("<int:pk>/direktiv.docx", directing.word, name="directive_word"),
    path("<int:pk>/andringar/", writing.changes, name="changes"),
    path("<int:pk>/andringar.xlsx", writing.changes_workbook, name="changes_workbook"),
    path("<int:pk>/las-tillbaka/", writing.return_workbook, name="return_workbook"),
    path("<int:pk>/ramvaxling/", writing.transfer, name="transfer"),
    path("<int:pk>/ramvaxling/ta-bort/", writing.remove_transfer, name="remove_transfer"),
    path("<int:pk>/antaganden/", assuming.of_edition, name="assumptions"),
    path("<int:pk>/antaganden/valj/", assuming.choose, name="choose"),
    path("<int:pk>/granska/", writing.review, name="review"),
    path("<int:pk>/<slug:verb>/", writing.deed, name="deed"),
]
