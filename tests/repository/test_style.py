"""How the code reads: what is long is two things, imports stand at the top, and each world keeps to itself."""

import ast
from pathlib import Path

import pytest

from tests.repository import source

MODULE_LIMIT = 400
FUNCTION_LIMIT = 60
# Imports inside functions, each with its reason.
IMPORTS_WITH_A_REASON: dict[str, str] = {}
# Verbs that write to the database. In `api/` only the actions of an area may.
WRITES = {"save", "create", "update", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}


@pytest.mark.parametrize("path", source.modules(*source.CODE), ids=source.name_of)
def test_a_module_is_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MODULE_LIMIT


@pytest.mark.parametrize("path", source.modules(*source.CODE), ids=source.name_of)
def test_a_function_is_short(path: Path) -> None:
    assert [f.name for f in source.functions(path) if source.length(f) > FUNCTION_LIMIT] == []


@pytest.mark.parametrize("path", source.modules("config", "demo", "api", "library"), ids=source.name_of)
def test_imports_stand_at_the_top(path: Path) -> None:
    inside = [
        name
        for function in source.functions(path)
        for node in ast.walk(function)
        for name in source.imported(node)[:1]
        if f"{source.name_of(path)}: {name}" not in IMPORTS_WITH_A_REASON
    ]
    assert inside == []


@pytest.mark.parametrize("path", source.modules("library"), ids=source.name_of)
def test_the_domain_knows_no_http(path: Path) -> None:
    named = [name for node in ast.walk(source.tree(path)) for name in source.imported(node)]
    assert [name for name in named if name.startswith(("django.http", "django.shortcuts", "django.urls"))] == []


@pytest.mark.parametrize("path", source.modules("api"), ids=source.name_of)
def test_the_api_writes_through_actions_only(path: Path) -> None:
    assert [ast.unparse(call) for call in writes(source.tree(path))] == []


def writes(tree: ast.Module) -> list[ast.Call]:
    """Calls of the form `something.objects.create(...)` or `draft.save()`; not those of a plain dict, set or hash."""
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES
    ]


@pytest.mark.parametrize(
    "code",
    [
        "draft.save()",
        "Item.objects.create(kind=kind)",
        "queryset.filter(a=1).update(b=2)",
        "self.get_object().delete()",
    ],
)
def test_a_write_is_seen(code: str) -> None:
    assert len(writes(ast.parse(code))) == 1
