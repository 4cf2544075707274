"""What each licence lets people do: the table of domain.md, section 11."""

from __future__ import annotations

from typing import Any

import pytest

from library.catalogue.permitted import ruling

NAME = "The Licence 4.0"


def rule(action: Any, spdx: str) -> tuple[bool, str, str]:
    found = ruling(action, spdx=spdx, licence=NAME, rights_holder="The SUN Network")
    return found.allowed, " ".join(found.reasons), " ".join(found.needs)


@pytest.mark.parametrize(
    ("spdx", "adapt", "share"),
    [
        ("CC0-1.0", True, True),
        ("CC-BY-4.0", True, True),
        ("CC-BY-SA-4.0", True, True),
        ("CC-BY-NC-4.0", True, True),
        ("CC-BY-NC-SA-4.0", True, True),
        ("CC-BY-ND-4.0", False, True),
        ("CC-BY-NC-ND-4.0", False, True),
        ("OGL-UK-3.0", True, True),
        ("LicenceRef-all-rights-reserved", False, False),
    ],
)
def test_what_a_licence_allows(spdx: str, adapt: bool, share: bool) -> None:
    assert [rule(action, spdx)[0] for action in ("adapt", "embed", "print")] == [adapt, share, share]


@pytest.mark.parametrize(("spdx", "carried"), [("CC-BY-SA-4.0", True), ("CC-BY-NC-SA-4.0", True), ("CC-BY-4.0", False)])
def test_share_alike_says_under_which_licence_the_version_goes_out(spdx: str, carried: bool) -> None:
    assert (f"Publish your version under {NAME} too." in rule("adapt", spdx)[2]) is carried
    assert "Publish your version" not in rule("print", spdx)[2]


@pytest.mark.parametrize("action", ["adapt", "embed", "print"])
def test_non_commercial_says_what_that_means(action: str) -> None:
    assert "Not for commercial use." in rule(action, "CC-BY-NC-4.0")[1]
    assert "commercial" not in rule(action, "CC-BY-4.0")[1]


def test_attribution_is_asked_for_unless_the_licence_waives_it() -> None:
    assert "attribution" in rule("print", "CC-BY-4.0")[2]
    assert "attribution" not in rule("print", "CC0-1.0")[2]


def test_a_refusal_says_whom_to_ask() -> None:
    for spdx, action in (("CC-BY-ND-4.0", "adapt"), ("LicenceRef-letter", "print")):
        assert rule(action, spdx)[2] == "Written permission from The SUN Network."
