"""What a reader chooses for themselves is remembered, and leads nowhere else."""

from django.test import Client


def test_it_speaks_swedish_whatever_the_browser_prefers(client, kommunen):
    assert '<html lang="sv"' in client.get("/", headers={"accept-language": "en"}).text


def test_it_remembers_the_language_on_the_device_and_on_the_person(inloggad, ekonomichefen):
    client = inloggad(ekonomichefen)
    client.post("/sprak/", {"language": "en", "next": "/stil/"})
    assert '<html lang="en"' in client.get("/").text
    ekonomichefen.refresh_from_db()
    assert ekonomichefen.language == "en"
    assert '<html lang="en"' in inloggad(ekonomichefen).get("/").text


def test_it_ignores_a_language_it_does_not_know(client, kommunen):
    client.post("/sprak/", {"language": "xx"})
    assert '<html lang="sv"' in client.get("/").text


def test_it_goes_back_to_the_page_and_never_to_another_site(client, kommunen):
    assert client.post("/sprak/", {"language": "en", "next": "/stil/"}).url == "/stil/"
    assert client.post("/sprak/", {"language": "en", "next": "//elak.example/"}).url == "/"


def test_dark_and_light_are_chosen_by_hand_or_left_to_the_computer(client, kommunen):
    assert "data-scheme" not in client.get("/").text
    client.post("/utseende/", {"scheme": "dark"})
    assert 'data-scheme="dark"' in client.get("/").text
    client.post("/utseende/", {"scheme": ""})
    assert "data-scheme" not in client.get("/").text


def test_choices_are_made_by_posting(kommunen):
    assert Client().get("/sprak/").status_code == 405
