"""Sign-in by local accounts today; other ways in plug into the same adapter later."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class InvitationOnlyAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up by themselves: an account begins with an invitation."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("Kontot är avstängt."),
        "email_password_mismatch": _("E-postadressen eller lösenordet stämmer inte. Försök igen."),
        "enter_current_password": _("Skriv ditt nuvarande lösenord."),
        "incorrect_password": _("Lösenordet stämmer inte."),
        "invalid_password_reset": _("Länken gäller inte längre. Be om en ny."),
        "too_many_login_attempts": _(
            "Det blev för många försök. Vänta fem minuter och försök igen, eller välj ett nytt lösenord."
        ),
        "rate_limited": _("Det blev för många försök. Vänta en stund och försök igen."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        """Closed."""
        return False

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        """People are known by their e-mail; there is no user name to make up."""
