"""Every page: readable by everyone, on a phone, in the dark, enlarged, without scripts."""

import pytest

PUBLIC = ["/", "/konto/logga-in/", "/konto/losenord/glomt/", "/konto/nytt-konto/", "/finns-inte/"]
SIGNED_IN = [
    "/",
    "/stil/",
    "/stil/?fel=1",
    "/konto/losenord/byt/",
    "/konto/logga-ut/",
    "/demo/",
    "/aret/",
    "/mitt-arbete/",
    "/meddelanden/",
    "/tidplan/las-in/",
    "/organisation/",
    "/utskick/",
    "/ramar/",
    "/ramar/jamfor/",
    "/planer/",
    "/planer/katalog/",
    "/sok/?q=ekonomi",
]
"""Add your page here when it opens for the finance director."""

PAGES = [*((path, False) for path in PUBLIC), *((path, True) for path in SIGNED_IN)]


@pytest.mark.parametrize(("path", "is_signed_in"), PAGES)
def test_axe_finds_nothing_serious(path, is_signed_in, open_page, ekonomichefen, assert_accessible):
    page = open_page(path, person=ekonomichefen if is_signed_in else None)
    assert_accessible(page)


@pytest.mark.parametrize(("path", "is_signed_in"), PAGES)
def test_it_fits_a_phone_and_is_readable_there_in_the_dark(
    path, is_signed_in, open_page, ekonomichefen, assert_accessible, assert_fits
):
    page = open_page(path, width=360, color_scheme="dark", person=ekonomichefen if is_signed_in else None)
    assert_fits(page)
    assert_accessible(page)


@pytest.mark.parametrize(("path", "is_signed_in"), PAGES)
def test_enlarged_to_twice_the_size_nothing_runs_out_of_the_window(
    path, is_signed_in, open_page, ekonomichefen, assert_fits
):
    # A window of 1280 at 200 % has room for 640 CSS pixels.
    page = open_page(path, width=640, device_scale_factor=2, person=ekonomichefen if is_signed_in else None)
    assert_fits(page)
