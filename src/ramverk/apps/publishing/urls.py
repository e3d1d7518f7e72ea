"""Addresses of publishing for those who publish."""

from django.urls import include, path

from ramverk.apps.publishing.views import handing_over, working

app_name = "publishing"
urlpatterns = [
    path("", working.index, name="index"),
    path("ny/", working.start, name="start"),
    path("fragor/", handing_over.asked, name="asked"),
    path("fragor/<int:pk>/", handing_over.question, name="question"),
    path("fragor/<int:pk>/at-sidan/", handing_over.lay_aside, name="lay_aside"),
    path("kontakt/", handing_over.contact, name="contact"),
    path("overlamning/", handing_over.handing_over, name="handing_over"),
    path("overlamning/arkiv/", handing_over.archive, name="archive"),
    path("overlamning/arkiv/<int:pk>/", handing_over.package, name="package"),
    path("<int:pk>/arende/", handing_over.case_files, name="case_files"),
    path("<int:pk>/", working.publication, name="publication"),
    path("<int:pk>/oppna/", working.set_opening, name="set_opening"),
    path("<int:pk>/aterkalla/", working.take_back, name="withdraw"),
    path("<int:pk>/fil/<slug:ending>/", working.preview_file, name="preview_file"),
    path("", include("ramverk.apps.publishing.urls_documents")),
]
