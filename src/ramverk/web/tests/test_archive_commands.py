"""`ramverk archive`: writes the newest round, and verifies a package without a database."""

import io
import zipfile

import pytest
from typer.testing import CliRunner

from ramverk.formats.handover.archive import About, ArchiveWriter
from ramverk.web import archive_commands
from ramverk.web.cli import app

run = CliRunner().invoke


def package():
    writer = ArchiveWriter(About("Exempelby", "Mål & Budget 2019–2021", 2019, "2018-12-01T10:00:00+01:00", "X"))
    writer.add("data/ramar.csv", b"BUN,1\n", "Ramar", "data")
    return writer.close(writer.add_trail([]))


def test_a_whole_package_holds_and_a_changed_one_does_not(tmp_path):
    file = tmp_path / "arkiv.zip"
    file.write_bytes(package())
    done = run(app, ["archive", "verify", str(file)])
    assert (done.exit_code, done.output.strip()) == (0, "Allt stämmer: 5 filer, 0 rader i spåret.")
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package())) as whole, zipfile.ZipFile(changed, "w") as broken:
        for name in whole.namelist():
            broken.writestr(name, b"BUN,2\n" if name == "data/ramar.csv" else whole.read(name))
    file.write_bytes(changed.getvalue())
    done = run(app, ["archive", "verify", str(file)])
    assert (done.exit_code, done.output.strip()) == (1, "data/ramar.csv")


def test_what_is_no_package_is_said_in_words(tmp_path):
    file = tmp_path / "x.zip"
    file.write_bytes(b"inget")
    done = run(app, ["archive", "verify", str(file)])
    assert done.exit_code == 2
    assert "går inte att läsa som arkivpaket" in done.output


@pytest.mark.django_db
def test_without_a_round_there_is_nothing_to_write(tmp_path, monkeypatch):
    monkeypatch.setattr(archive_commands, "_set_up", lambda: None)
    done = run(app, ["archive", "write", "--out", str(tmp_path / "arkiv.zip")])
    assert done.exit_code == 2
    assert "ingen omgång" in done.output
    assert not (tmp_path / "arkiv.zip").exists()
