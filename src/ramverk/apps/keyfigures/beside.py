"""A fetch goes on beside the request that asked for it: the page is free at once and shows how far it has come."""

import contextvars
import threading
import time

from django.conf import settings
from django.db import connection
from django.utils.translation import get_language, override

from ramverk.apps.keyfigures.actions.fetch_figures import carry_out
from ramverk.apps.keyfigures.models import Fetch
from ramverk.apps.organisation.actor import Actor
from ramverk.formats.kolada.transport import http_transport


def go_on(actor: Actor, fetch: Fetch) -> None:
    """Carry a fetch out beside this request. Should the process end, the fetch waits to be taken up again."""
    context = contextvars.copy_context()  # the demo's clock goes along
    arguments = (_aside, actor, fetch, get_language() or "sv")
    threading.Thread(target=context.run, args=arguments, name=f"fetch-{fetch.pk}", daemon=True).start()


def _aside(actor: Actor, fetch: Fetch, language: str) -> None:
    try:
        with override(language):
            carry_out(actor, fetch, http_transport(settings.KOLADA_SECONDS), time.sleep)
    finally:
        connection.close()
