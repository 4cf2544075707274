from collections.abc import Iterator
from pathlib import Path

import pytest

from library.rendering.press.pool import Press
from tests.library.rendering.press.templates import written_to


@pytest.fixture(scope="module")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written_to(tmp_path_factory.mktemp("templates"))


@pytest.fixture(scope="module")
def press(templates: Path) -> Iterator[Press]:
    """Two children, for tests that leave it fit for the next."""
    made = Press(children=2, waiting=4, patience=20, seconds=20, megabytes=256, templates=[templates])
    yield made
    made.close()
