"""Addresses of publishing for those who publish."""

from django.urls import include, path

from ramverk.apps.publishing.views import working

app_name = "publishing"
urlpatterns = [
    path("", working.index, name="index"),
    path("ny/", working.start, name="start"),
    path("<int:pk>/", working.publication, name="publication"),
    path("<int:pk>/oppna/", working.set_opening, name="set_opening"),
    path("<int:pk>/aterkalla/", working.take_back, name="withdraw"),
    path("<int:pk>/fil/<slug:ending>/", working.preview_file, name="preview_file"),
    path("", include("ramverk.apps.publishing.urls_documents")),
]
