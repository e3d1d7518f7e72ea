"""Addresses of the dispatch area."""

from django.urls import path

from ramverk.apps.dispatch import views, views_outbox

app_name = "dispatch"
urlpatterns = [
    path("", views.index, name="index"),
    path("utkorg/", views_outbox.outbox, name="outbox"),
    path("utkorg/<int:pk>/", views_outbox.mail, name="mail"),
    path("aktivitet/<int:pk>/", views.at_activity, name="at_activity"),
    path("aktivitet/<int:pk>/skriv/", views.new, name="compose"),
    path("<int:pk>/", views.page, name="page"),
    path("<int:pk>/andra/", views.change, name="change"),
    path("<int:pk>/granska/", views.confirm, name="confirm"),
    path("<int:pk>/kvitton/", views.receipt_matrix, name="receipts"),
    path("<int:pk>/kvittera/", views.acknowledged, name="acknowledge"),
    path("<int:pk>/ny-utgava/", views.new_edition, name="supersede"),
    path("<int:pk>/fil/<int:file>/", views.draft_file, name="draft_file"),
    path("<int:pk>/bilaga/<int:attachment>/", views.sent_file, name="sent_file"),
    path("<int:pk>/<slug:verb>/", views.deed, name="deed"),
]
