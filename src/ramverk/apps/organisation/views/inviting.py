"""Inviting somebody to an account."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ramverk.apps.organisation import policy
from ramverk.apps.organisation.actions.invite import invite
from ramverk.apps.organisation.actor import acting
from ramverk.apps.organisation.models import Person


@login_required
@require_POST
def send_invitation(request: HttpRequest, pk: int) -> HttpResponse:
    """Mail the person a link. The link itself is shown to nobody else."""
    actor = acting(request)
    person = get_object_or_404(policy.PEOPLE.filter(Person.objects.all(), actor), pk=pk)
    invite(actor, person)
    messages.success(
        request, _("Inbjudan är skickad till %(name)s, %(email)s.") % {"name": person.name, "email": person.email}
    )
    return redirect("organisation:person", pk)
