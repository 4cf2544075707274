"""pandoc is asked by few at once, and what it can't do in its time is refused, with the process alive."""

import pytest

from library.importing import syntax_tree
from library.importing.errors import DocumentTooDemanding, ImportBusy
from library.rendering.errors import TooDemanding
from tests.library.importing.reading import read


def test_whoever_comes_while_all_places_are_taken_is_told_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(syntax_tree, "PATIENCE", 0.01)
    for _ in range(syntax_tree.AT_ONCE):
        syntax_tree._places.acquire()
    try:
        with pytest.raises(ImportBusy):
            read(b"# Words\n\nMore.")
    finally:
        for _ in range(syntax_tree.AT_ONCE):
            syntax_tree._places.release()
    assert read(b"# Words\n\nMore.").title == "Words"


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
