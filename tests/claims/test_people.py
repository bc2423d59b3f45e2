"""Which names are one person."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rumourctl.claims.people import Haunts, Namesakes, best_form, fold, search_words, surname


def seen(*clubs: str, year: int = 2025) -> Haunts:
    return frozenset((club, year) for club in clubs)


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Arda Güler", "arda guler"),
        ("ØDEGAARD", "odegaard"),
        ("Łukasz Fabiański", "lukasz fabianski"),
        ("N’Golo Kanté", "ngolo kante"),
        ("O'Neill", "oneill"),
        ("Trent Alexander-Arnold", "trent alexander arnold"),
        ("  J.  Gomez ", "j gomez"),
        ("Groß", "gross"),
        ("!?", ""),
    ],
)
def test_names_compare_without_accents_case_and_punctuation(name, plain):
    assert fold(name) == plain


@pytest.mark.parametrize(
    ("name", "group"),
    [
        ("Alexis Mac Allister", "macallister"),
        ("MacAllister", "macallister"),
        ("Gary McAllister", "mcallister"),
        ("Kevin De Bruyne", "bruyne"),
        ("Vinícius Júnior", "vinicius"),
        ("Junior", "junior"),
        ("Rodrygo", "rodrygo"),
        ("?", "?"),
    ],
)
def test_names_are_grouped_by_surname(name, group):
    assert surname(name) == group


def test_a_name_is_found_as_written_and_as_joined():
    assert search_words("Alexis Mac Allister") == {"alexis", "mac", "allister", "macallister"}


def test_a_lone_surname_joins_the_only_one_who_bears_it():
    group = Namesakes({"Alexis Mac Allister": seen("Liverpool"), "Mac Allister": seen("Real Madrid")})
    assert group.known_as("Mac Allister", seen("Real Madrid")) == "Alexis Mac Allister"
    assert group.is_short("Mac Allister")
    assert not group.is_short("Alexis Mac Allister")


def test_spellings_of_one_name_are_one_person_shown_with_accents():
    group = Namesakes({"Güler": seen(), "Arda Guler": seen(), "Arda Güler": seen(), "ARDA GULER": seen()})
    assert {group.known_as(name) for name in ("Güler", "Guler", "Arda Guler", "ARDA GULER")} == {"Arda Güler"}


BROTHERS = {
    "Callum MacLurg": seen("Rangers"),
    "Fergus MacLurg": seen("Hearts"),
    "MacLurg": seen("Rangers", "Hearts", "Celtic"),
}


@pytest.mark.parametrize(
    ("haunts", "person"),
    [
        (seen("Rangers"), "Callum MacLurg"),
        (seen("Hearts"), "Fergus MacLurg"),
        (seen("Rangers", year=2026), "Callum MacLurg"),
        (seen("Rangers", year=2019), "MacLurg"),
        (seen("Celtic"), "MacLurg"),
        (seen("Rangers", "Hearts"), "MacLurg"),
        (seen(), "MacLurg"),
    ],
    ids=["his club", "his club too", "a year later", "years ago", "another club", "both clubs", "no club"],
)
def test_where_two_bear_a_surname_the_club_and_the_time_decide(haunts, person):
    group = Namesakes(BROTHERS)
    assert group.known_as("Callum MacLurg") == "Callum MacLurg"
    assert group.known_as("Fergus MacLurg") == "Fergus MacLurg"
    assert group.known_as("MacLurg", haunts) == person


def test_a_single_name_stands_alone():
    assert Namesakes({"Rodrygo": seen("Real Madrid")}).known_as("Rodrygo", seen("Arsenal")) == "Rodrygo"


def test_junior_is_no_surname():
    group = Namesakes({"Vinicius Jr": seen("Real Madrid"), "Vinícius Júnior": seen(), "Vinicius": seen()})
    assert {group.known_as(name) for name in ("Vinicius", "Vinicius Jr")} == {"Vinícius Júnior"}


@pytest.mark.parametrize(
    ("short", "full"),
    [("A. Mac Allister", "Alexis Mac Allister"), ("Mo Salah", "Mohamed Salah"), ("Mohammed Salah", "Mohamed Salah")],
)
def test_initials_short_forms_and_other_spellings_need_a_club_in_common(short, full):
    together = Namesakes({short: seen("Liverpool"), full: seen("Liverpool")})
    assert together.known_as(short, seen("Liverpool")) == together.known_as(full, seen("Liverpool"))
    apart = Namesakes({short: seen("Boca Juniors"), full: seen("Liverpool")})
    assert apart.known_as(short, seen("Boca Juniors")) == short


def test_middle_names_may_be_left_out():
    group = Namesakes({"Bruno Miguel Fernandes": seen("Porto"), "Bruno Fernandes": seen("Sporting CP")})
    assert group.known_as("Bruno Fernandes", seen("Sporting CP")) == "Bruno Miguel Fernandes"


def test_a_name_that_fits_two_fuller_ones_stays_a_person_of_its_own():
    names = {
        "Luis Alberto Suárez": seen("Ajax"),
        "Luis Javier Suárez": seen("Granada"),
        "Luis Suárez": seen("Nacional"),
    }
    group = Namesakes(names)
    assert group.known_as("Luis Suárez", seen("Nacional")) == "Luis Suárez"
    assert group.known_as("Suárez", seen("Nacional")) == "Luis Suárez"
    assert group.known_as("Luis Suárez", seen("Granada")) == "Luis Javier Suárez"


def test_a_name_that_is_not_known_is_matched_all_the_same():
    group = Namesakes({"Carlo Ancelotti": seen("Real Madrid")})
    assert group.known_as("Ancelotti") == "Carlo Ancelotti"
    assert group.known_as("Davide Ancelotti") == "Davide Ancelotti"
    assert Namesakes({}).known_as("Gary McAllister") == "Gary McAllister"


def test_the_fullest_form_is_shown():
    assert best_form(["Guler", "Arda Guler", "Arda Güler", "ARDA GÜLER"]) == "Arda Güler"


def test_the_order_of_names_makes_no_difference():
    names = [*BROTHERS.items(), ("C. MacLurg", seen("Rangers")), ("Calum MacLurg", seen("Rangers"))]
    answers = {
        tuple(Namesakes(dict(order)).known_as(name, haunts) for name, haunts in names) for order in permutations(names)
    }
    assert len(answers) == 1


_WORDS = st.sampled_from(["Al", "Alan", "Allan", "B.", "Bo", "Mac", "Mc", "Díaz", "Diaz", "Jr", "de", "'", "Alán"])


@given(
    st.dictionaries(
        st.lists(_WORDS, min_size=1, max_size=4).map(" ".join),
        st.frozensets(st.tuples(st.sampled_from("XYZ"), st.integers(2020, 2023)), max_size=3),
        max_size=8,
    ),
    st.randoms(),
)
def test_any_names_give_persons_among_them_whatever_their_order(names, random):
    shuffled = list(names.items())
    random.shuffle(shuffled)
    one, other = Namesakes(names), Namesakes(dict(shuffled))
    for name, haunts in names.items():
        assert one.known_as(name, haunts) == other.known_as(name, haunts)
        assert one.known_as(name, haunts) in names
