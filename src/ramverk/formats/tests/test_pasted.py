"""What is pasted from a word processor: nothing of the words or their structure is lost, nothing else comes along."""

import re

from hypothesis import given
from hypothesis import strategies as st

from ramverk.formats.pasted import markdown_of

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>
<style>p.MsoNormal {color:red}</style></head><body>
<!--StartFragment--><h1>Risker<o:p></o:p></h1>
<p class=MsoNormal>Det är <b>brist</b> på&nbsp;lärare.<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span>·
<span>&nbsp;&nbsp;</span></span><![endif]>Utbilda egna</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level2 lfo1'><span>o<span>&nbsp; </span></span>I höst</p>
<table><tr><td><p>År</p></td><td><p>Antal</p></td></tr><tr><td><p>2019</p></td><td><p>4|5</p></td></tr></table>
<script>alert(1)</script><p><img src=x onerror=alert(1)>Slut.</p><!--EndFragment--></body></html>"""


def test_headings_lists_and_tables_of_a_word_processor_are_kept():
    assert markdown_of(WORD).splitlines() == [
        "## Risker", "", "Det är **brist** på lärare.", "", "- Utbilda egna", "  - I höst", "",
        "| År | Antal |", "| --- | --- |", "| 2019 | 4\\|5 |", "", "Slut.",
    ]  # fmt: skip


def test_real_lists_in_lists_keep_their_depth_and_numbers():
    html = "<ol><li>Ett<ul><li>Under</li></ul></li><li>Två</li></ol>"
    assert markdown_of(html).splitlines() == ["1. Ett", "   - Under", "2. Två"]


def test_a_link_keeps_its_words_and_address():
    assert markdown_of('<p>Se <a href="https://exempelby.example/a">planen</a></p>') == (
        "Se planen (https://exempelby.example/a)\n"
    )
    assert markdown_of('<p><a href="javascript:alert(1)">här</a></p>') == "här\n"


def test_bold_and_italics_are_kept_also_where_only_a_style_says_so():
    assert markdown_of('<p>Det är <i><b>stor</b></i> <b><span style="font-weight:bold">brist</span></b>.</p>') == (
        "Det är ***stor*** **brist**.\n"
    )
    copied = '<b style="font-weight:normal"><p>Nu <span style="font-weight:700;font-style:italic">snart</span>.</p></b>'
    assert markdown_of(copied) == "Nu ***snart***.\n"


def test_signs_that_would_be_markup_stay_signs():
    assert markdown_of("<p>5*3 och a_b</p><p># ett</p>") == "5\\*3 och a\\_b\n\n\\# ett\n"


@given(st.lists(st.text(alphabet="abcåäö 123", min_size=1).map(str.strip).filter(bool), min_size=1, max_size=6))
def test_no_word_is_lost(parts):
    text = markdown_of("".join(f"<p>{part}</p>" for part in parts))
    words = [word for part in parts for word in part.split()]
    assert re.sub(r"\\", "", text).split() == words


@given(st.text(max_size=300))
def test_any_bytes_are_text_and_never_fall_over(html):
    assert "<script" not in markdown_of(html).casefold() or "&lt;" in html
