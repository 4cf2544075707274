"""Codes of areas and organisations, by their form (domain.md, LO-5)."""

import pytest

from library.accounts.area_codes import is_area_code, is_ods_code


@pytest.mark.parametrize(
    "code", ["E54000065", "E40000007", "E12000006", "E92000001", "W92000004", "S08000015", "QUE", "S1Y5D", "Y61"]
)
def test_real_codes_are_codes(code: str) -> None:
    assert is_area_code(code)


@pytest.mark.parametrize("code", ["", "East", "E99000065", "e54000065", "E54 00065", "X", "A" * 11, "QUE\n", "ÄUE"])
def test_free_text_is_none(code: str) -> None:
    assert not is_area_code(code)


@pytest.mark.parametrize(
    ("code", "is_one"), [("QUE", True), ("S1Y5D", True), ("RT1AA", True), ("QU", False), ("Q-E", False)]
)
def test_ods_codes_have_any_length(code: str, is_one: bool) -> None:
    assert is_ods_code(code) is is_one
