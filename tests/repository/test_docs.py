"""What the pages at the root say is so."""

import re
from pathlib import Path

import pytest

from config import env
from config.local import PROJECT
from config.management.commands.settings_table import with_table

PAGES = [PROJECT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")]
TARGETS = set(re.findall(r"^([a-z]+):.*##", (PROJECT / "Makefile").read_text(), re.MULTILINE))
SETTINGS_FILE = (PROJECT / "config/settings.py").read_text()
READ_ELSEWHERE = {"PORT", "LISTEN_ON", "WEB_PROCESSES", "LIBRARY_ENV"}


def test_the_table_of_settings_is_the_one_in_the_code() -> None:
    page = PROJECT / "CONTRIBUTING.md"
    assert page.read_text() == with_table(page), "run: manage.py settings_table"
    assert env.table() in page.read_text()


@pytest.mark.parametrize("setting", env.SETTINGS, ids=lambda setting: setting.name)
def test_a_setting_is_used(setting: env.Setting) -> None:
    assert f'ENV["{setting.name}"]' in SETTINGS_FILE or setting.name in READ_ELSEWHERE


@pytest.mark.parametrize("setting", env.SETTINGS, ids=lambda setting: setting.name)
def test_a_rule_for_production_is_told(setting: env.Setting) -> None:
    assert setting.safe is None or setting.safe in env.REFUSED


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_names_only_make_targets_that_exist(page: Path) -> None:
    assert set(re.findall(r"\bmake ([a-z]+)", code_in(page))) <= TARGETS


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_links_only_to_what_exists(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)", page.read_text())
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_names_only_files_that_exist(page: Path) -> None:
    named = re.findall(r"`((?:api|config|demo|library|openapi|tests|deploy)/[\w./]*)`", page.read_text())
    assert [name for name in named if not (PROJECT / name).exists()] == []


def test_every_folder_is_on_the_map() -> None:
    readme = (PROJECT / "README.md").read_text()
    folders = [path.name for path in PROJECT.iterdir() if path.is_dir() and path.name[0] not in "._"]
    assert [name for name in folders if f"| `{name}/`" not in readme] == []


def code_in(page: Path) -> str:
    """The fenced and the inline code of a Markdown page."""
    text = page.read_text()
    return "\n".join(re.findall(r"```.*?```|`[^`\n]+`", text, re.DOTALL))
