"""Retired numbers and addresses that stand in a text all the same: none may be published again (domain.md CR-5). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from library.directory.typed_numbers import dialled, typed_numbers

_NUMBERS = frozenset({"e164", "short_voice", "sms_short", "relay"})


def retired_in(text: str, retired: Iterable[tuple[str, str]]) -> Iterator[str]:
    """What of `retired` (kind and value) the text shows, however a number is grouped; as it stands in the text.

    Links count as text: hand in the Markdown.
    """
    known = list(retired)
    numbers = {dialled(value) for kind, value in known if kind in _NUMBERS}
    yield from (found.shown for found in typed_numbers(text) if found.digits in numbers)
    lower = text.lower()
    for kind, value in known:
        address = value.lower().rstrip("/")
        if kind not in _NUMBERS and _stands_alone(address, lower):
            yield value


def _stands_alone(address: str, text: str) -> bool:
    """Whether the address stands there whole: `https://x.uk/help` is not printed by `https://x.uk/helpers`."""
    position = text.find(address)
    while position >= 0:
        after = text[position + len(address) : position + len(address) + 1]
        before = text[max(0, position - 1) : position]
        if not (after.isalnum() or after == "-") and not (before.isalnum() or before in {".", "-", "_"}):
            return True
        position = text.find(address, position + 1)
    return False
