"""allauth's forms without placeholders: a label stands above its field and stays there while one writes."""

from typing import Any

from allauth.account import forms


class WithoutPlaceholders:
    """Takes the placeholders and the link in the help text away; the templates say both in their own place."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():  # type: ignore[attr-defined]
            field.widget.attrs.pop("placeholder", None)


class SignInForm(WithoutPlaceholders, forms.LoginForm):  # type: ignore[misc]
    """E-mail and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""


class ChangePasswordForm(WithoutPlaceholders, forms.ChangePasswordForm):  # type: ignore[misc]
    """The old one, and the new one twice."""


class SetPasswordForm(WithoutPlaceholders, forms.SetPasswordForm):  # type: ignore[misc]
    """A first one, twice."""


class ResetPasswordForm(WithoutPlaceholders, forms.ResetPasswordForm):  # type: ignore[misc]
    """The address a link is sent to."""


class ResetPasswordKeyForm(WithoutPlaceholders, forms.ResetPasswordKeyForm):  # type: ignore[misc]
    """A new one, twice."""


class ReauthenticateForm(WithoutPlaceholders, forms.ReauthenticateForm):  # type: ignore[misc]
    """The password once more."""
