"""Addresses of the read API, stable per edition and document; another shape gets another version beside it."""

from ramverk.apps.publishing.views.api.routes import addresses

app_name = "api"
urlpatterns = addresses()
