"""One form, one deed: show it, try it, and say kindly what stands in the way."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from ramverk.apps.organisation.policy import EVERYONE
from ramverk.apps.trail.verdicts import Invalid, Sentence, Stale


def asked_for(request: HttpRequest, name: str) -> str:
    """What the address asks for under this name: trimmed, and without signs a database cannot hold."""
    return request.GET.get(name, "").replace("\0", "").strip()[:200]


@dataclass(frozen=True, slots=True)
class FormPage:
    """A page with one form: its heading, what the deed means, the button, and the way back."""

    heading: Sentence
    button: Sentence
    back: str
    lead: Sentence = ""
    done: Sentence = ""
    is_harm: bool = False
    who: Sentence = EVERYONE.who
    """Who can see what is filled in, once it is saved."""


def answer_form(
    request: HttpRequest, form: forms.Form, page: FormPage, deed: Callable[[dict[str, Any]], str | None]
) -> HttpResponse:
    """Show the form, or try the deed with what was filled in and go where it says (None: back)."""
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                target = deed(dict(form.cleaned_data))
            except (Invalid, Stale) as refusal:  # what was typed is kept; other refusals get a page of their own
                form.add_error(None, str(refusal.sentence))
                status = refusal.status
            else:
                messages.success(request, str(page.done))
                return redirect(target or page.back)
    return render(request, "organisation/form.html", {"form": form, "page": page}, status=status)
