"""The root of all addresses."""

from django.urls import include, path
from django.views.generic import TemplateView

from ramverk.web.preferences import choose_language, choose_scheme

urlpatterns = [
    path("", TemplateView.as_view(template_name="home.html"), name="home"),
    path("sprak/", choose_language, name="choose_language"),
    path("utseende/", choose_scheme, name="choose_scheme"),
    path("", include("ramverk.apps.meetings.urls")),
    path("konto/", include("allauth.account.urls")),
]
