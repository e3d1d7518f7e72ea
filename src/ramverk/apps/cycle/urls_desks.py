"""Addresses of the plain desks."""

from django.urls import path

from ramverk.apps.cycle import views_desks, views_submission

app_name = "desks"
urlpatterns = [
    path("inlamningar/<int:pk>/", views_submission.submissions, name="submissions"),
    path("inlamningar/<int:pk>/oppna/", views_submission.open_for_all, name="open_submissions"),
    path("inlamningar/<int:pk>/pamin/", views_submission.remind, name="remind_boards"),
    path("inlamning/<int:pk>/", views_submission.submission, name="submission"),
    path("inlamning/<int:pk>/lamna-in/granska/", views_submission.confirm_hand_in, name="confirm_hand_in"),
    path("inlamning/<int:pk>/fil/<int:file>/", views_submission.draft_file, name="draft_file"),
    path("inlamning/<int:pk>/<slug:deed>/", views_submission.submission_deed, name="submission_deed"),
    path("inlamnat/<int:pk>/", views_submission.hand_in_page, name="hand_in"),
    path("inlamnat/<int:pk>/fil/<int:attachment>/", views_submission.hand_in_file, name="hand_in_file"),
    path("beslut/<int:pk>/", views_desks.decision, name="decision"),
    path("beslut/<int:pk>/registrera/", views_desks.record, name="record_decision"),
    path("fattat/<int:pk>/justera/", views_desks.decision_minutes, name="decision_minutes"),
    path("fattat/<int:pk>/fil/<int:attachment>/", views_desks.decision_file, name="decision_file"),
    path("parti/<int:pk>/", views_desks.party, name="party"),
    path("parti/<int:pk>/klart/<int:party>/", views_desks.party_done, name="party_done"),
    path("steg/<int:pk>/", views_desks.plain, name="plain"),
]
