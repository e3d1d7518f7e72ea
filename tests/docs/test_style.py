"""Habits of the house that a machine can see."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "ramverk"
PURE = [
    file for room in ("core", "rules", "formats") for file in (SOURCE / room).rglob("*.py") if "tests" not in file.parts
]


def public_functions(file: Path) -> list[ast.FunctionDef]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return [node for node in tree.body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")]


def test_nine_of_ten_public_functions_of_the_pure_rooms_are_documented():
    functions = [function for file in PURE for function in public_functions(file)]
    documented = [function for function in functions if ast.get_docstring(function)]
    assert len(documented) >= 0.9 * len(functions)


@pytest.mark.parametrize("word", ["utils", "helpers", "manager", "misc"])
def test_no_module_has_a_name_that_says_nothing(word):
    assert not list(SOURCE.rglob(f"{word}.py"))


def test_the_name_of_a_test_is_a_sentence():
    short = []
    for file in [*SOURCE.rglob("test_*.py"), *SOURCE.parents[1].joinpath("tests").rglob("test_*.py")]:
        names = [
            node.name for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.FunctionDef)
        ]
        short += [f"{file.name}: {name}" for name in names if name.startswith("test_") and name.count("_") < 3]
    assert not short


def test_core_asks_no_clock():
    for file in (SOURCE / "core").rglob("*.py"):
        if "tests" in file.parts:
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            asks = isinstance(node, ast.Attribute) and node.attr in {"today", "now", "utcnow"}
            assert not asks, f"{file.name}:{getattr(node, 'lineno', 0)} asks the time"


NO_DEEDS = {
    "cycle/advance.py": "called by deeds, which leave the entry; itself it leaves the transition",
    "cycle/judge_round.py": "looks the round over again after a deed; changes nobody's data",
    "cycle/notify.py": "lays out notices on behalf of a deed",
    "cycle/read_notice.py": "a person reads their own notices",
    "plans/hold_section.py": "who is writing in a section for the next minutes; changes nothing of it",
    "cycle/send_notices.py": "the clock's work: gathered mails",
    "dispatch/deliver.py": "the mails of a dispatch that is already on record",
}
"""Files among the actions that are no deed of a person, and why."""


def test_every_verb_leaves_a_trail_entry():
    """Each action file of an area writes to the trail, itself or through another action it calls."""
    silent = []
    for folder in (SOURCE / "apps").iterdir():
        if folder.name == "trail":
            continue
        for file in (folder / "actions").glob("[a-z]*.py"):
            text = file.read_text(encoding="utf-8")
            name = f"{folder.name}/{file.name}"
            if name in NO_DEEDS:
                continue
            if "record(" not in text and ".actions." not in text.replace("trail.actions", ""):
                silent.append(name)
    assert not silent
