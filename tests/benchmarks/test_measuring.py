"""What a run costs, and what is made of several."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.benchmarks.measuring import Cost, Figure, Unit, in_turn, least, run, size, total

BUSY = "import time\nwhile time.process_time() < 0.3: pass"


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def test_what_the_processes_of_a_program_do_is_its_cost() -> None:
    cost = run(python(f"import subprocess, sys; subprocess.run([sys.executable, '-c', {BUSY!r}])"))
    assert cost.processor >= 0.3
    assert cost.clock >= 0.3


def test_a_program_that_waits_has_no_cost_but_its_time() -> None:
    assert run(python("import time; time.sleep(0.5)")).clock >= 0.5


def test_memory_is_that_of_the_program_at_its_largest_and_not_of_who_started_it() -> None:
    own = b"x" * 300_000_000
    assert 200_000_000 < run(python("x = b'x' * 200_000_000; del x")).peak < 290_000_000
    assert run(python("pass")).peak < 100_000_000
    assert own


def test_a_program_that_fails_is_named_with_what_it_said() -> None:
    with pytest.raises(RuntimeError, match=r"ended with status 3: oh no"):
        run(python("import sys; sys.stderr.write('oh no'); sys.exit(3)"))
    run(python("raise SystemExit(3)"), allowed=(0, 3))


def test_what_it_prints_goes_where_it_is_told_to(tmp_path: Path) -> None:
    run(python("print('here')"), output=tmp_path / "out")
    assert (tmp_path / "out").read_text() == "here\n"


def test_programs_take_turns(tmp_path: Path) -> None:
    note = "open({!r}, 'a').write({!r})"
    costs = in_turn({name: python(note.format(str(tmp_path / "log"), name)) for name in "ab"}, rounds=2)
    assert (tmp_path / "log").read_text() == "ababab"  # the first of each for the caches
    assert set(costs) == {"a", "b"}


def test_of_several_runs_the_cheapest_counts_and_the_most_memory() -> None:
    assert least([Cost(2, 5, 10), Cost(3, 4, 30)]) == Cost(2, 4, 30)


def test_runs_one_after_the_other_add_up() -> None:
    assert total([Cost(2, 5, 10), Cost(3, 4, 30)]) == Cost(5, 9, 30)


def test_a_figure_is_so_many_times_its_reference() -> None:
    assert Figure("", Unit.SECONDS, 3, "", 2).ratio == 1.5
    assert Figure("", Unit.SECONDS, 3, "not installed", None).ratio is None


def test_size_is_of_all_files_below_and_of_what_lies_beside_a_database(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name, length in (("in/a", 3), ("b.db", 10), ("b.db-wal", 5), ("other", 100)):
        (tmp_path / name).write_bytes(b"x" * length)
    assert size(tmp_path / "in", tmp_path / "b.db") == 18
