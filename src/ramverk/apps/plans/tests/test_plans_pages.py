"""The pages of plans: what each shows, what it saves, and that nothing typed is lost."""

import pytest
from django.urls import reverse
from tests.cast import swedish

from ramverk.apps.frames.models import Operation
from ramverk.apps.plans.actions.hold_section import hold_section
from ramverk.apps.plans.actions.save_requests import save_requests
from ramverk.apps.plans.actions.save_section import save_section
from ramverk.apps.plans.holding import holder_of
from ramverk.apps.plans.models import CatalogueIndicator, Comment, Goal, KeptText, TemplateSection
from ramverk.apps.plans.rows import RequestLine
from ramverk.apps.plans.tests.conftest import TKR, part, split
from ramverk.apps.trail import clock
from ramverk.apps.trail.models import TrailEntry
from ramverk.core.money import THIN_SPACE


@pytest.fixture
def bladdrar(inloggad, forvaltningschefen):
    """The browser of the head of BUN's administration."""
    return inloggad(forvaltningschefen)


@pytest.fixture
def ekonomen(inloggad, ekonomichefen):
    """The finance director's browser."""
    return inloggad(ekonomichefen)


def text_of(answer):
    return answer.content.decode().replace(THIN_SPACE, " ")


def address(plan, key):
    return reverse("plans:section", args=[part(plan, key).pk])


def test_the_matrix_shows_how_far_each_board_has_come(bladdrar, ekonomen, skriven):
    own, centre = (text_of(one.get(reverse("plans:index"))) for one in (bladdrar, ekonomen))
    assert reverse("plans:plan", args=[skriven.pk]) in own
    assert reverse("plans:plan", args=[skriven.pk]) not in centre
    assert "0 av 1 klara" in centre


def test_finance_sees_which_split_lies_above_its_frame_and_other_boards_do_not(
    ekonomen, bladdrar, inloggad, plan, skribenten, kommunen, socialsekreteraren
):
    split(skribenten, plan, ("440", 942_000))
    section = part(plan, "utom-ram")
    save_requests(skribenten, section, section.version, [RequestLine("Fler vuxna", {"2019": 5_000 * TKR})])
    above, outside = "2 000 tkr över ramen 2019", "utom ram: 1 önskemål, 5 000 tkr 2019"
    other = inloggad(socialsekreteraren)
    matrix = reverse("desks:submissions", args=[plan.submission.activity_id])
    for where in (reverse("plans:index"), matrix):
        own, centre, others = (text_of(one.get(where)) for one in (bladdrar, ekonomen, other))
        assert (above in own, above in centre, above in others) == (True, True, False), where
        assert (outside in own, outside in centre, outside in others) == (True, True, False), where
    page = text_of(bladdrar.get(reverse("plans:plan", args=[plan.pk])))
    assert above in page
    assert outside in page
    split(skribenten, plan, ("440", 939_500))
    assert "500 tkr kvar att fördela 2019" in text_of(ekonomen.get(reverse("plans:index")))


def test_the_plan_says_what_is_missing_and_how_the_frame_is_split(bladdrar, plan):
    page = text_of(bladdrar.get(reverse("plans:plan", args=[plan.pk])))
    assert "Planen har inga mål" in page
    assert "fördelat 940\u202f000 av 940\u202f000&nbsp;tkr" in page  # never broken over two lines


def test_a_plan_is_late_the_day_after_its_last_day_and_not_before(inloggad, namndsekreteraren, plan):
    def said(day):
        with clock.stopped_at(swedish(f"{day} 12:00")):
            client = inloggad(namndsekreteraren)
            shown = (reverse("plans:plan", args=[plan.pk]), reverse("plans:index"), reverse("cycle:my_work"))
            return ["försenad" in text_of(client.get(address)) for address in shown]

    assert said("2018-04-11") == [False, False, False]
    assert said("2018-04-12") == [True, True, True]


def test_a_text_is_saved_and_read_as_a_document(bladdrar, plan):
    section = part(plan, "risker")
    text = "## Lärare\n\n- brist <script>\n\n| År | Antal |\n| --- | --- |\n| 2019 | 4 |"
    assert bladdrar.post(address(plan, "risker"), {"version": section.version, "text": text}).status_code == 302
    page = text_of(bladdrar.get(reverse("plans:plan", args=[plan.pk])))
    assert "<h3>Lärare</h3>" in page
    assert "<td>2019</td>" in page
    assert "&lt;script&gt;" in page


def pressed(client, where, **data):
    """What the page says when a button of the section's own form has been pressed."""
    return text_of(client.post(where, data, follow=True))


def test_the_ready_button_saves_what_is_written_and_refuses_an_empty_section(bladdrar, plan):
    where, seen = address(plan, "risker"), part(plan, "risker").version
    page = text_of(bladdrar.get(where))
    assert '<button class="button" form="avsnitt" name="sedan" value="klar">' in page
    said = pressed(bladdrar, where, version=seen, text=" ", sedan="klar")
    assert "Avsnittet är inte klarmarkerat. ”Risker och intern kontroll” är inte besvarat." in said
    assert not part(plan, "risker").is_ready
    said = pressed(bladdrar, where, version=part(plan, "risker").version, text="Brist på lärare.", sedan="klar")
    assert "Avsnittet är klarmarkerat." in said
    assert (part(plan, "risker").text, part(plan, "risker").is_ready) == ("Brist på lärare.", True)
    now = part(plan, "risker").version
    said = pressed(bladdrar, where, version=now, text="Stor brist på lärare.", sedan="inte-klar")
    assert "Klarmarkeringen är borttagen." in said
    assert (part(plan, "risker").text, part(plan, "risker").is_ready) == ("Stor brist på lärare.", False)


def test_leaving_a_section_saves_what_is_written_and_gives_it_free(bladdrar, plan):
    where, seen = address(plan, "risker"), part(plan, "risker").version
    assert "Du har lämnat avsnittet." in pressed(bladdrar, where, version=seen, text="Ett.", sedan="lamna")
    assert (part(plan, "risker").text, holder_of(part(plan, "risker"))) == ("Ett.", None)
    autosave = reverse("plans:autosave", args=[part(plan, "risker").pk])
    bladdrar.post(autosave, {"version": seen + 1, "text": "Ett och ett", "sedan": "lamna"})
    assert (part(plan, "risker").text, holder_of(part(plan, "risker"))) == ("Ett och ett", None)


def test_a_grid_and_a_list_are_saved_by_their_ready_button_and_goals_need_no_save(bladdrar, skriven):
    assert bladdrar.post(address(skriven, "drift"), typed(skriven, ("440", *["939 000"] * 3), sedan="klar")).url
    assert (amounts(skriven), part(skriven, "drift").is_ready) == ([[939_000] * 3], True)
    asked = grid([{"title": "Fler vuxna", "y2019": "500"}], version=part(skriven, "utom-ram").version, sedan="klar")
    assert bladdrar.post(address(skriven, "utom-ram"), asked).status_code == 302
    assert part(skriven, "utom-ram").requests.get().title == "Fler vuxna"
    assert part(skriven, "utom-ram").is_ready
    stale = {"version": part(skriven, "mal").version - 1, "sedan": "klar"}
    assert bladdrar.post(address(skriven, "mal"), stale).status_code == 409
    assert bladdrar.post(address(skriven, "mal"), stale | {"version": stale["version"] + 1}).status_code == 302
    assert part(skriven, "mal").is_ready


def test_what_oneself_saved_in_another_tab_is_not_told_as_somebody_elses(bladdrar, plan, skribenten):
    seen = part(plan, "risker")
    save_section(skribenten, seen, seen.version, "Från den andra fliken.")
    page = text_of(bladdrar.post(address(plan, "risker"), {"version": seen.version, "text": "Min text."}))
    assert "Du har sparat avsnittet på ett annat ställe" in page
    assert "Frida Forsman har sparat" not in page


def test_nothing_left_to_split_is_calm_also_when_some_ore_are(bladdrar, plan):
    def left(tkr):
        data = typed(plan, ("440", tkr, "940 000", "940 000"))
        assert bladdrar.post(address(plan, "drift"), data).status_code == 302
        return text_of(bladdrar.get(address(plan, "drift"))).split('data-left="2019"')[0].rsplit("<td", 1)[1]

    assert "negative" not in left("940 000,00001")
    assert "negative" in left("940 000,001")


def test_a_stale_save_shows_both_and_the_next_save_is_the_persons_own_choice(bladdrar, plan, skribenten):
    seen = part(plan, "risker")
    save_section(skribenten, seen, seen.version, "Den andres text.")
    answer = bladdrar.post(address(plan, "risker"), {"version": seen.version, "text": "Min text."})
    page = text_of(answer)
    assert answer.status_code == 409
    assert "Den andres text." in page
    assert "Min text." in page
    now = part(plan, "risker")
    assert bladdrar.post(address(plan, "risker"), {"version": now.version, "text": "Båda."}).status_code == 302


def test_autosave_answers_with_the_new_version_or_keeps_the_text(bladdrar, plan, sekreteraren):
    section = part(plan, "risker")
    where = reverse("plans:autosave", args=[section.pk])
    answer = text_of(bladdrar.post(where, {"version": section.version, "text": "Ett"}, headers={"HX-Request": "true"}))
    assert f'value="{section.version + 1}" hx-swap-oob="true"' in answer
    answer = text_of(bladdrar.post(where, {"version": section.version, "text": "Två"}, headers={"HX-Request": "true"}))
    assert "sparad vid sidan av" in answer
    assert KeptText.objects.get().text == "Två"


def test_somebody_elses_section_is_read_and_says_who_writes(bladdrar, plan, sekreteraren):
    hold_section(sekreteraren, part(plan, "risker"))
    page = text_of(bladdrar.get(address(plan, "risker")))
    assert "Nils Nordin skriver här just nu" in page
    assert "<textarea" not in page.split("Kommentarer")[0].split("Ta över avsnittet")[0]
    answer = bladdrar.post(reverse("plans:deed", args=[part(plan, "risker").pk, "ta-over"]), {"reason": "Bråttom."})
    assert answer.status_code == 302
    assert 'name="text"' in text_of(bladdrar.get(address(plan, "risker")))


def test_a_returned_plan_says_why_until_it_is_handed_in_again(bladdrar, plan, skribenten):
    plan.submission.__class__.objects.filter(pk=plan.submission_id).update(
        state="returned", return_comment="Risken saknar kostnad."
    )
    section = part(plan, "risker")
    save_section(skribenten, section, section.version, "Två miljoner.")
    where = (
        reverse("plans:plan", args=[plan.pk]),
        address(plan, "risker"),
        reverse("desks:submission", args=[plan.submission_id]),
    )
    for one in where:
        assert "Risken saknar kostnad." in text_of(bladdrar.get(one))


def test_what_hinders_the_plan_leads_to_where_it_is_mended(bladdrar, plan):
    page = text_of(bladdrar.get(reverse("plans:plan", args=[plan.pk])))
    assert (
        f'Planen har inga mål. Skriv minst ett, med en indikator. <a class="nowrap" href="{address(plan, "mal")}"'
        in page
    )
    assert "Nästa avsnitt:" in text_of(bladdrar.get(address(plan, "mal")))


def grid(rows, **more):
    data = {"form-TOTAL_FORMS": len(rows), "form-INITIAL_FORMS": 0} | more
    for at, row in enumerate(rows):
        data |= {f"form-{at}-{name}": value for name, value in row.items()}
    return data


def test_the_split_is_written_in_the_grid(bladdrar, plan):
    section = part(plan, "drift")
    row = section.split_rows.get()
    rows = [
        {"key": row.key, "operation": row.operation_id, "y2019": "940 000", "y2020": "940 000", "y2021": "939 999,5"}
    ]
    data = grid(rows, version=section.version, edition=plan.edition_id)
    assert bladdrar.post(address(plan, "drift"), data).status_code == 302
    saved = part(plan, "drift").split_rows.get()
    assert (saved.key, saved.amounts["2021"]) == (row.key, 93_999_950_000)
    page = text_of(bladdrar.get(address(plan, "drift")))
    assert "0,5" in page
    stale = bladdrar.post(address(plan, "drift"), data)
    assert stale.status_code == 409
    assert "Så står det nu" in text_of(stale)


def typed(plan, *rows, **more):
    """What the grid sends: (operation code, tkr of each year as text)."""
    found = [
        {"operation": Operation.objects.get(code=code).pk if code else ""}
        | dict(zip(("y2019", "y2020", "y2021"), amounts, strict=False))
        for code, *amounts in rows
    ]
    return grid(found, version=part(plan, "drift").version, edition=plan.edition_id, **more)


def amounts(plan):
    """The stored split in tkr."""
    rows = part(plan, "drift").split_rows.all()
    return [[row.amounts.get(str(year), 0) / TKR for year in (2019, 2020, 2021)] for row in rows]


def test_the_rest_is_laid_on_a_row_with_one_press_and_taken_back_with_another(bladdrar, plan):
    Operation.objects.get_or_create(code="441", defaults={"name": "Fritidshem"})
    rows = [("440", "930 000", "940 000", "941 000,5"), ("441",)]
    assert bladdrar.post(address(plan, "drift"), typed(plan, *rows, rest="1")).status_code == 302
    assert amounts(plan) == [[930_000, 940_000, 941_000.5], [10_000, 0, -1_000.5]]
    page = text_of(bladdrar.get(address(plan, "drift")))
    assert "Resten är lagd på 441 Fritidshem av Frida Forsman" in page
    assert '2019 +10 000 tkr</span>, <span class="nowrap">2021 −1 000,5 tkr' in page
    section = part(plan, "drift")
    undo = {"version": section.version, "number": section.versions.first().number - 1}
    assert bladdrar.post(reverse("plans:deed", args=[section.pk, "aterstall"]), undo).status_code == 302
    assert amounts(plan) == [[930_000, 940_000, 941_000.5], [0, 0, 0]]
    assert "Resten är lagd" not in text_of(bladdrar.get(address(plan, "drift")))
    told = TrailEntry.objects.get(verb="plans.lay_rest").after
    assert (told["row"], told["2019"].replace(THIN_SPACE, " ")) == ("441 Fritidshem", "10 000 tkr")


def test_the_rest_is_spread_in_proportion_and_sums_to_the_frame(bladdrar, plan):
    Operation.objects.get_or_create(code="441", defaults={"name": "Fritidshem"})
    rows = [("440", "600 000", "600 000", "600 000"), ("441", "300 000,25", "300 000", "300 000")]
    assert bladdrar.post(address(plan, "drift"), typed(plan, *rows, rest="alla")).status_code == 302
    assert amounts(plan)[0] == [626_666.75, 626_667, 626_667]
    assert [first + second for first, second in zip(*amounts(plan), strict=True)] == [940_000] * 3
    assert "i proportion till deras storlek" in text_of(bladdrar.get(address(plan, "drift")))


def test_a_rest_that_has_nowhere_to_go_is_refused_with_the_way_on(bladdrar, plan):
    for rows, rest, said in (
        ([("", "5")], "0", "Välj verksamhet"),
        ([("440", "5"), ("",)], "1", "Välj först vilken verksamhet"),
        ([("440", "5")], "alla", "Ingen rad har belopp för 2020, 2021"),
        ([("440", *["940 000"] * 3)], "0", "Det finns ingen rest"),
    ):
        answer = bladdrar.post(address(plan, "drift"), typed(plan, *rows, rest=rest))
        assert answer.status_code == 422
        assert said in text_of(answer)
    assert amounts(plan) == [[940_000] * 3]


def test_a_goal_is_written_with_an_indicator_from_the_catalogue(bladdrar, plan, fullmaktigemal):
    known = CatalogueIndicator.objects.create(
        code="N15424", name="Behöriga", definition="Andel", unit="%", source="SKV", direction="decrease"
    )
    section = part(plan, "mal")
    where = reverse("plans:goal", args=[section.pk, "ny"])
    assert "Alla barn lyckas i skolan" in text_of(bladdrar.get(where))
    data = {
        "version": section.version, "text": "Fler behöriga", "level": "board", "parent": fullmaktigemal.pk,
        "indikator-TOTAL_FORMS": 1, "indikator-INITIAL_FORMS": 0, "indikator-0-catalogue": known.pk,
        "indikator-0-baseline": "80", "indikator-0-t2019": "inte mycket",
    }  # fmt: skip
    refused = bladdrar.post(where, data)
    assert refused.status_code == 422
    assert "är inget värde" in text_of(refused)
    assert "inte mycket" in text_of(refused)
    assert bladdrar.post(where, data | {"indikator-0-t2019": "85"}).status_code == 302
    made = Goal.objects.get(level="board").indicators.get()
    assert (made.name, made.definition, made.targets) == ("Behöriga", "Andel", {"2019": "85"})
    assert made.direction == "decrease"
    page = text_of(bladdrar.get(reverse("plans:goal", args=[section.pk, Goal.objects.get(level="board").key])))
    assert "Fler behöriga" in page
    assert "Fler behöriga" in text_of(bladdrar.get(reverse("plans:goals")))


def test_requests_are_written_in_order(bladdrar, plan):
    section = part(plan, "utom-ram")
    rows = [
        {"title": "Andra", "rank": 2, "y2019": "500", "consequence": "Väntan"},
        {"title": "Första", "rank": 1, "y2019": "1 200", "consequence": "Kö"},
    ]
    assert bladdrar.post(address(plan, "utom-ram"), grid(rows, version=section.version)).status_code == 302
    assert [(one.title, one.amounts) for one in part(plan, "utom-ram").requests.all()] == [
        ("Första", {"2019": 1200 * TKR}), ("Andra", {"2019": 500 * TKR}),
    ]  # fmt: skip


def test_a_comment_is_made_on_a_place_and_shown(bladdrar, plan):
    pk = part(plan, "risker").pk
    data = {"comment": "Stämmer det?", "place": "row:hittepå"}
    assert bladdrar.post(reverse("plans:comment", args=[pk]), data).status_code == 302
    made = Comment.objects.get()
    assert made.place == ""
    assert "Stämmer det?" in text_of(bladdrar.get(address(plan, "risker")))
    where = reverse("plans:comment_deed", args=[made.pk, "avsluta"])
    assert bladdrar.post(where, {"version": made.version}).status_code == 302


def test_versions_are_listed_and_compared(bladdrar, plan, skribenten):
    section = part(plan, "risker")
    section = save_section(skribenten, section, section.version, "Ett ord.")
    save_section(skribenten, section, section.version, "Två ord.")
    page = text_of(bladdrar.get(reverse("plans:versions", args=[section.pk]) + "?fran=1"))
    assert "<del>Ett</del><ins>Två</ins> ord." in page


def test_finance_writes_the_template(ekonomen, bladdrar, omgangen):
    page = text_of(ekonomen.get(reverse("plans:template")))
    assert "Åtgärder för att hålla ramen" in page
    data = grid([{"heading": "Läget", "kind": "text", "instruction": "Kort."}, {"heading": "", "kind": "text"}])
    assert ekonomen.post(reverse("plans:template"), data).status_code == 302
    assert TemplateSection.objects.get().key == "laget"
    assert bladdrar.post(reverse("plans:template"), data).status_code == 403


def test_what_word_puts_on_the_clipboard_becomes_text(bladdrar, kommunen):
    answer = bladdrar.post(reverse("plans:pasted"), {"html": "<h1>Risker</h1><ul><li>Ett</li></ul>"})
    assert answer.content.decode() == "## Risker\n\n- Ett\n"
