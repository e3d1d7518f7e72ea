"""The worked examples of docs/calculations run, and every page is listed."""

import doctest
import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "docs" / "calculations"
PAGES = sorted(path for path in FOLDER.glob("*.md") if path.name != "README.md")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_the_worked_example_gives_what_the_page_says(path):
    examples = re.sub(r"^```.*$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    test = doctest.DocTestParser().get_doctest(examples, {}, path.stem, str(path), 0)
    assert test.examples, "a page of calculations has a worked example"
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE)
    runner.run(test)
    assert runner.failures == 0


def test_every_page_is_listed():
    listed = set(re.findall(r"\((\w[\w-]*\.md)\)", (FOLDER / "README.md").read_text(encoding="utf-8")))
    assert listed == {path.name for path in PAGES}
