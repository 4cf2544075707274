"""Which website a `Referer` names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.syndication.hosts import host_of, website_of


def website(referer: str | None) -> str:
    host = host_of(referer)
    return website_of(host) if host else ""


@pytest.mark.parametrize(
    ("referer", "name"),
    [
        ("https://example.org/", "example.org"),
        ("https://www.example.org/help?person=7", "example.org"),
        ("http://WWW.Example.ORG:8443", "example.org"),
        ("https://example.org./", "example.org"),
        ("https://reader:secret@example.org/", "example.org"),
        ("https://team.example.nhs.uk/", "example.nhs.uk"),
        ("https://www.town.gov.wales/", "town.gov.wales"),
        ("https://www.board.nhs.wales/", "board.nhs.wales"),
        ("https://gov.scot/", ""),
        ("https://year7.oak.town.sch.uk/", "oak.town.sch.uk"),
        ("https://a.b.example.com.au/", "example.com.au"),
        ("https://xn--bcher-kva.de/", "xn--bcher-kva.de"),
        ("https://example.xn--p1ai/", "example.xn--p1ai"),
        ("https://nhs.uk/", ""),
        ("https://co.uk/", ""),
        ("https://localhost/", ""),
        ("https://intranet/", ""),
        ("https://ward-7.hospital.local/", ""),
        ("https://wiki.corp/", ""),
        ("https://127.0.0.1/", ""),
        ("https://10.0.0.5:8080/", ""),
        ("https://[2001:db8::1]/", ""),
        ("https://[half", ""),
        ("https://-bad-.org/", ""),
        ("https://under_score.org/", ""),
        ("https://" + "a" * 64 + ".org/", ""),
        ("https://" + "a." * 130 + "org/", ""),
        ("https://" + "a" * 63 + "." + "b" * 24 + "/", "a" * 63 + "." + "b" * 24),
        ("https://bücher.de/", ""),
        ("https://example.org\x00/", ""),
        ("about:blank", ""),
        ("file:///home/somebody/page.html", ""),
        ("android-app://org.example.app/", ""),
        ("example.org", ""),
        ("https://example.org/" + "x" * 2000, ""),
        ("", ""),
        (None, ""),
    ],
)
def test_a_website_is_its_registrable_name(referer: str | None, name: str) -> None:
    assert website(referer) == name


@given(st.text() | st.from_regex(r"https?://[^/]{0,60}"))
def test_any_header_gives_a_short_plain_name_or_none(referer: str) -> None:
    name = website(referer)
    assert len(name) <= 100
    assert name == "" or ("." in name and name == name.lower() and name.isascii())
