"""Where a ledger can lie: on network drives, and where programs cannot share memory, it says why it cannot be used."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

import pytest

from rumourctl.articles.model import Article
from rumourctl.errors import LedgerError
from rumourctl.ledger import connecting, drives
from rumourctl.ledger.store import Ledger

MOUNTED = """\
22 1 252:1 / / rw,relatime shared:1 - ext4 /dev/vda1 rw
30 22 0:40 / {folder}/net rw,relatime shared:2 - nfs4 server:/export rw,vers=4.2
31 22 0:41 / {folder}/my\\040share rw - cifs //server/share rw
32 30 252:2 / {folder}/net/disk rw,relatime - xfs /dev/vdb rw
33 22 0:42 / {folder}/was rw - nfs server:/old rw
34 33 252:3 / {folder}/was rw - ext4 /dev/vdc rw
"""


@pytest.fixture
def mounts(tmp_path: Path) -> Path:
    """What a Linux with several drives below a folder tells of them."""
    told = tmp_path / "mountinfo"
    told.write_text(MOUNTED.format(folder=tmp_path))
    return told


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("ledger.db", None),
        ("net/ledger.db", "nfs4"),
        ("net/deep/er/ledger.db", "nfs4"),
        ("network/ledger.db", None),
        ("my share/ledger.db", "cifs"),
        ("net/disk/ledger.db", None),
        ("was/ledger.db", None),
    ],
)
def test_the_drive_is_that_of_the_nearest_folder(tmp_path: Path, mounts: Path, place: str, kind: str | None) -> None:
    assert drives.network_of(tmp_path / place, mounts) == kind


def test_a_link_to_a_network_drive_lies_there(tmp_path: Path, mounts: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "net")
    assert drives.network_of(tmp_path / "link" / "ledger.db", mounts) == "nfs4"


def test_where_nothing_tells_what_is_mounted_a_drive_is_taken_for_local(tmp_path: Path) -> None:
    assert drives.network_of(tmp_path, tmp_path / "missing") is None


def test_a_ledger_on_a_network_drive_can_be_read_but_is_not_made_or_written(
    tmp_path: Path, mounts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "net" / "ledger.db"
    with Ledger.open(path, create=True) as ledger:
        ledger.add(Article("one", date(2025, 5, 20), "a.txt"), [], "1")
    monkeypatch.setattr(drives.network_of, "__defaults__", (mounts,))
    with Ledger.read(path) as ledger:
        assert ledger.counts().articles == 1
    refused = r"ledger\.db: lies on a network drive \(nfs4\), .* move it to a local disk, or name another with --db"
    with Ledger.open(path) as ledger, pytest.raises(LedgerError, match=refused):
        ledger.add(Article("two", date(2025, 5, 20), "b.txt"), [], "1")
    with pytest.raises(LedgerError, match=refused):
        Ledger.open(tmp_path / "net" / "new" / "ledger.db", create=True)
    assert not (tmp_path / "net" / "new").exists()


def test_without_shared_memory_no_ledger_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def as_there(uri: str) -> sqlite3.Connection:
        """SQLite, with the locks that it has for file systems without any, and so without shared memory."""
        connection = sqlite3.connect(f"{uri}&vfs=unix-dotfile", uri=True)
        connection.row_factory = sqlite3.Row
        return connection

    monkeypatch.setattr(connecting, "_connection", as_there)
    with pytest.raises(LedgerError, match="does not let programs share memory and locks, as on some network drives"):
        Ledger.open(tmp_path / "ledger.db", create=True)
