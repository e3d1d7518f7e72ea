"""What documents look like: who decides, what is refused with which words, and that every form wears it."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from docx import Document as WordDocument

from ramverk.apps.organisation.actions.set_appearance import Look, set_appearance
from ramverk.apps.organisation.appearance import brand
from ramverk.apps.organisation.models import Appearance
from ramverk.apps.trail.models import TrailEntry
from ramverk.apps.trail.verdicts import Invalid, Refused, Stale
from ramverk.core.documents.brand import PLAIN

pytestmark = pytest.mark.django_db
LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="4" fill="#7a1f3d"/></svg>'


def a_template(words="Exempelbys sidhuvud"):
    word = WordDocument()
    word.sections[0].header.paragraphs[0].text = words
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def test_the_look_is_finances_to_set_and_what_cannot_be_used_is_refused_with_every_reason(
    kommunen, som, ekonomichefen, namndsekreteraren
):
    finans = som(ekonomichefen)
    assert brand() == PLAIN
    with pytest.raises(Refused, match="Bara ekonomiavdelningen och administratörer"):
        set_appearance(som(namndsekreteraren), 1, Look("#7a1f3d"))
    with pytest.raises(Invalid, match=r"kontrasten är 1,4:1.*går inte att öppna"):
        set_appearance(finans, 1, Look("#ffd400", template=("mall.docx", b"trasig")))
    with pytest.raises(Invalid, match="varken PNG, JPEG"):
        set_appearance(finans, 1, Look("#7a1f3d", logo=("vapen.svg", b"<svg"), logo_name="Vapen"))
    with pytest.raises(Invalid, match="Beskriv logotypen i ord"):
        set_appearance(finans, 1, Look("#7a1f3d", logo=("vapen.svg", LOGO)))
    files = {"logo": ("vapen.svg", LOGO), "template": ("m.docx", a_template())}
    look = Look("#7A1F3D", sender="Torget 1", logo_name="Vapen", **files)
    assert set_appearance(finans, 1, look) == []
    assert (brand().accent, brand().logo_type, brand().sender) == ("#7a1f3d", "image/svg+xml", "Torget 1")
    with pytest.raises(Stale):
        set_appearance(finans, 1, look)
    kept = set_appearance(finans, 2, Look("#7a1f3d", logo_name="Vapen", removes_template=True))
    assert (kept, brand().template, brand().logo is not None) == ([], None, True)
    assert TrailEntry.objects.filter(verb="organisation.set_appearance").count() == 2


def test_the_page_sets_it_shows_samples_and_keeps_what_was_typed(kommunen, inloggad, ekonomichefen, namndsekreteraren):
    browser, address = inloggad(ekonomichefen), reverse("organisation:appearance")
    words = {"version": 1, "accent": "#ffd400", "sender": "Torget 1", "logo_name": "Vapen"}
    refused = browser.post(address, words)
    assert refused.status_code == 422
    assert "syns för dåligt mot vitt" in refused.content.decode()
    words |= {"accent": "#7a1f3d", "logo": SimpleUploadedFile("vapen.svg", LOGO)}
    assert browser.post(address, words).status_code == 302
    assert Client().get(reverse("organisation:logo"))["Content-Type"] == "image/svg+xml"
    for ending in ("pdf", "docx", "html", "xlsx"):
        answer = browser.get(reverse("organisation:appearance_sample", args=[ending]))
        assert answer.status_code == 200
    assert browser.get(reverse("organisation:appearance_sample", args=["exe"])).status_code == 404
    reader = inloggad(namndsekreteraren)
    assert "Bara ekonomiavdelningen" in reader.get(address).content.decode()
    assert reader.post(address, words).status_code == 403
    assert Appearance.objects.get().accent == "#7a1f3d"
