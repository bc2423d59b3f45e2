"""A second process that reads the same texts with another hash seed, so that no order of a set can decide anything."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from functools import cache

from rumourctl.articles.model import Article
from rumourctl.claims.shape import claim_to_dict
from rumourctl.extraction.explaining import explained
from tests.conftest import ROOT
from tests.fuzz.checks import TODAY, extractor


def digest(text: str) -> str:
    """A mark of all that reading ``text`` gives, and of the whole way to it."""
    trace = extractor().trace(Article(text, TODAY, "a.txt"))
    told = [[claim_to_dict(claim) for claim in trace.claims], list(explained(trace, extractor().rules))]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def check_same_elsewhere(text: str) -> None:
    """Another process, with another hash seed, reads the very same."""
    twin = _twin()
    assert twin.stdin is not None
    assert twin.stdout is not None
    twin.stdin.write(json.dumps(text) + "\n")
    twin.stdin.flush()
    assert twin.stdout.readline().strip() == digest(text)


@cache
def _twin() -> subprocess.Popen[str]:
    """The other process; it ends when its input does, with this one."""
    other = "1" if os.environ.get("PYTHONHASHSEED") != "1" else "2"
    return subprocess.Popen(
        [sys.executable, "-m", "tests.fuzz.twin"],
        cwd=ROOT,
        env=os.environ | {"PYTHONHASHSEED": other},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )


def main() -> None:
    """Answers each line, a text as JSON, with the digest of its reading."""
    for line in sys.stdin:
        sys.stdout.write(digest(json.loads(line)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
