"""The files that commands make: open to no more people than the user wants, never over another, and by rename."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import Runner, umask
from tests.ledger.schemas.unpack import SCHEMAS, unpacked


def modes(folder: Path) -> dict[str, int]:
    """The permissions of the files in a folder, by their names without the time of their making."""
    names = {
        path: f"{path.name.split('.20')[0]}.bak" if path.suffix == ".bak" else path.name for path in folder.iterdir()
    }
    return {name: stat.S_IMODE(path.stat().st_mode) for path, name in names.items()}


def test_new_files_are_for_those_whom_the_umask_lets_in_and_never_for_the_world_to_write(
    run: Runner, seed_ledger: Path, tmp_path: Path
) -> None:
    for mask in (0o000, 0o077):
        folder = tmp_path / oct(mask)
        folder.mkdir()
        old, ledger = folder / "old.db", folder / "ledger.db"
        with umask(mask):
            assert run("--db", seed_ledger, "export", folder / "export").status == 0
            assert run("--db", ledger, "import", folder / "export").status == 0
            assert run("--db", ledger, "backup", folder / "backup").status == 0
            old.write_bytes(unpacked(SCHEMAS[0]))
            assert run("--db", old, "claims").status == 0
        made = modes(folder)
        assert made.keys() == {"export", "backup", "ledger.db", "old.db", f"old.db.{SCHEMAS[0]}.bak"}
        assert {name: oct(mode) for name, mode in made.items() if mode & (mask | 0o002) and name != "old.db"} == {}
        assert all(mode & 0o600 == 0o600 for mode in made.values())


def test_copies_of_a_private_ledger_are_private(run: Runner, tmp_path: Path) -> None:
    (tmp_path / "old.db").write_bytes(unpacked(SCHEMAS[0]))
    (tmp_path / "old.db").chmod(0o600)
    with umask(0o022):
        assert run("--db", tmp_path / "old.db", "claims").status == 0
        assert run("--db", tmp_path / "old.db", "backup", tmp_path / "backup").status == 0
    assert set(modes(tmp_path).values()) == {0o600}
    assert len(modes(tmp_path)) == 3


def test_a_repair_changes_the_ledger_in_its_place_and_keeps_it_as_private(
    run: Runner, seed_ledger: Path, tmp_path: Path
) -> None:
    ledger, link = Path(shutil.copy(seed_ledger, tmp_path / "ledger.db")), tmp_path / "link"
    with closing(sqlite3.connect(ledger)) as db, db:
        db.execute("UPDATE people SET known_as = 'Nobody' WHERE n = 1")
    ledger.chmod(0o640)
    link.hardlink_to(ledger)
    with umask(0o002):
        assert run("check", "--repair").status == 0
    assert ledger.samefile(link)
    assert modes(tmp_path) == dict.fromkeys(["ledger.db", "link", "ledger.db.repair.bak"], 0o640)
    assert run("check").stderr == "the ledger is sound\n"


@pytest.mark.parametrize("command", ["backup", "export"])
def test_a_file_is_replaced_by_rename(run: Runner, seed_ledger: Path, tmp_path: Path, command: str) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_text("mine")
    link.hardlink_to(target)
    assert run("--db", seed_ledger, command, target).status == 1
    assert target.samefile(link)
    assert run("--db", seed_ledger, command, target, "--force").status == 0
    assert (link.read_text(), target.read_bytes()[:4] == b"mine") == ("mine", False)


@pytest.fixture
def synced(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Path, set[str]]]:
    """The folders of which the disk was made to hold all entries, in order, and the entries that there were."""
    seen: list[tuple[Path, set[str]]] = []
    sync = os.fsync

    def note(descriptor: int) -> None:
        """Syncs, as always."""
        path = Path(f"/proc/self/fd/{descriptor}").readlink()
        if path.is_dir():
            seen.append((path, {entry.name for entry in path.iterdir()}))
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", note)
    return seen


def test_new_files_and_folders_outlive_a_power_cut_under_their_names(
    run: Runner, seed_ledger: Path, tmp_path: Path, synced: list[tuple[Path, set[str]]]
) -> None:
    export, ledger, copy = tmp_path / "export", tmp_path / "deep" / "er" / "ledger.db", tmp_path / "copy.db"
    assert run("--db", seed_ledger, "export", export).status == 0
    assert run("--db", ledger, "import", export).status == 0
    assert run("--db", ledger, "backup", copy).status == 0
    for path in (export, ledger.parent.parent, ledger.parent, ledger, copy):
        assert any(folder == path.parent and path.name in names for folder, names in synced), path
    synced.clear()
    assert run("--db", ledger, "import", export).status == 0
    assert synced == []
