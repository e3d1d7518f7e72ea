"""The root of all addresses."""

from django.urls import include, path

from ramverk.apps.cycle.views.home import home
from ramverk.web import pages
from ramverk.web.errors import handler400, handler403, handler404, handler429, handler500  # noqa: F401 - Django reads them
from ramverk.web.preferences import choose_language, choose_scheme
from ramverk.web.search import search
from ramverk.web.sign_in import invitation

urlpatterns = [
    path("", home, name="home"),
    path("", include("ramverk.apps.cycle.urls")),
    path("sprak/", choose_language, name="choose_language"),
    path("utseende/", choose_scheme, name="choose_scheme"),
    path("sok/", search, name="search"),
    path("organisation/", include("ramverk.apps.organisation.urls")),
    path("", include("ramverk.apps.meetings.urls")),
    path("arbete/", include("ramverk.apps.cycle.urls_desks")),
    path("utskick/", include("ramverk.apps.dispatch.urls")),
    path("ramar/", include("ramverk.apps.frames.urls")),
    path("nyckeltal/", include("ramverk.apps.keyfigures.urls")),
    path("investeringar/", include("ramverk.apps.investments.urls")),
    path("planer/", include("ramverk.apps.plans.urls")),
    path("forslag/", include("ramverk.apps.proposals.urls")),
    path("beslut/", include("ramverk.apps.decisions.urls")),
    path("dokument/", include("ramverk.apps.publishing.urls")),
    path("", include("ramverk.apps.publishing.urls_public")),
    path("api/v1/", include("ramverk.apps.publishing.urls_api")),
    path(".well-known/security.txt", pages.security_txt, name="security_txt"),
    path("stil/", pages.samples, name="samples"),
    path("demo/", include("ramverk.demo.urls")),
    path("konto/", include("ramverk.web.account_urls")),
    path("inbjudan/<str:token>/", invitation, name="invitation"),
]
