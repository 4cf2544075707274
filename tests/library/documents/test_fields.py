"""What text, addresses, languages, days and ids may look like."""

from __future__ import annotations

from typing import Any

import pytest

from library.documents.fields import duration_minutes
from library.documents.parse import parse_document
from tests.library.documents.build import body_fault, faults, parsed_body, smallest, with_body, with_details

CITATION = {
    "id": "nice",
    "title": "Guideline",
    "url": "https://www.nice.org.uk/guidance/ng69",
    "accessed": "2026-10-05",
    "publisher": "NICE",
}


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\x00", "U+0000"),
        ("\x07", "U+0007"),
        ("\r", "U+000D"),
        ("\x1b", "U+001B"),
        ("\x7f", "U+007F"),
        ("\x85", "U+0085"),
        ("\u202e", "U+202E RIGHT-TO-LEFT OVERRIDE"),
        ("\u2066", "U+2066 LEFT-TO-RIGHT ISOLATE"),
        ("\u2069", "U+2069 POP DIRECTIONAL ISOLATE"),
        ("\ud800", "U+D800"),
        ("\udfff", "U+DFFF"),
    ],
    ids=ascii,
)
def test_a_forbidden_character_is_named_with_its_position(character: str, name: str) -> None:
    fault = body_fault(f"Some{character}text")
    assert fault.startswith(name)
    assert "position 4" in fault


@pytest.mark.parametrize("character", ["\t", "\n", "\u200d", "\u200f", "\u061c", "é", "😀", "\ufeff"], ids=ascii)
def test_other_characters_stand_as_they_are(character: str) -> None:
    text = f"Some{character}text"
    assert parsed_body(text).sections[0].body == text


@pytest.mark.parametrize("character", ["\n", "\u2028", "\u2029"], ids=ascii)
def test_a_line_has_no_breaks(character: str) -> None:
    assert list(faults(smallest(title=f"a{character}b"))) == ["/title"]


@pytest.mark.parametrize(
    ("tag", "sentence"),
    [
        ("en_gb", "Write this language as en-GB."),
        ("EN-gb", "Write this language as en-GB."),
        ("eng", "Write this language as en."),
        ("zz", "not a language tag"),
        ("x", "not a language tag"),
        ("", "not a language tag"),
        ("en-GB-", "not a language tag"),
        ("en GB", "not a language tag"),
    ],
)
def test_a_language_is_a_canonical_tag(tag: str, sentence: str) -> None:
    assert sentence in faults(smallest(language=tag))["/language"]


@pytest.mark.parametrize("tag", ["en", "en-GB", "cy", "ar", "ur", "fa", "ckb", "zh-Hant", "pt-BR", "bfi"])
def test_a_canonical_language_is_kept(tag: str) -> None:
    assert parse_document(smallest(language=tag)).language == tag


@pytest.mark.parametrize(
    "url",
    [
        "http://www.nhs.uk/",
        "//www.nhs.uk/",
        "/about",
        "www.nhs.uk",
        "https://",
        "https:///path",
        "https://user:secret@www.nhs.uk/",
        "https://www.nhs.uk@evil.test/",
        "https://www.nhs.uk:port/",
        "https://www.nhs.uk/a b",
        "https://www.nhs.uk/\n",
        'https://www.nhs.uk/"',
        "https://www.nhs.uk/<script>",
        "https://www.nhs.uk\\@evil.test",
        "https://[::1",
        "javascript:alert(1)",
        "https://www.nhs.uk/{{area}}",
    ],
)
def test_an_address_that_is_not_plain_https_is_refused(url: str) -> None:
    assert list(faults(smallest(citations=[CITATION | {"url": url}]))) == ["/citations/0/url"]


@pytest.mark.parametrize(
    "url", ["https://www.nhs.uk", "https://www.nhs.uk:8443/a?b=c&d=e#f", "https://[::1]/", "https://bücher.example/ä"]
)
def test_an_https_address_is_kept_as_it_was_written(url: str) -> None:
    assert parse_document(smallest(citations=[CITATION | {"url": url}])).citations[0].url == url


@pytest.mark.parametrize(
    "day",
    [
        "2026-02-30",
        "2026-1-1",
        "20260101",
        "2026-01-01T00:00:00Z",
        "1767225600",
        1767225600,
        "1899-12-31",
        "2200-01-01",
        "\u0662\u0660\u0662\u0666-\u0660\u0661-\u0660\u0661",
    ],
)
def test_a_day_is_an_iso_date_of_these_centuries(day: Any) -> None:
    assert list(faults(smallest(citations=[CITATION | {"accessed": day}]))) == ["/citations/0/accessed"]


@pytest.mark.parametrize(
    "identifier",
    [
        "01996A10-0000-7000-8000-000000000001",
        "01996a10000070008000000000000001",
        "urn:uuid:01996a10-0000-7000-8000-000000000001",
        "{01996a10-0000-7000-8000-000000000001}",
        "1",
        1,
        None,
    ],
)
def test_an_asset_is_named_by_a_uuid_in_its_usual_spelling(identifier: Any) -> None:
    data = with_body("", images=[{"key": "a", "asset": identifier, "alt": "A"}])
    assert list(faults(data)) == ["/images/0/asset"]


@pytest.mark.parametrize(
    ("duration", "minutes"),
    [("PT1H30M", 90), ("PT90M", 90), ("PT3H", 180), ("PT4M59S", 4), ("PT45S", 0), ("PT3600S", 60), ("PT1H30S", 60)],
)
def test_minutes_of_a_duration(duration: str, minutes: int) -> None:
    assert duration_minutes(duration) == minutes


@pytest.mark.parametrize("duration", ["PT", "P1D", "90", "PT1.5H", "pt1h", "1:30", "PT1M1H", "P1Y"])
def test_a_duration_is_hours_minutes_and_seconds(duration: str) -> None:
    assert list(faults(with_details("training", duration=duration))) == ["/details/duration"]


@pytest.mark.parametrize("slug", ["Upper", "two--hyphens", "-a", "a-", "a_b", "ä", "", "a" * 101, "a\n"])
def test_a_section_id_is_a_slug(slug: str) -> None:
    assert list(faults(smallest(sections=[{"id": slug, "heading": "H"}]))) == ["/sections/0/id"]


@pytest.mark.parametrize(
    ("alt", "decorative", "ok"),
    [("A sofa", False, True), ("", True, True), ("", False, False), (" ", False, False), ("A sofa", True, False)],
)
def test_a_picture_has_words_or_is_decorative_and_never_both(alt: str, decorative: bool, ok: bool) -> None:
    image = {"key": "sofa", "asset": "01996a10-0000-7000-8000-000000000001", "alt": alt, "decorative": decorative}
    data = with_body("![](asset:sofa)", images=[image])
    if ok:
        assert parse_document(data).images[0].alt == alt
    else:
        assert list(faults(data)) == ["/images/0/alt"]
