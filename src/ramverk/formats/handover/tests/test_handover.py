"""What is handed over can be opened and checked with what every machine has, and tampering is seen."""

import hashlib
import io
import json
import subprocess
import sys
import zipfile
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ramverk.formats.handover.archive import About, ArchiveWriter, Link, trail_lines, write_trail
from ramverk.formats.handover.sidecar import CaseFile, CaseFiles, file_stem, write_case_files

ABOUT = About("Exempelby", "Mål & Budget 2019–2021", 2019, "2018-12-01T10:00:00+01:00", "Hedvig", ("Partirum.",))


def link(number, previous, content):
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return Link(number, previous, hashlib.sha256(f"{previous}\n{text}".encode()).hexdigest(), content)


def package(*, hide=2):
    links, previous = [], "0" * 64
    for number in range(1, 5):
        made = link(number, previous, {"number": number, "verb": "åtgärd", "after": {"b": 1, "a": "é\u2028\x85"}})
        previous = made.hash
        links.append(Link(made.number, made.previous_hash, made.hash, None) if number == hide else made)
    writer = ArchiveWriter(ABOUT)
    writer.add("data/ramar.csv", b"namnd,belopp\nBUN,1\n", "Ramar", "data")
    return writer.close(writer.add_trail(links))


def unpacked(tmp_path, content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        archive.extractall(tmp_path)
    return tmp_path


def verified(folder):
    return subprocess.run(
        [sys.executable, "-I", "verifiera.py"], cwd=folder, capture_output=True, text=True, check=False
    )


def test_the_package_is_checked_with_the_standard_library_alone(tmp_path):
    folder = unpacked(tmp_path, package())
    done = verified(folder)
    assert (done.returncode, done.stdout.strip()) == (0, "Allt stämmer: 5 filer, 4 rader i spåret.")
    sums = dict(reversed(line.split("  ")) for line in (folder / "SHA256SUMS").read_text().splitlines())
    assert {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in sums} == sums
    assert "sha256sum -c SHA256SUMS" in (folder / "LAS-MIG.txt").read_text()
    assert '"åtgärd"' not in (folder / "spar/spar.jsonl").read_text().split("\n")[1]


def test_tampering_is_seen_also_when_the_sums_are_written_anew(tmp_path):
    folder = unpacked(tmp_path, package())
    (folder / "data/ramar.csv").write_text("namnd,belopp\nBUN,2\n")
    assert "data/ramar.csv: innehållet är ändrat" in verified(folder).stdout
    (folder / "data/ramar.csv").write_text("namnd,belopp\nBUN,1\n")
    assert verified(folder).returncode == 0
    (folder / "nytt.txt").write_text("inlagt")
    assert "nytt.txt: filen hör inte till paketet" in verified(folder).stdout
    (folder / "nytt.txt").unlink()
    trail = folder / "spar/spar.jsonl"
    lines = trail.read_text().split("\n")[:-1]
    for changed, words in (
        ([lines[0].replace("åtgärd", "annat"), *lines[1:]], "rad 1 är ändrad"),
        ([lines[0], *lines[2:]], "rad 2 saknas"),
        (lines[:-1], "slutet är inte det"),
    ):
        trail.write_text("\n".join(changed) + "\n")
        sums = (folder / "SHA256SUMS").read_text().splitlines()
        digest = hashlib.sha256(trail.read_bytes()).hexdigest()
        sums = [f"{digest}  spar/spar.jsonl" if line.endswith("spar.jsonl") else line for line in sums]
        (folder / "SHA256SUMS").write_text("\n".join(sums) + "\n")
        done = verified(folder)
        assert done.returncode == 1
        assert words in done.stdout


@pytest.mark.parametrize("path", ["/etc/passwd", "../ut", "a//b", "a\\b", "data/./x"])
def test_nothing_leaves_the_package(path):
    with pytest.raises(ValueError, match="not a path"):
        ArchiveWriter(ABOUT).add(path, b"", "x", "data")


def test_the_same_round_makes_the_same_bytes_and_a_name_is_taken_once():
    assert package() == package()
    writer = ArchiveWriter(ABOUT)
    writer.add("a.txt", b"", "x", "data")
    with pytest.raises(ValueError, match="already"):
        writer.add("a.txt", b"", "x", "data")


@given(st.lists(st.dictionaries(st.text(), st.text(), max_size=3), max_size=4))
def test_the_trail_reads_back_as_it_was_written(contents):
    links = [Link(number, "0" * 64, "1" * 64, content) for number, content in enumerate(contents, 1)]
    assert list(trail_lines(write_trail(links))) == links


def test_the_sidecar_names_the_files_as_every_case_system_takes_them():
    about = CaseFiles(
        "mal-och-budget", "Mål och budget 2019–2021", "KS", "Kommunstyrelsen", date(2018, 6, 5), 3,
        "Kommunstyrelsens förslag", "ab12", "KS 2018/123",
    )  # fmt: skip
    assert file_stem(about) == "2018-06-05_KS_mal-och-budget-2019-2021_v3"
    with zipfile.ZipFile(
        io.BytesIO(write_case_files(about, [CaseFile("pdf", b"%PDF"), CaseFile("docx", b"PK")]))
    ) as sent:
        assert sent.namelist() == [f"{file_stem(about)}.{ending}" for ending in ("pdf", "docx", "json")]
        said = json.loads(sent.read(f"{file_stem(about)}.json"))
    assert said["diarienummer"] == "KS 2018/123"
    assert said["paragraf"] is None
    assert said["sha256"] == hashlib.sha256(b"%PDF").hexdigest()
    assert said["bilagor"] == [{"fil": f"{file_stem(about)}.docx", "sha256": hashlib.sha256(b"PK").hexdigest()}]
