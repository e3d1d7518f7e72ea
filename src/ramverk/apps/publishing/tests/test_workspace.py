"""A document is written by many: its outline, who holds a part, what is made of the edition, and what hinders."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from tests.cast import member, swedish

from ramverk.apps.cycle.models import Notice
from ramverk.apps.publishing.actions.arrange import add_part, compare_with, move_part, rearrange
from ramverk.apps.publishing.actions.keep_picture import describe_picture, keep_picture, keep_upload, remove_picture
from ramverk.apps.publishing.actions.prepare import prepare
from ramverk.apps.publishing.actions.schedule import schedule
from ramverk.apps.publishing.actions.write_part import hold_part, mark_part, release_part, take_over_part, write_part
from ramverk.apps.publishing.contents.outline import OUTLINE
from ramverk.apps.publishing.contents.written import findings_of_parts, parts_of, written_document
from ramverk.apps.publishing.holding import Clash, holder_of, kept_of
from ramverk.apps.publishing.models_workspace import Part
from ramverk.apps.publishing.policy_workspace import PARTS, WORKSPACES
from ramverk.apps.trail import clock
from ramverk.apps.trail.models import TrailEntry
from ramverk.apps.trail.verdicts import Invalid, Refused, Stale
from ramverk.core.documents.checks import check_document
from ramverk.core.documents.model import Heading, Picture, Table

pytestmark = pytest.mark.django_db


def part(publication, key):
    """A part as it stands."""
    return Part.objects.select_related("workspace__publication__edition", "writer").get(
        workspace__publication=publication, key=key
    )


def a_picture():
    out = io.BytesIO()
    Image.new("RGB", (30, 20), "#7a1f3d").save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def ekonomen(som, kommunen):
    """Another official of the finance department."""
    return som(member(kommunen, "Egon Ek", ("official", "EKO")))


def headings(document):
    return [block.text for block in document.blocks if isinstance(block, Heading) and block.level == 1]


def test_the_outline_is_laid_out_and_words_stand_before_what_is_made_of_the_edition(finans, publicering):
    ordet, ramar = part(publicering, "ordet"), part(publicering, "ramar")
    write_part(finans, ordet, ordet.version, "Vi satsar på *skolan*.\n\n## Det svåra\n\nPengarna räcker inte.")
    write_part(finans, ramar, ramar.version, "Så läses tabellen.")
    document = written_document(publicering, "2018-06-20")
    assert headings(document)[:2] == ["Kommunstyrelsens ordförande har ordet", "Kort om budgeten"]
    assert "Förutsättningar och omvärld" not in headings(document)  # empty: said, and left out
    parts = parts_of(publicering.workspace)
    assert "är tom och kommer inte med" in " ".join(one.message for one in findings_of_parts(parts))
    at = next(at for at, block in enumerate(document.blocks) if getattr(block, "text", "") == "Så läses tabellen.")
    assert isinstance(document.blocks[at + 1], Table)
    assert check_document(document) == []
    assert TrailEntry.objects.filter(verb="publishing.write_part").count() == 2


def test_many_write_and_nobody_loses_a_word(finans, ekonomen, publicering):
    ordet = part(publicering, "ordet")
    hold_part(ekonomen, ordet)
    with pytest.raises(Clash, match="Egon Ek skriver") as caught:
        write_part(finans, ordet, ordet.version, "Chefens ord.")
    assert caught.value.kept.text == "Chefens ord."
    with pytest.raises(Invalid, match="varför"):
        take_over_part(finans, ordet, " ")
    take_over_part(finans, ordet, "Tryckeriet väntar.")
    assert holder_of(ordet).person_id == finans.person_id
    write_part(finans, ordet, ordet.version, "Chefens ord.")
    release_part(finans, ordet)
    with pytest.raises(Clash, match="har sparat delen medan du skrev"):
        write_part(ekonomen, ordet, ordet.version, "Ekonomens ord.")
    assert kept_of(ekonomen, ordet).get().text == "Ekonomens ord."
    assert part(publicering, "ordet").text == "Chefens ord."
    with pytest.raises(Invalid, match="Inget är sparat och inget är borttaget"):
        write_part(finans, ordet, 2, "x" * 200_001)
    with clock.stopped_at(swedish("2018-04-11 12:00") + timedelta(minutes=40)):
        now = part(publicering, "ordet")
        assert mark_part(ekonomen, now, now.version, is_ready=True).is_ready


def test_a_body_that_is_asked_writes_its_part_and_sees_no_more(
    finans, som, inloggad, publicering, kommunen, namndsekreteraren, oppositionsradet, ks_ordforanden
):
    made = add_part(finans, publicering.workspace, "Skolan i siffror", "Skriv om skolan.", kommunen["BUN"])
    assert Notice.objects.get(code="publishing.asked_to_write").person_id == namndsekreteraren.pk
    skriver = som(namndsekreteraren)
    assert PARTS.check(skriver, made)
    assert not PARTS.check(skriver, part(publicering, "ramar"))
    assert not WORKSPACES.check(skriver, publicering.workspace)
    assert not PARTS.check(som(oppositionsradet), made)
    assert WORKSPACES.check(som(ks_ordforanden), publicering.workspace)
    browser = inloggad(namndsekreteraren)
    assert "Skolan i siffror" in browser.get(reverse("publishing:to_write")).content.decode()
    answer = browser.post(reverse("publishing:part", args=[made.pk]), {"version": made.version, "text": "Fler elever."})
    assert answer.status_code == 302
    page = browser.get(reverse("publishing:part", args=[made.pk])).content.decode()
    assert "Fler elever." in page
    assert "Kommunstyrelsens ordförande har ordet" not in page
    assert browser.get(reverse("publishing:outline", args=[publicering.pk])).status_code == 404
    assert browser.get(reverse("publishing:part", args=[part(publicering, "ramar").pk])).status_code == 404
    with pytest.raises(Refused, match="Bara ekonomiavdelningen ändrar"):
        rearrange(skriver, made, made.version + 1, heading="Annat")


def test_finance_arranges_the_outline_and_what_is_frozen_stays(finans, publicering):
    made = add_part(finans, publicering.workspace, "Ordlista", "", None)
    move_part(finans, made, -len(OUTLINE))
    assert written_first(publicering) == "Ordlista"
    ordet = part(publicering, "bilaga")
    rearrange(finans, ordet, ordet.version, heading="Bilaga", instruction="", writer=None, is_left_out=True)
    with pytest.raises(Stale):
        rearrange(finans, ordet, ordet.version, heading="Igen", instruction="", writer=None, is_left_out=False)
    assert "Bilaga" not in headings(written_document(publicering, "2018-06-20"))
    schedule(finans, publicering, publicering.version, swedish("2018-06-07 10:30"))
    for deed in (
        lambda: move_part(finans, made, 1),
        lambda: write_part(finans, made, made.version, "Efteråt."),
    ):
        with pytest.raises(Refused, match="fryst och ändras inte mer"):
            deed()


def written_first(publication):
    return publication.workspace.parts.first().heading


def test_a_picture_needs_words_before_anything_is_published(finans, publicering):
    ordet = part(publicering, "ordet")
    kept = keep_picture(finans, ordet, "torget.png", a_picture(), "", "Torget")
    with pytest.raises(Invalid, match="saknar alternativ text"):
        schedule(finans, publicering, publicering.version, swedish("2018-06-07 10:30"))
    describe_picture(finans, kept, kept.version, "Torget en marknadsdag.", "Torget")
    write_part(finans, ordet, ordet.version, "Bra jobbat 🎉")
    with pytest.raises(Invalid, match="finns inte i PDF-filens teckensnitt"):
        schedule(finans, publicering, publicering.version, swedish("2018-06-07 10:30"))
    write_part(finans, ordet, ordet.version + 1, "Bra jobbat.")
    large = SimpleUploadedFile("stor.png", b"x")
    large.size = 40 * 1_048_576
    with pytest.raises(Invalid, match="40 MB; gränsen är 12 MB"):
        keep_upload(finans, ordet, large, "", "")
    again = keep_picture(finans, ordet, "bort.png", a_picture(), "Bort.")
    remove_picture(finans, again)
    made = schedule(finans, publicering, publicering.version, swedish("2018-06-07 10:30"))
    names = {kept.name for kept in made.document.attachments.all()}
    assert any(name.startswith("bild-") for name in names)
    pictures = [block for block in written_document(made, "2018-06-20").blocks if isinstance(block, Picture)]
    assert [one.description for one in pictures] == ["Torget en marknadsdag."]


def test_a_later_document_tells_what_has_changed_since_the_earlier(finans, fryst, publicering):
    ordet = part(publicering, "ordet")
    write_part(finans, ordet, ordet.version, "Först sade vi så.")
    first = schedule(finans, publicering, publicering.version, swedish("2018-06-07 10:30"))
    second = prepare(finans, fryst, "Mål och budget 2019, beslutad", "Det viktigaste först.")
    ordet = part(second, "ordet")
    write_part(finans, ordet, ordet.version, "Nu säger vi så här.")
    with pytest.raises(Invalid, match="Välj ett dokument som är fryst"):
        compare_with(finans, second.workspace, second.workspace.version, second)
    workspace = compare_with(finans, second.workspace, second.workspace.version, first)
    document = written_document(second, "2018-06-20")
    assert headings(document)[-1] == "Ändrat sedan ”Mål och budget 2019”"
    table = document.blocks[-1]
    assert [cell.text for cell in table.rows[0].cells][1:] == ["Först sade vi så.", "Nu säger vi så här."]
    compare_with(finans, workspace, workspace.version, None)
    assert "Ändrat" not in headings(written_document(second, "2018-06-20"))[-1]


def test_the_ready_button_saves_what_is_written_and_so_does_leaving(inloggad, ekonomichefen, publicering):
    browser, ramar = inloggad(ekonomichefen), part(publicering, "ramar")
    where = reverse("publishing:part", args=[ramar.pk])
    assert 'form="avsnitt" name="sedan" value="klar"' in browser.get(where).content.decode()
    browser.post(where, {"version": ramar.version, "text": "Ramarna ökar.", "sedan": "klar"})
    now = part(publicering, "ramar")
    assert (now.text, now.is_ready) == ("Ramarna ökar.", True)
    browser.post(where, {"version": now.version, "text": "Ramarna minskar.", "sedan": "lamna"})
    now = part(publicering, "ramar")
    assert (now.text, now.is_ready, holder_of(now)) == ("Ramarna minskar.", False, None)


def test_the_pages_show_the_outline_the_source_and_both_texts(inloggad, ekonomichefen, ekonomen, publicering):
    browser = inloggad(ekonomichefen)
    page = browser.get(reverse("publishing:outline", args=[publicering.pk])).content.decode()
    assert "0 av 2 delar är klara" in page
    ramar = part(publicering, "ramar")
    shown = browser.get(reverse("publishing:part", args=[ramar.pk])).content.decode()
    assert reverse("frames:edition", args=[publicering.edition_id]) in shown
    assert "Nämndernas ramar, tkr" in shown
    write_part(ekonomen, ramar, ramar.version, "Ekonomens.")
    release_part(ekonomen, ramar)
    clash = browser.post(reverse("publishing:part", args=[ramar.pk]), {"version": ramar.version, "text": "Chefens."})
    assert clash.status_code == 409
    assert "Ekonomens." in clash.content.decode()
    assert "Chefens." in clash.content.decode()
    now = part(publicering, "ramar")
    line = browser.post(
        reverse("publishing:autosave", args=[ramar.pk]), {"version": now.version, "text": "Av sig själv."}
    )
    assert line.status_code == 200
    for verb, data in (
        ("klar", {"version": part(publicering, "ramar").version}), ("borja", {}), ("lamna", {}), ("upp", {}),
        ("klar-med-text", {"kept": kept_of_browser(ekonomichefen).pk}),
    ):  # fmt: skip
        assert browser.post(reverse("publishing:part_deed", args=[ramar.pk, verb]), data).status_code == 302
    upload = {"file": SimpleUploadedFile("torget.png", a_picture()), "description": "Torget."}
    assert browser.post(reverse("publishing:add_picture", args=[ramar.pk]), upload).status_code == 302
    kept = part(publicering, "ramar").pictures.get()
    assert browser.get(reverse("publishing:picture_file", args=[kept.pk]))["Content-Type"] == "image/png"
    gone = browser.post(reverse("publishing:picture_deed", args=[kept.pk]), {"version": 1, "ta-bort": "1"})
    assert gone.status_code == 302
    assert browser.post(
        reverse("publishing:new_part", args=[publicering.pk]), {"heading": "Ordlista"}
    ).status_code == 302  # fmt: skip
    assert browser.post(
        reverse("publishing:compare_with", args=[publicering.pk]), {"version": 1, "since": ""}
    ).status_code == 302  # fmt: skip
    preview = browser.get(reverse("publishing:publication", args=[publicering.pk])).content.decode()
    assert "Av sig själv." in preview


def kept_of_browser(person):
    from ramverk.apps.publishing.models_workspace import PartKept

    return PartKept.objects.get(person=person)
