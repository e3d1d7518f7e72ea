"""The doors to an account: signing in, and accepting an invitation.

Everything goes through allauth's login flow, so that a second factor or single sign-on added later applies here too.
"""

from typing import Any

from allauth.account.utils import perform_login
from allauth.account.views import LoginView
from django import forms
from django.conf import settings
from django.contrib.auth import password_validation
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from ramverk.apps.organisation.actions.accept_invitation import accept_invitation, open_invitation
from ramverk.apps.organisation.models import Person

TOO_MANY = 429
UNPROCESSABLE = 422


class SignIn(LoginView):  # type: ignore[misc]
    """Signing in with e-mail and password; a refused attempt says so in its status as well as in words."""

    def form_invalid(self, form: forms.Form) -> HttpResponse:
        """The form again: 429 when there were too many attempts, else 422."""
        response: HttpResponse = super().form_invalid(form)
        too_many = form.has_error(NON_FIELD_ERRORS, "too_many_login_attempts")
        response.status_code = TOO_MANY if too_many else UNPROCESSABLE
        return response


class PasswordForm(forms.Form):
    """A new password, twice."""

    password1 = forms.CharField(
        label=lazy("Lösenord"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=password_validation.password_validators_help_text_html(),
    )
    password2 = forms.CharField(
        label=lazy("Lösenordet en gång till"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, person: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_password1(self) -> str:
        """Strong enough, and not made of the person's own name."""
        password: str = self.cleaned_data["password1"]
        password_validation.validate_password(password, self.person)
        return password

    def clean_password2(self) -> str:
        """The same as the first."""
        password: str = self.cleaned_data["password2"]
        if "password1" in self.cleaned_data and password != self.cleaned_data["password1"]:
            raise ValidationError(_("De två lösenorden är inte lika."))
        return password


@never_cache
@sensitive_post_parameters("password1", "password2")
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Choose a password by an invitation link, and be signed in. An outworn link is refused with 410."""
    person = open_invitation(token).person
    form = PasswordForm(person, request.POST or None)
    if not form.is_valid():
        status = UNPROCESSABLE if form.is_bound else 200
        return render(request, "account/invitation.html", {"form": form, "person": person}, status=status)
    person = accept_invitation(token, form.cleaned_data["password1"])
    # Whoever was signed in on this machine before is not carried along.
    request.session.flush()
    request.user = AnonymousUser()
    response: HttpResponse = perform_login(request, person, redirect_url=resolve_url(settings.LOGIN_REDIRECT_URL))
    return response
