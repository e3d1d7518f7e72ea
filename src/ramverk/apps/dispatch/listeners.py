"""Areas above that want to know when a dispatch is sent say so at start-up; they hear inside the transaction."""

from collections.abc import Callable

from ramverk.apps.dispatch.models import Dispatch
from ramverk.apps.trail.actors import Actor

Listener = Callable[[Actor, Dispatch], None]
_listeners: list[Listener] = []


def when_sent(listener: Listener) -> None:
    """Call `listener(actor, dispatch)` each time one is sent; `dispatch.supersedes` is the edition it replaces."""
    _listeners.append(listener)


def tell(actor: Actor, dispatch: Dispatch) -> None:
    """Tell everyone who asked."""
    for listener in _listeners:
        listener(actor, dispatch)
