"""The program that integrators take is the one that is tested, and it says how to use it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.client import Api


def test_the_program_that_is_sent_runs(public: Api, tmp_path: Path) -> None:
    answer = public.get("/docs/examples/mirror.py")
    program = tmp_path / "mirror.py"
    program.write_bytes(answer.body)
    said = subprocess.run([sys.executable, "-I", str(program), "--help"], capture_output=True, text=True, check=True)
    assert "SQLite" in said.stdout
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
