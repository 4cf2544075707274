from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pdfplumber
import pikepdf
import pytest
import zxingcpp
from PIL import Image

from library.rendering.jobs import Job
from library.rendering.pdf import job_of
from library.rendering.sheet import Sheet
from tests.library.rendering.printing import (
    PDFS,
    POINTS_PER_MILLIMETRE,
    document,
    leaflet,
    printed,
    read_aloud,
    tags,
)
from tests.library.rendering.web_sheets import IMPRINT, sheet

SIZES = {"a4.pdf": (210, 297), "a5.pdf": (148, 210), "large-print.pdf": (210, 297), "poster.pdf": (297, 420)}


@pytest.mark.parametrize("name", PDFS)
def test_pages_have_the_size_that_they_are_called_by(name: str) -> None:
    with pikepdf.open(BytesIO(printed(leaflet("Text."), name))) as pdf:
        width, height = (float(pdf.pages[0].MediaBox[side]) / POINTS_PER_MILLIMETRE for side in (2, 3))

    assert (round(width), round(height)) == SIZES[name]


@pytest.mark.parametrize("name", PDFS)
def test_the_code_on_the_page_leads_to_the_short_address(name: str) -> None:
    with pdfplumber.open(BytesIO(printed(leaflet("Text."), name))) as pdf:
        drawn = pdf.pages[-1].to_image(resolution=150).original

    (code,) = zxingcpp.read_barcodes(drawn)
    assert code.text == IMPRINT.short_url


@pytest.mark.parametrize("name", PDFS)
def test_the_imprint_says_whose_it_is_how_current_and_on_which_terms(name: str) -> None:
    said = read_aloud(printed(leaflet("Text."), name))

    for words in (
        "The SUN Network",
        "Edition 3",
        "Last reviewed: 20 October 2026",
        "Next review due: 20 October 2028",
        IMPRINT.licence_name,
        IMPRINT.attribution,
        "Made together with people who know.",
        "Large print: hello@sun.test",
        "library.test/s/7K2M",
    ):
        assert words in said


def test_a_poster_shows_help_in_full_and_what_a_leaflet_tells_by_its_headings() -> None:
    said = read_aloud(printed(sheet(), "poster.pdf"))

    assert "You are not alone" in said
    assert "Somebody listened." not in said
    assert said.count("a life is at risk") == 3


def test_the_poster_of_a_resource_shows_its_first_words_in_full() -> None:
    sections = [
        {"id": "a", "heading": "Words", "body": "Say it."},
        {"id": "b", "heading": "Where", "body": "Not here."},
    ]
    found = document(sections, kind="resource", details={"medium": "poster"})
    said = read_aloud(printed(Sheet(found, IMPRINT), "poster.pdf"))

    assert "Say it." in said
    assert "Not here." not in said


@pytest.mark.parametrize("paragraphs", [1, 6, 12, 18])
def test_a_poster_with_more_to_say_says_it_smaller_on_one_page(paragraphs: int) -> None:
    body = "\n\n".join(["Ask for help as early as you can, and bring somebody whom you trust."] * paragraphs)

    with pikepdf.open(BytesIO(printed(leaflet(body, care_level="urgent"), "poster.pdf"))) as pdf:
        assert len(pdf.pages) == 1


def test_a_thumbnail_is_a_small_picture_of_the_first_page() -> None:
    with Image.open(BytesIO(printed(sheet(), "thumbnail.png"))) as picture:
        assert picture.format == "PNG"
        assert 390 <= picture.width <= 410
        assert picture.height > picture.width


def test_a_thumbnail_of_a_long_text_sets_only_its_beginning() -> None:
    sections = [{"id": f"s{number}", "heading": "Heading", "body": "word " * 300} for number in range(60)]
    job = job_of(Sheet(document(sections), IMPRINT), "thumbnail.png")

    assert len(job.data["chapters"]) < 6


def test_without_a_picture_its_words_stand_in_its_place() -> None:
    bare = replace(sheet(), pictures={})

    assert len([tag for tag in tags(printed(bare, "a4.pdf")) if tag.kind == "Figure"]) == 1


def test_a_job_is_data_and_files_and_nothing_else() -> None:
    job = job_of(sheet(), "a4.pdf")

    assert isinstance(job, Job)
    assert set(job.files) == {"room.svg"}
