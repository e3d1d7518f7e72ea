"""Addresses of documents: any of them in any form, and the workspace where one is written. Part of `publishing`."""

from django.urls import path

from ramverk.apps.publishing.views import fetching, workspace

urlpatterns = [
    path("som/<slug:kind>/<int:pk>.<slug:ending>", fetching.fetch, name="fetch"),
    path("som/motionsutkast/<uuid:uid>.<slug:ending>", fetching.draft_motion, name="draft_motion"),
    path("att-skriva/", workspace.mine, name="to_write"),
    path("<int:pk>/disposition/", workspace.outline, name="outline"),
    path("<int:pk>/disposition/ny-del/", workspace.new_part, name="new_part"),
    path("<int:pk>/disposition/jamfor/", workspace.compare, name="compare_with"),
    path("del/<int:pk>/", workspace.part, name="part"),
    path("del/<int:pk>/spara-sjalv/", workspace.autosave, name="autosave"),
    path("del/<int:pk>/bild/", workspace.picture, name="add_picture"),
    path("bild/<int:pk>/", workspace.picture_file, name="picture_file"),
    path("bild/<int:pk>/andra/", workspace.picture_deed, name="picture_deed"),
    path("del/<int:pk>/<slug:verb>/", workspace.deed, name="part_deed"),
]
