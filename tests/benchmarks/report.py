"""What was measured, as Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from tests.benchmarks.load import Measurement
from tests.benchmarks.scenarios import Scenario

HEAD = """| scenario | ours, req/s | p50 ms | p99 ms | baseline, req/s | p50 ms | p99 ms | ratio | lowest-highest | aim |
|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|"""


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
        cells = [
            *(self.scenario.name, *_figures(ours), *_figures(theirs)),
            *(f"**{median(self.ratios):.1f}**", f"{low:.1f}-{high:.1f}", f"{self.scenario.target:g}"),
        ]
        return f"| {' | '.join(cells)} |"


def table(size: int, rows: Sequence[Row], facets: float) -> str:
    """The rows of one size, medians over the rounds, and the time that facets of a filtered search take."""
    errors = sum(measurement.errors for row in rows for pair in row.rounds for measurement in pair)
    lines = [f"### {size:,} items", "", HEAD, *(row.line() for row in rows), ""]
    lines.append(f"Facets of a filtered search: {facets:.1f} ms at the median, one request at a time (aim: 15).")
    lines.append(f"Failed requests: {errors}.")
    return "\n".join(lines)


def _figures(measured: Sequence[Measurement]) -> list[str]:
    rate = median(one.rate for one in measured)
    return [f"{rate:,.0f}", *(f"{median(getattr(one, name) for one in measured):.1f}" for name in ("p50", "p99"))]
