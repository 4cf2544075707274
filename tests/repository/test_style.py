"""How the code reads: what is long is two things, imports stand at the top, and each world keeps to itself."""

import ast

import pytest

from tests.repository import source

ALL = source.modules(*source.CODE)
MODULE_LIMIT = 400
FUNCTION_LIMIT = 60
# Imports inside functions, each with its reason.
IMPORTS_WITH_A_REASON = {
    "library/directory/hours.py: holidays": "Two megabytes of each process, and few are asked for a bank holiday.",
}
# Verbs that write to the database. In `api/` only the actions of an area may.
WRITES = {"save", "create", "update", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}


def test_modules_are_short() -> None:
    lengths = {source.name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in ALL}
    assert {name: lines for name, lines in lengths.items() if lines > MODULE_LIMIT} == {}


def test_functions_are_short() -> None:
    lengths = {f"{source.name_of(path)}: {f.name}": source.length(f) for path in ALL for f in source.functions(path)}
    assert {name: lines for name, lines in lengths.items() if lines > FUNCTION_LIMIT} == {}


def test_imports_stand_at_the_top() -> None:
    inside = {
        f"{source.name_of(path)}: {name}"
        for path in source.modules("config", "demo", "api", "library")
        for function in source.functions(path)
        for node in ast.walk(function)
        for name in source.imported(node)[:1]
    }
    assert inside == set(IMPORTS_WITH_A_REASON)


def test_the_domain_knows_no_http() -> None:
    of_http = ("django.http", "django.shortcuts", "django.urls")
    named = {
        f"{source.name_of(path)}: {name}"
        for path in source.modules("library")
        for node in ast.walk(source.tree(path))
        for name in source.imported(node)
        if name.startswith(of_http)
    }
    assert named == set()


def test_the_api_writes_through_actions_only() -> None:
    found = {
        f"{source.name_of(path)}: {ast.unparse(call)}"
        for path in source.modules("api")
        for call in writes(source.tree(path))
    }
    assert found == set()


def writes(tree: ast.Module) -> list[ast.Call]:
    """Calls such as `Item.objects.create(...)` and `draft.save()`."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)]
    return [call for call in calls if is_write(call)]


def is_write(call: ast.Call) -> bool:
    verb = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    # A queryset's update takes names only; with a value in front it is a dict's, a set's or a hash's.
    return verb in WRITES and not (verb == "update" and call.args)


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


@pytest.mark.parametrize(
    "code", ["headers.update(more)", "digest.update(chunk)", "actions.publish(draft, by=by, at=at)"]
)
def test_what_is_no_write_is_not(code: str) -> None:
    assert writes(ast.parse(code)) == []
