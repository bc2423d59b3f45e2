"""``diff``: what was known then against what is known now."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

Runner = Callable[..., Any]


def told(done: Any) -> list[list[str]]:
    """The rows under the header, cut into cells."""
    return [re.split(r"  +", line.strip()) for line in done.lines[3:] if line.strip()]


def test_the_seeds_tell_the_story_of_alonso_klopp_and_mac_allister(ask: Runner) -> None:
    done = ask("diff", "2025-05-20", "2026-03-10", "--club", "Real Madrid")
    assert done.status == 0
    assert done.lines[0] == " 20 May 2025 → 10 Mar 2026 · Real Madrid · 3 changes"
    alonso, klopp, mac_allister, quiet, lapsed = told(done)
    assert alonso[1:] == ["Xabi Alonso", "set to join as manager", "sacked (Jan 2026)"]
    assert klopp == ["+ opened", "Jurgen Klopp", "–", "wanted as manager? (unnamed)"]
    assert mac_allister[0] == "+ opened"
    assert "Xabi Alonso and Carlo Ancelotti (Defensa Central" in mac_allister[2]
    assert mac_allister[3] == "wanted by Jurgen Klopp? (unnamed)"
    assert quiet[0].startswith("gone quiet: ")
    assert lapsed[0].startswith("lapsed with their window: ")
    assert lapsed[0].endswith("(--all shows them)")


def test_all_shows_those_who_have_gone_quiet(ask: Runner) -> None:
    rows = told(ask("diff", "2025-05-20", "2026-03-10", "--club", "real madrid", "--all"))
    assert ["~ quiet", "Dean Huijsen"] not in [row[:2] for row in rows]
    assert ["× lapsed", "Endrick", "wanted out on loan by Carlo Ancelotti (Defensa Central)", "–"] in rows


def test_the_weightiest_come_first_and_the_rest_is_counted(ask: Runner) -> None:
    done = ask("diff", "2025-05-20", "2026-03-10", "--club", "Real Madrid", "--limit", "1")
    assert done.lines[0].endswith("Real Madrid · 3 changes")
    assert told(done)[0][1] == "Xabi Alonso"
    assert told(done)[1] == ["and 2 more (--limit 3 shows all)"]
    assert len(ask("diff", "2025-05-20", "2026-03-10", "-n", "1", "-f", "json").json) == 1


def test_of_very_many_claims_it_is_not_told_who_has_gone_quiet(ask: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = ask("diff", "2025-05-20", "2026-03-10")
    monkeypatch.setattr("rumourctl.commands.news.MANY", 2)
    done = ask("diff", "2025-05-20", "2026-03-10")
    assert done.stderr == "who has gone quiet is not told of 2 claims and more; --all tells it\n"
    assert done.lines == plain.lines[: len(done.lines)]
    assert any(line.startswith(" gone quiet: ") for line in plain.lines[len(done.lines) :])
    assert ask("diff", "2025-05-20", "2026-03-10", "--all").stderr == ""


def test_json_gives_both_states_with_the_claims_they_rest_on(ask: Runner) -> None:
    rows = ask("diff", "2025-05-20", "2026-03-10", "--person", "alonso", "-f", "json").json
    alonso = next(row for row in rows if row["club"] == "Real Madrid")
    assert (alonso["before"]["stage"], alonso["after"]["stage"], alonso["after"]["deal"]) == ("close", "done", "sacked")
    for claim_id in alonso["before"]["claim_ids"] + alonso["after"]["claim_ids"]:
        assert ask("show", claim_id).status == 0


def test_a_moment_is_a_day_a_period_or_an_article(ask: Runner) -> None:
    first, last = ask("articles", "-f", "json").json
    by_day = ask("diff", "2025-05-20", "2026-03-10").stdout
    assert ask("diff", first["article_id"], last["article_id"][:10]).stdout == by_day
    assert ask("diff", first["article"], last["article"]).stdout == by_day
    by_period = ask("diff", "May 2025", "this month").lines
    assert by_period[0].startswith(" 31 May 2025 → 31 Mar 2026 · ")
    assert [line[:30] for line in by_period[2:]] == [line[:30] for line in by_day.splitlines()[2:]]


def test_the_same_day_twice_has_no_changes(ask: Runner) -> None:
    done = ask("diff", "2026-03-10", "2026-03-10", "-f", "json")
    assert [row for row in done.json if row["kind"] != "quiet"] == []
    assert done.status == 0


def test_questions_without_an_answer_are_refused_in_a_sentence(ask: Runner) -> None:
    backwards = ask("diff", "2026-03-10", "2025-05-20")
    assert (backwards.status, backwards.stderr) == (
        2,
        "rumourctl: “2026-03-10” is after “2025-05-20”; give the earlier one first\n",
    )
    neither = ask("diff", "sometime", "today")
    assert neither.status == 2
    assert neither.stderr == (
        "rumourctl: “sometime” is neither a date nor an article; write 2025-05-20, or see rumourctl articles\n"
    )
    before_all = ask("diff", "2019", "2020")
    assert (before_all.status, before_all.stderr) == (
        1,
        "rumourctl: no claim that fits was published by 31 Dec 2020; take a later day, or ask for more\n",
    )
    assert ask("diff", "2025", "2026", "--club", "Atlantis").status == 1
