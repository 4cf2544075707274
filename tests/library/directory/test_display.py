"""How numbers are kept and shown, however somebody wrote them (domain.md CR-2, CR-14, section 12)."""

from __future__ import annotations

import pytest

from library.directory.display import as_kept, is_dialable


@pytest.mark.parametrize(
    ("kind", "written", "kept"),
    [
        ("e164", "01603 421421", "+441603421421"),
        ("e164", "(01603) 421 421", "+441603421421"),
        ("e164", "0808 801 0677", "+448088010677"),
        ("e164", "0300 123 3393", "+443001233393"),
        ("e164", "+44 (0)20 7450 4000", "+442074504000"),
        ("e164", "07860 064 775", "+447860064775"),
        ("e164", "+353 1 210 7906", "+35312107906"),
        ("short_voice", "116 123", "116123"),
        ("short_voice", "999", "999"),
        ("sms_short", "85 258", "85258"),
        ("relay", "18001 0808 808 8000", "18001 0808 808 8000"),
        ("url", "https://www.nhs.uk/", "https://www.nhs.uk/"),
    ],
)
def test_a_number_may_be_written_as_people_write_it(kind: str, written: str, kept: str) -> None:
    assert as_kept(kind, written) == kept
    assert is_dialable(kind, kept)
    assert as_kept(kind, kept) == kept


@pytest.mark.parametrize(
    "written", ["111 option 2", "080 801 0434", "116 123", "01632 960001", "07700 900866", "0808 CALL US", "", "1603"]
)
def test_what_nobody_can_dial_stays_what_it_is_not(written: str) -> None:
    assert not is_dialable("e164", as_kept("e164", written))
