"""Somebody needs a leaflet in their hands tomorrow. They open it on the screen, take it home as PDF, in large print, as
Word file and as text, and type the short address from the paper into a phone. A colleague elsewhere fills in what they
have of their own services, sees what is missing, and learns that their long story does not fit the fold.
"""

from __future__ import annotations

import json
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZipFile

import pdfplumber
import pytest
import zxingcpp
from django.core.management import call_command
from django.test import override_settings
from docx import Document as Word
from PIL import Image

from tests.client import Api

LEAFLET = "/v1/leaflets/finding-support"
TITLE = "Finding support for an eating disorder"
HERE = "http://127.0.0.1:8000"
OURS = {
    "area_name": "Norfolk and Suffolk",
    "community_service": "adult-eating-disorder-service-norfolk-and-suffolk",
    "ages": {"min": 18},
}


@pytest.fixture
def library(db: None, tmp_path: Path) -> Api:
    with override_settings(DATA_DIR=tmp_path):
        call_command("load_demo", stdout=StringIO())
    return Api()


def words(pdf: bytes) -> str:
    with pdfplumber.open(BytesIO(pdf)) as document:
        return " ".join(" ".join((page.extract_text() or "").split()) for page in document.pages)


def test_every_form_of_the_leaflet_opens_and_says_the_same(library: Api) -> None:
    detail = library.get(LEAFLET).json()
    found = {row["name"]: library.get(row["url"].removeprefix(HERE)) for row in detail["renditions"]}
    assert {name: answer.status for name, answer in found.items()} == dict.fromkeys(found, 200)

    heading = detail["sections"][1]["heading"]
    for name in ("a4.pdf", "a5.pdf", "large-print.pdf"):
        text = words(found[name].body)
        assert TITLE in text
        assert heading in text
        assert detail["licence"]["name"] in text
    for name in ("page.html", "fragment.html", "text.md", "text.txt"):
        assert heading in found[name].body.decode()
    assert heading in [paragraph.text for paragraph in Word(BytesIO(found["document.docx"].body)).paragraphs]
    assert Image.open(BytesIO(found["thumbnail.png"].body)).width > 200


def test_the_address_on_the_paper_leads_to_the_page(library: Api) -> None:
    text = library.get(f"{LEAFLET}/renditions/text.txt").body.decode()
    (printed,) = {word for word in text.split() if "/s/" in word}
    followed = library.get(printed.removeprefix(HERE).upper().replace("/S/", "/s/"))
    assert (followed.status, followed.headers["Location"]) == (308, f"{HERE}{LEAFLET}/renditions/page.html")

    with pdfplumber.open(BytesIO(library.get(f"{LEAFLET}/renditions/a4.pdf").body)) as document:
        pages = [page.to_image(resolution=200).original for page in document.pages]
    codes = [code.text for page in pages for code in zxingcpp.read_barcodes(page)]
    assert codes
    assert set(codes) <= {printed, f"{HERE}{LEAFLET}/renditions/page.html"}


def test_half_filled_details_give_a_pdf_with_blanks_that_are_plainly_marked(library: Api) -> None:
    sent = {"details": OURS, "overrides": {}}
    answer = library.post(f"{LEAFLET}/preview", sent, idempotency_key=None, accept="application/json").json()
    labels = [row["label"] for row in answer["missing"]]
    assert labels

    pdf = library.post(f"{LEAFLET}/preview", sent, idempotency_key=None, accept="application/pdf")
    text = words(pdf.body)
    assert "In Norfolk and Suffolk, the service for adults" in text
    blank = next(row["label"] for row in answer["missing"] if row["section"])
    assert blank.split()[0] in text
    assert "Preview, not published" in text


def test_text_too_long_for_the_fold_is_told_by_section_and_millimetres(library: Api) -> None:
    sent = {"overrides": {"signs-to-notice": {"text": "You may notice this. " * 500}}}
    refused = library.post(
        f"{LEAFLET}/preview?rendition=trifold.pdf", sent, idempotency_key=None, accept="application/pdf"
    )
    problem = refused.json()
    assert (refused.status, refused.slug, problem["section"]) == (422, "does-not-fit", "signs-to-notice")
    assert problem["overflow_mm"] > 10


def test_whoever_builds_on_it_takes_the_package(library: Api) -> None:
    answer = library.get(f"{LEAFLET}/renditions/package.zip")
    package = ZipFile(BytesIO(answer.body))
    document = json.loads(package.read("document.json"))
    form = library.get(f"{LEAFLET}/form").json()
    assert document["title"] == TITLE
    assert json.loads(package.read("form.schema.json"))["properties"] == form["properties"]
    assert "ATTRIBUTION.txt" in package.namelist()
