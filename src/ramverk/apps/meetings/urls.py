"""Addresses of the meetings area."""

from django.urls import path

from ramverk.apps.meetings import views, views_calendar, views_consultation, views_items, views_present

app_name = "meetings"
urlpatterns = [
    path("moten/aktivitet/<int:pk>/", views.activity_meetings, name="activity"),
    path("moten/aktivitet/<int:pk>/nytt/", views.plan, name="plan"),
    path("moten/fragor/", views_items.items, name="items"),
    path("moten/fragor/<int:pk>/", views_items.item, name="item"),
    path("moten/fragor/<int:pk>/svara/", views_items.answer, name="answer"),
    path("moten/fragor/<int:pk>/avsluta/", views_items.close, name="close_item"),
    path("moten/dokument/<int:pk>/", views.document, name="document"),
    path("moten/<int:pk>/", views.meeting, name="meeting"),
    path("moten/<int:pk>/visa/", views_present.present, name="present"),
    path("moten/<int:pk>/minnesanteckningar/", views.minutes, name="minutes"),
    path("moten/<int:pk>/samverkan/<slug:verb>/", views_consultation.deed, name="consult"),
    path("moten/<int:pk>/underlag/<int:attachment>/", views_consultation.material_file, name="material_file"),
    path("moten/<int:pk>/<slug:verb>/", views.deed, name="deed"),
    path("kalender/", views_calendar.calendars, name="calendars"),
    path("kalender/ny/", views_calendar.new, name="new_feed"),
    path("kalender/<int:pk>/stang/", views_calendar.close, name="revoke_feed"),
    path("kalender/<str:token>.ics", views_calendar.feed, name="feed"),
]
