"""The figures: each once, with its floor, and nothing but JSON where JSON was asked for."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests import benchmarks
from tests.benchmarks import measure
from tests.benchmarks.__main__ import table
from tests.benchmarks.measure import Figure, in_turns, median, p95, undisturbed
from tests.benchmarks.registry import GROUPS

ROOT = Path(__file__).resolve().parents[2]
KEYS = {"name", "value", "floor", "ratio", "target", "size"}


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.benchmarks", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def documented() -> set[str]:
    return set(re.findall(r"^([a-z0-9_]+_(?:ms|mb)) ", benchmarks.__doc__ or "", re.MULTILINE))


def test_every_figure_that_is_measured_says_what_its_floor_is() -> None:
    folder = Path(benchmarks.__file__ or "").parent
    texts = "".join(
        path.read_text("utf-8") for path in folder.glob("*.py") if not path.name.startswith("test_")
    )
    named = set(re.findall(r'(?:Figure|_against)\(\s*"([a-z0-9_]+)"', texts))
    named |= {f"{name}_ms" for name in ("list_painted", "last_page", "sort_painted")} | {
        "key_to_painted_p95_ms"
    }
    assert named == documented()
    assert len({group.name for group in GROUPS}) == len(GROUPS)


def test_with_json_there_is_one_document_on_standard_output() -> None:
    done = run("--quick", "--json", "--only", "exports")
    rows = json.loads(done.stdout)
    assert [row["name"] for row in rows] == ["export_csv_ms"] * 2
    for row in rows:
        assert set(row) == KEYS
        assert row["value"] > 0
        assert row["floor"] > 0
        assert row["ratio"] == pytest.approx(row["value"] / row["floor"], rel=0.01)
    met = all(row["ratio"] <= row["target"] for row in rows)
    assert done.returncode == (0 if met else 1)
    assert "exports" in done.stderr


def test_a_ratio_above_its_target_is_seen() -> None:
    met, missed = Figure("a_ms", 10.0, 10.0, 1.2, 2000), Figure("b_ms", 13.0, 10.0, 1.2, 2000)
    assert met.met
    assert not missed.met
    assert missed.as_json()["ratio"] == 1.3
    lines = table([met, missed]).splitlines()
    assert "exceeded" in lines[2]
    assert "exceeded" not in lines[1]


def test_two_jobs_take_turns() -> None:
    order: list[str] = []
    ours, floor = in_turns(lambda: order.append("o"), lambda: order.append("f"), times=4, warm=1)
    assert (len(ours), len(floor)) == (4, 4)
    assert order == ["o", "f", "f", "o", "o", "f", "f", "o", "o", "f"]


@pytest.mark.parametrize(("count", "expected"), [(1, 1), (2, 2), (20, 19), (100, 95), (101, 96)])
def test_the_ninety_fifth_of_a_hundred(count: int, expected: int) -> None:
    samples = [float(n) for n in range(count, 0, -1)]
    assert p95(samples) == expected
    assert median(samples) == (count + 1) / 2


def test_a_quarter_is_faster_than_one_that_nothing_disturbed() -> None:
    assert undisturbed([float(n) for n in range(8, 0, -1)]) == 3


def test_a_child_that_fails_is_heard() -> None:
    with pytest.raises(RuntimeError, match="ended with"):
        measure.child("tests.benchmarks.no_such_module")
