"""Managers and officials who are named without their club."""

from datetime import date

from rumourctl.language.leaders import led_on, read_leaders

ROWS = {
    "John Smith": {
        "name": "John Smith",
        "names": ["Smith"],
        "spells": ["2003-07 2008-06 Lyon", "2008-08 2010-01 Real Madrid"],
    }
}


def test_a_manager_leads_the_team_of_the_spell_that_runs() -> None:
    spells = read_leaders(ROWS, {})["john", "smith"].spells
    assert led_on(spells, date(2003, 6, 30)) is None
    assert led_on(spells, date(2003, 7, 31)) is None
    assert led_on(spells, date(2003, 8, 1)) == "Lyon"
    assert led_on(spells, date(2008, 6, 30)) == "Lyon"
    assert led_on(spells, date(2008, 7, 15)) is None
    assert led_on(spells, date(2009, 12, 1)) == "Real Madrid"


def test_a_surname_that_means_nobody_else_is_listed_too() -> None:
    leaders = read_leaders(ROWS, {})
    assert leaders["smith",] == leaders["john", "smith"]


def test_an_official_has_his_part() -> None:
    leaders = read_leaders(ROWS, {"Kai Lund": {"name": "Kai Lund", "part": "agent"}})
    assert (leaders["kai", "lund"].part, leaders["john", "smith"].part) == ("other", "manager")
