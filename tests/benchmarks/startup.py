"""How long each command takes to start: on the ledger of the demo, with nothing to do that takes time."""

from __future__ import annotations

import json
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.measuring import PROGRAM, ROOT, Figure, Scale, Unit, in_turn, run

METHOD = (
    "a whole run on a ledger of the two articles in `seeds/`, in seconds of processor; the reference prints one Rich"
    " table"
)
BARE = "bare Typer program"
COMPLETION = "Tab behind `timeline gul`"
COMMANDS = """\
--version
--help
timeline guler
sources --club Liverpool
claims --stage talks
sagas
diff 2025-05-20 2026-03-10
brief --since 2025-05-01 --until 2025-06-01
show {claim}
calibration
articles
people
clubs
rulings
query "SELECT 1"
check
config list
man
datasette --print
report --output {folder}/report.html --force
export {folder}/out.jsonl --force
import {folder}/all.jsonl
backup {folder}/copy.db --force
ingest {seeds}
extract {article}
explain {article}
reextract
""".splitlines()
"""A run of each command that leaves the ledger as it is; braces stand for what there is to work on."""
UNANSWERED = ("calibration",)
"""Of two articles nothing can be forecast."""
ARTICLE = "Date: 20 May 2025\n\nEverton want Fulham winger Ola Brandt, according to Marca.\n"


def measure(scale: Scale, folder: Path) -> Iterator[Figure]:
    """A figure for each command."""
    article, ledger = folder / "article.txt", folder / "seeds.db"
    article.write_text(ARTICLE, encoding="utf-8")
    ours = [PROGRAM, "--db", ledger]
    run([*ours, "ingest", ROOT / "seeds"])
    run([*ours, "alias", "add", "DC", "Defensa Central", "--of", "outlet"])
    run([*ours, "export", folder / "all.jsonl"])
    run([*ours, "claims", "--limit", "1", "-f", "json"], output=folder / "claim.json")
    claim = json.loads((folder / "claim.json").read_text(encoding="utf-8"))[0]["claim_id"]
    known = {"folder": folder, "article": article, "seeds": ROOT / "seeds", "claim": claim}
    runs = {told: [*ours, *(word.format(**known) for word in shlex.split(told))] for told in COMMANDS}
    asking = ["env", "_RUMOURCTL_COMPLETE=zsh", *ours]
    runs |= {COMPLETION: [*asking, "timeline", "gul"]}
    costs = in_turn({BARE: [sys.executable, Path(__file__).with_name("bare.py")]} | runs, scale.rounds, UNANSWERED)
    for told in COMMANDS:
        what = f"`rumourctl {told.partition(' {')[0]}`"
        chief = told.split()[0] in ("--version", "timeline", "sagas", "ingest")
        yield Figure(what, Unit.SECONDS, costs[told].processor, BARE, costs[BARE].processor, chief)
    yield Figure(COMPLETION, Unit.SECONDS, costs[COMPLETION].processor, BARE, costs[BARE].processor)
