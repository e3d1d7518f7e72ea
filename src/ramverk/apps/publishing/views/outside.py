"""Where somebody outside turns: press, the question log, the accessibility statement, and the API's own page."""

from typing import Any

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from ramverk.apps.publishing.actions.ask_publicly import ask_publicly
from ramverk.apps.publishing.contents.press import PRESS, charts_of, contact_lines, key_messages
from ramverk.apps.publishing.forms_public import AccessForm, AskForm
from ramverk.apps.publishing.models import PublicQuestionKind
from ramverk.apps.publishing.queries.calendar import public_calendar
from ramverk.apps.publishing.queries.decided import news
from ramverk.apps.publishing.queries.publications import opened
from ramverk.apps.publishing.queries.questions import public_contact, question_log
from ramverk.apps.publishing.views.api.routes import description
from ramverk.apps.publishing.views.site import page, public
from ramverk.apps.trail.verdicts import Invalid
from ramverk.core.documents.content import from_json

THANKS = "tack"


@public
def press(request: HttpRequest) -> HttpResponse:
    """For media: key messages, the package, whom to call, and when the next thing opens."""
    rows = []
    for row in opened():
        if row.document is None:
            continue
        document = from_json(row.document.content)
        packed = row.document.attachments.filter(name=PRESS).select_related("file").defer("file__content").first()
        rows.append((row, document, key_messages(document), charts_of(document), packed))
    context = {
        "rows": rows,
        "news": news(),
        "contact": contact_lines(public_contact()),
        "steps": [step for step in public_calendar() if not step.is_over][:4],
    }
    return page(request, "publishing/public/press.html", context)


@public(asks=(THANKS,))
def questions(request: HttpRequest) -> HttpResponse:
    """Questions and answers for everybody, and a form to ask."""
    context = {"log": question_log(), "form": AskForm(), "thanks": bool(request.GET.get(THANKS))}
    return page(request, "publishing/public/questions.html", context)


@public(asks=(THANKS,))
def access(request: HttpRequest) -> HttpResponse:
    """The accessibility statement (lag 2018:1937, 13 §), with its way to say what does not work (15 §)."""
    return page(request, "publishing/public/access.html", _access(request, AccessForm()))


def _access(request: HttpRequest, form: AccessForm) -> dict[str, Any]:
    contact = public_contact()
    return {
        "contact": contact,
        "shortcomings": [line.strip() for line in contact.shortcomings.splitlines() if line.strip()],
        "form": form,
        "thanks": bool(request.GET.get(THANKS)),
    }


@public
def interface(request: HttpRequest) -> HttpResponse:
    """What the read API offers, operation by operation."""
    described = description()
    operations = [
        (path, operation["get"], [one for one in operation["get"].get("parameters", ()) if one["in"] == "query"])
        for path, operation in described["paths"].items()
    ]
    return page(request, "publishing/public/api.html", {"operations": operations, "about": described["info"]})


@csrf_exempt  # no account, no cookie: there is nothing of the sender's that a foreign page could make use of
@require_POST
def send(request: HttpRequest, kind: str) -> HttpResponse:
    """Take what was written; then a page that says so, which can be read again without sending twice."""
    language = "en" if request.GET.get("lang") == "en" else "sv"
    with translation.override(language):
        is_access = kind == "tillganglighet"
        form = AccessForm(request.POST) if is_access else AskForm(request.POST)
        back = reverse("public:access" if is_access else "public:questions")
        if _too_many(request):
            form.is_valid()
            form.add_error(None, _("Det kom många frågor på kort tid. Vänta några minuter och skicka igen."))
            return _again(request, form, is_access=is_access, status=429)
        if not form.is_valid():
            return _again(request, form, is_access=is_access, status=422)
        words = form.cleaned_data
        which = PublicQuestionKind.ACCESS if is_access else PublicQuestionKind.QUESTION
        if request.POST.get("webbplats"):  # a field nobody sees: who fills it in is a machine
            return HttpResponseRedirect(f"{back}?{THANKS}=1")
        try:
            ask_publicly(which, words["text"], words["reply_to"], words.get("page", ""))
        except Invalid as wrong:
            form.add_error(None, str(wrong.sentence))
            return _again(request, form, is_access=is_access, status=422)
        return HttpResponseRedirect(f"{back}?{THANKS}=1{'&lang=en' if language == 'en' else ''}")


def _again(request: HttpRequest, form: AskForm, *, is_access: bool, status: int) -> HttpResponse:
    if is_access and isinstance(form, AccessForm):
        return page(request, "publishing/public/access.html", _access(request, form), status)
    return page(request, "publishing/public/questions.html", {"log": question_log(), "form": form}, status)


_WINDOW, _FROM_ONE, _FROM_ALL = 600, 5, 60
"""Seconds, and how much may come in them from one address and from everybody together."""


def _too_many(request: HttpRequest) -> bool:
    """Counted for ten minutes under the sender's address, which is kept nowhere else."""
    return any(
        _count(name) > most
        for name, most in ((f"ask:{get_adapter().get_client_ip(request)}", _FROM_ONE), ("ask:all", _FROM_ALL))
    )


def _count(name: str) -> int:
    cache.add(name, 0, _WINDOW)
    try:
        return cache.incr(name)
    except ValueError:  # it ended between the two lines
        return 1
