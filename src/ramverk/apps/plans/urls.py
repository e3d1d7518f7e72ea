"""Addresses of the area of plans."""

from django.urls import path

from ramverk.apps.plans.views import commenting, earlier, exchanging, governing, pages, reading, summarising, writing

app_name = "plans"
urlpatterns = [
    path("", pages.index, name="index"),
    path("mall/", governing.template, name="template"),
    path("mal/", governing.goals, name="goals"),
    path("mal/forra-aret/", earlier.earlier_goals, name="earlier_goals"),
    path("mal/forra-aret/mall.xlsx", earlier.goals_template, name="goals_template"),
    path("katalog/", governing.catalogue, name="catalogue"),
    path("<int:pk>/plan.xlsx", exchanging.workbook, name="workbook"),
    path("<int:pk>/las-tillbaka/", exchanging.back, name="load_workbook"),
    path("<int:pk>/forra-arets-mal/", earlier.plan_goals, name="plan_goals"),
    path("<int:pk>/<slug:verb>/", writing.plan_deed, name="plan_deed"),
    path("<int:pk>/", pages.plan, name="plan"),
    path("avsnitt/<int:pk>/", writing.section, name="section"),
    path("avsnitt/<int:pk>/spara-sjalv/", writing.autosave, name="autosave"),
    path("avsnitt/<int:pk>/versioner/", reading.versions, name="versions"),
    path("avsnitt/<int:pk>/kommentera/", commenting.add, name="comment"),
    path("kommentar/<int:pk>/<slug:verb>/", commenting.deed, name="comment_deed"),
    path("i-korthet/dialog/<int:pk>/", summarising.at_dialogue, name="summaries"),
    path("i-korthet/dialog/<int:pk>/fraga/", summarising.ask, name="ask"),
    path("i-korthet/<int:pk>/", summarising.shown, name="summary"),
    path("i-korthet/inlamnad/<int:pk>/<int:activity>/", summarising.handed_in, name="summary_handed_in"),
    path("klistra/", writing.pasted, name="pasted"),
    path("avsnitt/<int:pk>/mal/<slug:key>/", writing.goal, name="goal"),
    path("avsnitt/<int:pk>/<slug:verb>/", writing.deed, name="deed"),
]
