"""A whole round in one package: opened and checked with the standard library, without secrets and party rooms."""

import csv
import hashlib
import io
import json
import subprocess
import sys
import zipfile

import pytest
from django.urls import reverse
from tests.cast import swedish

from ramverk.apps.publishing.actions.archive_round import archive_round, is_dead, make_package
from ramverk.apps.publishing.models import ArchivePackage
from ramverk.apps.publishing.policy import PACKAGES
from ramverk.apps.trail import clock
from ramverk.apps.trail.models import TrailEntry, TrailHead
from ramverk.apps.trail.verdicts import Refused

pytestmark = pytest.mark.django_db


def test_the_package_holds_the_round_and_checks_itself(tmp_path, finans, oppnas, omgangen):
    begun = archive_round(finans, omgangen)
    with pytest.raises(Refused, match="görs redan"):
        archive_round(finans, omgangen)
    made = make_package(finans, begun.pk)
    assert (made.state, made.last_hash) == (
        "made",
        TrailEntry.objects.get(pk=TrailEntry.objects.latest("pk").pk - 1).hash,
    )
    with zipfile.ZipFile(io.BytesIO(bytes(made.file.content))) as archive:
        archive.extractall(tmp_path)
    done = subprocess.run(
        [sys.executable, "-I", "verifiera.py"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
    manifest = json.loads((tmp_path / "manifest.json").read_text())
    assert manifest["spar"] == {"sista_nummer": made.last_number, "sista_hash": made.last_hash}
    edition = next(tmp_path.glob("data/*/utgava.json"))
    assert hashlib.sha256(edition.read_bytes()).hexdigest() == oppnas.edition.checksum
    with next(tmp_path.glob("data/*/ramar.csv")).open() as rows:
        assert ["BUN", "Barn- och utbildningsnämnden", "2019", "940000000.00"] in list(csv.reader(rows))
    folder = next(tmp_path.glob("handlingar/*mal-och-budget-2019"))
    assert (folder / "innehall.json").exists()
    said = json.loads((folder / "beskrivning.json").read_text())
    assert (said["handlingstyp"], said["edition"]) == ("mal-och-budget", oppnas.edition.name)
    assert any("Partirummen" in sentence for sentence in manifest["utelamnat"])
    told = [json.loads(line) for line in (tmp_path / "spar/spar.jsonl").read_text().splitlines()]
    assert len(told) == made.last_number
    verbs = {row["content"]["verb"] for row in told if "content" in row}
    assert "frames.freeze_edition" in verbs
    assert not any(verb.startswith(("proposals.", "organisation.", "investments.save")) for verb in verbs)
    assert TrailHead.objects.get().last_number == made.last_number + 1
    assert TrailEntry.objects.latest("number").after["sha256"] == hashlib.sha256(bytes(made.file.content)).hexdigest()


def test_only_finance_makes_and_fetches_it(finans, som, oppositionsradet, administratoren, inloggad, omgangen):
    begun = archive_round(finans, omgangen)
    made = make_package(finans, begun.pk)
    for person in (oppositionsradet, administratoren):
        with pytest.raises(Refused, match="Bara ekonomiavdelningen"):
            archive_round(som(person), omgangen)
        assert not PACKAGES.check(som(person), made)
        assert inloggad(person).get(reverse("publishing:package", args=[made.pk])).status_code == 404


def test_the_page_makes_one_and_shows_how_far_it_has_come(inloggad, ekonomichefen, omgangen, monkeypatch):
    from ramverk.apps.publishing.views import handing_over

    begun = []
    monkeypatch.setattr(handing_over, "make_aside", lambda actor, package: begun.append((actor, package.pk)))
    browser = inloggad(ekonomichefen)
    browser.post(reverse("publishing:archive"))
    ArchivePackage.objects.update(done=3, total=9)
    assert "3 av 9" in browser.get(reverse("publishing:handing_over")).content.decode()
    make_package(*begun[0])
    made = ArchivePackage.objects.get()
    page = browser.get(reverse("publishing:handing_over")).content.decode()
    assert made.file.sha256 in page
    answer = browser.get(reverse("publishing:package", args=[made.pk]))
    assert answer.content == bytes(made.file.content)
    assert "arkivpaket-2019-" in answer["Content-Disposition"]


def test_work_that_has_died_does_not_hinder_the_next(finans, omgangen, monkeypatch):
    with clock.stopped_at(swedish("2018-12-01 10:00")):
        begun = archive_round(finans, omgangen)
    with clock.stopped_at(swedish("2018-12-01 10:05")):
        assert is_dead(begun)
        second = archive_round(finans, omgangen)
        monkeypatch.setattr("ramverk.apps.publishing.actions.archive_round.write_round", lambda *_all: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            make_package(finans, second.pk)
    second.refresh_from_db()
    assert second.state == "broken"


def test_files_for_the_case_system_carry_their_description(inloggad, ekonomichefen, oppnas):
    answer = inloggad(ekonomichefen).get(reverse("publishing:case_files", args=[oppnas.pk]))
    with zipfile.ZipFile(io.BytesIO(answer.content)) as sent:
        (name,) = (one for one in sent.namelist() if one.endswith(".json"))
        said = json.loads(sent.read(name))
    assert said["rubrik"] == "Mål och budget 2019"
    assert said["kontrollsumma"] == oppnas.document.checksum
