"""The quick part of the proofs that nothing is lost; ``python3 tools/proof`` is the long one."""

from __future__ import annotations

import sys

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX system")
if sys.platform != "win32":
    from proof import clocks, crash, faults, full

DEEDS = [
    "første svar", "nyere svar", "fortsat besvarelse", "fælles svar", "import", "ny runde",
    "luk runde", "ny handling", "handling gjort", "valg af katalog", "rapport igen",
]  # fmt: skip


@pytest.mark.parametrize("deed", DEEDS)
def test_whatever_call_fails_each_file_is_as_before_or_as_after_and_it_is_said_in_danish(
    deed: str,
) -> None:
    claim = faults.faults_of(deed, faults.QUICK)
    assert claim.failures == []
    assert claim.cases > 5


def test_what_the_screen_says_is_kept_is_on_disk_after_a_kill() -> None:
    (claim,) = crash.killed(8, seed=20261122)
    assert claim.failures == []
    assert claim.cases == 8


def test_a_file_that_may_not_grow_stays_whole_and_the_evaluation_goes_on_later() -> None:
    assert full.limited_files([512, 4096, 9000]).failures == []


def test_a_round_whose_folder_vanishes_is_not_made_anew() -> None:
    assert full.vanished().failures == []


def test_a_small_disk_that_fills_up_loses_nothing() -> None:
    if not full.can_mount():
        pytest.skip("file systems cannot be mounted here")
    claim = full.small_disks([8, 180, 190])
    assert claim.failures == []
    assert "løb fuld 0 gange" not in claim.remark


def test_however_the_clock_jumps_and_the_zone_changes_the_last_is_the_newest() -> None:
    (claim,) = clocks.jumping(8, seed=1)
    assert claim.failures == []
