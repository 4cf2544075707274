"""What we depend on: each package for a reason, each file by its hash, and no index named."""

import re
import tomllib
from pathlib import Path

import pytest

from config.local import PROJECT

PYPROJECT = PROJECT / "pyproject.toml"
LOCKS = [PROJECT / "requirements.lock", PROJECT / "requirements-dev.lock"]
REQUIREMENT = re.compile(r"^([A-Za-z0-9._-]+)==\S+", re.MULTILINE)
# Tools whose name is their reason.
SPEAK_FOR_THEMSELVES = {
    "pytest",
    "pytest-django",
    "ruff",
    "mypy",
    "django-stubs",
    "djangorestframework-stubs",
    "types-pyyaml",
}


def dependencies(group: str) -> list[str]:
    project = tomllib.loads(PYPROJECT.read_text())
    named = project["project"]["dependencies"] if group == "run" else project["dependency-groups"]["dev"]
    return [re.split(r"[<>=\[ ]", name)[0].lower() for name in named]


def locked(lock: Path) -> set[str]:
    return {name.lower() for name in REQUIREMENT.findall(lock.read_text())}


@pytest.mark.parametrize("name", [*dependencies("run"), *dependencies("dev")])
def test_a_dependency_says_why_it_is_there(name: str) -> None:
    (line,) = [line for line in PYPROJECT.read_text().splitlines() if re.match(rf'\s+"{name}[<>=\["]', line)]
    assert "#" in line or name in SPEAK_FOR_THEMSELVES


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_locked_package_has_hashes(lock: Path) -> None:
    blocks = re.split(r"\n(?=[A-Za-z0-9])", lock.read_text())
    named = [block for block in blocks if REQUIREMENT.match(block)]
    assert named
    assert [block.split()[0] for block in named if "--hash=sha256:" not in block] == []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_names_no_index(lock: Path) -> None:
    text = lock.read_text()
    assert "://" not in text
    assert not re.search(r"^--(index|extra-index|find-links|trusted-host)", text, re.MULTILINE)


def test_the_locks_hold_what_is_asked_for() -> None:
    assert set(dependencies("run")) <= locked(LOCKS[0])
    assert set(dependencies("dev")) <= locked(LOCKS[1])


def test_the_development_lock_is_the_runtime_lock_and_more() -> None:
    pinned = [set(re.findall(r"^[A-Za-z0-9._-]+==\S+", lock.read_text(), re.MULTILINE)) for lock in LOCKS]
    assert pinned[0] <= pinned[1]
