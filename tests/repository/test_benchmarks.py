"""`make bench` still fits the code: its modules load and its scenarios can be made. Nothing is timed here."""

import json
import os
import subprocess
import sys
from email.message import Message
from importlib import import_module

import pytest

from config.local import PROJECT
from tests.benchmarks import load, report, scenarios, servers

FOLDER = PROJECT / "tests/benchmarks"
# Of the baseline, which has settings of its own: they load in its own process only.
APART = ("baseline", "harness")
MODULES = [path.stem for path in sorted(FOLDER.glob("*.py")) if path.stem != "__init__"]


class Standing(servers.Server):
    """A server that answers every list with a next page, and everything with a tag."""

    def get(self, path: str, headers: object = None) -> servers.Answer:
        tagged = Message()
        tagged["ETag"] = '"a"'
        return servers.Answer(200, json.dumps({"next": "/v1/catalogue?page_token=x"}).encode(), tagged)


@pytest.mark.parametrize("name", MODULES)
def test_a_module_loads(name: str) -> None:
    import_module(f"tests.benchmarks.{name}")


@pytest.mark.parametrize("path", [path for folder in APART for path in sorted((FOLDER / folder).rglob("*.py"))])
def test_a_module_of_the_baseline_is_python(path) -> None:
    compile(path.read_text(), str(path), "exec")


def test_every_scenario_asks_both() -> None:
    server = Standing("nobody", [], "/", {})
    made = scenarios.scenarios(server, server, 50)
    assert [scenario.name for scenario in made if len(scenario.ours) != len(scenario.baseline)] == []
    assert all(path.startswith("/v1/") for scenario in made for path, _ in scenario.ours)


def test_a_table_tells_ratios() -> None:
    row = report.Row(scenarios.Scenario("list", [], [], 6))
    row.rounds = [
        (load.Measurement(800, 1, 2, 0.5, 0), load.Measurement(100, 8, 9, 4, 0)),
        (load.Measurement(900, 1, 2, 0.5, 0), load.Measurement(100, 8, 9, 5, 1)),
    ]
    text = report.table(10_000, [row], 4.2)
    assert "| **8.5** | 8.0-9.0 | 9.0 | 6 |" in text
    assert "Failed requests: 1." in text


def test_it_starts_as_make_bench_starts_it() -> None:
    """Without Django's settings, which it makes for each of the processes that it starts."""
    without = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    subprocess.run([sys.executable, "-c", "import tests.benchmarks.__main__"], check=True, env=without)
