"""HTML as pages and mails have it: merged cells, lists, struck text, menus."""

from ramverk.formats.timetable_documents import read_document


def read(body):
    return read_document(f"<!doctype html><html><body>{body}</body></html>".encode(), "sida.html").lines


def test_a_date_over_two_rows_stands_on_both():
    lines = read("<table><tr><td rowspan=2>6 februari</td><td>KS</td></tr><tr><td>KF</td></tr></table>")
    assert [line.cells for line in lines] == [("6 februari", "KS"), ("6 februari", "KF")]


def test_a_cell_over_the_whole_width_is_a_line():
    lines = read("<table><tr><td colspan=2>2018</td></tr><tr><td>mars</td><td>Beslut</td></tr></table>")
    assert (lines[0].text, lines[0].cells) == ("2018", None)


def test_breaks_inside_a_cell_are_kept():
    lines = read("<table><tr><td>mars</td><td>KS<br>KF<p>Partierna</p></td></tr></table>")
    assert lines[0].cells == ("mars", "KS\nKF\nPartierna")


def test_struck_text_by_tag_and_by_style():
    lines = read('<p><s>22 maj</s> <span style="text-decoration: line-through">24 maj</span> 30 maj</p>')
    assert [lines[0].text[start:end] for start, end in lines[0].struck] == ["22 maj 24 maj"]


def test_headings_and_lists_have_roles_and_markers():
    lines = read("<h2>Maj</h2><ul><li><p>Beslut</p></li></ul><ol start=3><li>Utskick</li></ol>")
    assert [(line.text, line.role) for line in lines] == [
        ("Maj", "heading"),
        ("• Beslut", "bullet"),
        ("3. Utskick", "numbered"),
    ]


def test_menus_scripts_and_comments_are_left_out():
    lines = read("<nav>Meny</nav><script>1</script><!-- dold --><p>mars: beslut</p>")
    assert [line.text for line in lines] == ["mars: beslut"]


def test_a_table_for_layout_is_looked_through():
    lines = read("<table><tr><td><table><tr><td>mars</td><td>Beslut</td></tr></table></td></tr></table>")
    assert [line.cells for line in lines] == [("mars", "Beslut")]
