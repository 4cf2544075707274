"""Files are read one at a time, and what can't be done in its time is refused, with the process alive."""

from collections.abc import Callable

import pytest

from library.importing import reading, syntax_tree, turns
from library.importing.errors import DocumentTooDemanding, ImportBusy
from library.rendering.errors import TooDemanding
from tests.library.importing.reading import read


def test_whoever_comes_while_all_places_are_taken_is_told_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "PATIENCE", 0.01)
    with turns.turn(), pytest.raises(ImportBusy):
        read(b"# Words\n\nMore.")
    assert read(b"# Words\n\nMore.").title == "Words"


@pytest.mark.parametrize("step", ["_source", "syntax_tree", "write_sections", "condensed"])
def test_a_turn_lasts_from_the_archive_to_the_report(monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    """Each step takes memory by the size of the file: in four threads it would be four times as much."""
    free: list[bool] = []
    real: Callable[..., object] = getattr(reading, step)

    def watched(*given: object, **named: object) -> object:
        free.append(turns._places.acquire(blocking=False))
        return real(*given, **named)

    monkeypatch.setattr(reading, step, watched)
    read(b"# Words\n\nMore.")
    assert free == [False]


def test_a_place_is_free_again_after_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object, **__: object) -> bytes:
        raise TooDemanding("It took more than 20 seconds.")

    with monkeypatch.context() as broken:
        broken.setattr(syntax_tree, "pandoc", stopped)
        with pytest.raises(DocumentTooDemanding, match="20 seconds"):
            read(b"# Words\n\nMore.")
    assert read(b"# Words\n\nMore.").title == "Words"


def test_a_tree_that_is_too_large_is_not_built(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(syntax_tree, "MOST", 100)
    with pytest.raises(DocumentTooDemanding):
        read(b"# Words\n\nMore.")
