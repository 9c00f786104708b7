"""The names that drives and people give to copies, and what they are copies of."""

from __future__ import annotations

import pytest

from bostoette_cli.storage.copies import Copy, copy_of
from bostoette_cli.storage.store import Store
from bostoette_cli.workflows.opening import open_new

from builders import answers_file, find_catalogue

IDS = ("k7f3q2", "anna", "anna-2")


@pytest.mark.parametrize(
    ("stem", "maker"),
    [
        ("k7f3q2-LAPTOP123", "OneDrive"),
        ("k7f3q2-DESKTOP-4F2A", "OneDrive"),
        ("k7f3q2 (1)", "OneDrive, Google Drev eller en browser"),
        ("k7f3q2 (Annas konflikterende kopi 2026-11-22)", "Dropbox eller Nextcloud"),
        ("k7f3q2 (Anna's conflicted copy 2026-11-22)", "Dropbox eller Nextcloud"),
        ("k7f3q2 (conflicted copy 2026-11-22 091244)", "Dropbox eller Nextcloud"),
        ("k7f3q2 [Conflict]", "Google Drev"),
        ("k7f3q2_conf(1)", "Google Drev"),
        ("k7f3q2 2", "iCloud"),
        ("k7f3q2.sync-conflict-20261122-091244-ABC", "Syncthing"),
        ("k7f3q2.sync-conflict-20261122-091244", "Syncthing"),
        ("k7f3q2_Andy-PC_Jan-03-0901-2013_Conflict", "Synology Drive"),
        ("k7f3q2 - Kopi", "Stifinder eller Finder"),
        ("k7f3q2 – Kopi (2)", "Stifinder eller Finder"),
        ("k7f3q2 kopi", "Stifinder eller Finder"),
        ("Kopi af k7f3q2", "Stifinder"),
        ("k7f3q2_REMOTE_1234", "git"),
    ],
)
def test_a_copy_is_known_by_its_name(stem: str, maker: str) -> None:
    assert copy_of(stem, IDS) == Copy("k7f3q2", maker)


@pytest.mark.parametrize("stem", ["k7f3q2", "anna-2", "k7f3q2x", "bo (1)", "", "k7f3q2/../anna"])
def test_another_files_name_is_no_copys(stem: str) -> None:
    assert copy_of(stem, IDS if stem != "anna-2" else ("anna-2", "k7f3q2")) is None


def test_the_longest_name_it_can_come_from_is_the_one_it_is_a_copy_of() -> None:
    assert copy_of("anna-2 (1)", IDS) == Copy("anna-2", "OneDrive, Google Drev eller en browser")


def test_a_copy_beside_its_original_is_not_counted_as_missing(store: Store) -> None:
    stored = open_new(store, "Runde", find_catalogue("bostoette"))
    path = answers_file(stored.folder / "besvarelser" / "k7f3q2.toml", id="k7f3q2")
    copy = path.with_name("k7f3q2-PC2.toml")
    copy.write_bytes(path.read_bytes())
    assert Store(store.root).find_round("Runde").reading.missing == 0
    path.unlink()
    assert Store(store.root).find_round("Runde").reading.missing == 1
