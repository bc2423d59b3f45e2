"""The ledgers beside this file, which the programs of earlier days made; see make.sh."""

from __future__ import annotations

import gzip
from functools import cache
from pathlib import Path

SCHEMAS = ("m001", "m002", "m003", "m004", "m005", "m006", "m007", "m008")


@cache
def unpacked(schema: str) -> bytes:
    """The ledger of six articles, one in two versions, as the last program of ``schema`` made it."""
    return gzip.decompress(Path(__file__).with_name(f"{schema}.db.gz").read_bytes())
