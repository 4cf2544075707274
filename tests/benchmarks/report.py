"""What was measured, as Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from tests.benchmarks.load import Measurement
from tests.benchmarks.scenarios import Scenario

TIMES = ("p50 ms", "p99 ms", "CPU ms")
COLUMNS = ("scenario", "ours", *TIMES, "baseline", *TIMES, "ratio", "lowest-highest", "of CPU", "aim")


@dataclass
class Row:
    """One scenario: a pair of measurements, ours and the baseline's, for each round."""

    scenario: Scenario
    rounds: list[tuple[Measurement, Measurement]] = field(default_factory=list)

    @property
    def ratios(self) -> list[float]:
        return [ours.rate / theirs.rate for ours, theirs in self.rounds]

    def line(self) -> str:
        ours, theirs = zip(*self.rounds, strict=True)
        low, high = min(self.ratios), max(self.ratios)
        of_cpu = median(there.cpu / max(here.cpu, 0.001) for here, there in self.rounds)
        return _line(
            self.scenario.name,
            *_figures(ours),
            *_figures(theirs),
            f"**{median(self.ratios):.1f}**",
            f"{low:.1f}-{high:.1f}",
            f"{of_cpu:.1f}",
            f"{self.scenario.target:g}",
        )


def table(size: int, rows: Sequence[Row], facets: float) -> str:
    """The rows of one size, medians over the rounds, and the time that facets of a filtered search take."""
    errors = sum(measurement.errors for row in rows for pair in row.rounds for measurement in pair)
    lines = [
        f"### {size:,} items",
        "",
        _line(*COLUMNS),
        "|---" + "|---:" * (len(COLUMNS) - 1) + "|",
        *(row.line() for row in rows),
        "",
        f"Facets of a filtered search: {facets:.1f} ms at the median, one request at a time (aim: 15).",
        f"Failed requests: {errors}. Requests per second under `ours` and `baseline`; `CPU ms` is what server and",
        "database used for one request. Where other programs use the machine, `of CPU` is the ratio to go by.",
    ]
    return "\n".join(lines)


def embedding(rows: Sequence[Row]) -> str:
    """What partners' pages ask, beside the detail of the same items on the same server."""
    errors = sum(measurement.errors for row in rows for pair in row.rounds for measurement in pair)
    lines = [
        "### Embedding, beside item detail",
        "",
        _line(*(name.replace("baseline", "detail") for name in COLUMNS)),
        "|---" + "|---:" * (len(COLUMNS) - 1) + "|",
        *(row.line() for row in rows),
        "",
        f"Failed requests: {errors}.",
    ]
    return "\n".join(lines)


def _figures(measured: Sequence[Measurement]) -> list[str]:
    rate, p50, p99, cpu = (median(getattr(one, name) for one in measured) for name in ("rate", "p50", "p99", "cpu"))
    return [f"{rate:,.0f}", f"{p50:.1f}", f"{p99:.1f}", f"{cpu:.2f}"]


def _line(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"
