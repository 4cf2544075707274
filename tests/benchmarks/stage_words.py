"""The steward and the authorities of `withdrawing`, in a process of their own: builds, waits for a line, withdraws, asks."""

from __future__ import annotations

import os
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.utils import timezone  # noqa: E402 - needs Django

from library.editions.reading import read_item  # noqa: E402
from tests.adaptations import Place, sections  # noqa: E402
from tests.voices import Voices, section  # noqa: E402
from tests.worlds import World  # noqa: E402

READY, WITHDRAWN = "READY", "WITHDRAWN"
CANARY = b"canary-in-the-words"


def main() -> None:
    world = World()
    voices = Voices(world)
    quote = voices.agreed(f"It helped me, said {CANARY.decode()}.", controllers=("sun", "norfolk"))
    place = Place(world, sections=[*sections(), {**section(quote), "policy": "locked"}])
    adaptations = place.several(int(sys.argv[1]))
    slugs = [adaptation.item.slug for adaptation in adaptations]
    assert all(CANARY in _answer(slug) for slug in slugs)
    print(READY, flush=True)
    sys.stdin.readline()
    started = time.perf_counter()
    voices.withdraw(quote, at=timezone.now())
    taken = time.perf_counter() - started
    assert not any(CANARY in _answer(slug) for slug in slugs)
    print(f"{WITHDRAWN} {taken:.3f}", flush=True)


def _answer(slug: str) -> bytes:
    """As the public reads it."""
    return read_item("adaptation", slug, None, known=[], now=timezone.now()).document or b""


if __name__ == "__main__":
    main()
