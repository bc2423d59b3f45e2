"""What the top of an article is understood to say, and where its prose begins."""

from __future__ import annotations

from datetime import date

import pytest

from rumourctl.articles.header import read_header
from rumourctl.articles.refusal import Refusal

MAY_20 = date(2025, 5, 20)
PROSE = "Klopp wants Mac Allister, says Marca.\n"


def prose_of(text: str, day_first: bool | None = None) -> str:
    return text[read_header(text, day_first).body_start :]


@pytest.mark.parametrize(
    "start",
    ["date 2025-05-20 ", " date 2025-05-20 ", "\n\tDate 2025-05-20\n\n", "date 2025-05-20T08:00+02:00 ",
     "date: 2025-05-20\n", "date 20 May 2025 ", "date 2025-05-20 08:00\n"],
)  # fmt: skip
def test_a_first_line_that_begins_with_date_gives_it_and_prose_goes_on_behind(start: str) -> None:
    header = read_header(start + PROSE, None)
    assert (header.published, header.title) == (MAY_20, None)
    assert prose_of(start + PROSE) == PROSE


def test_a_label_in_the_prose_behind_the_date_is_prose() -> None:
    text = " date 2025-05-20 UPDATED: West Ham return\n\nSource: Marca\n\nTitle: none\n"
    assert prose_of(text).startswith("UPDATED: West Ham")
    assert read_header(text, None).publisher is None


def test_prose_behind_a_labelled_date_is_not_lost() -> None:
    assert prose_of("Date: 2025-05-20 " + PROSE) == PROSE
    assert prose_of("Source: Marca\ndate 2025-05-20 08:12 Klopp signs.") == "08:12 Klopp signs."


@pytest.mark.parametrize(
    "written",
    ["2025-05-20", "2025/05/20", "2025.5.20", "20250520", "2025-05-20T08:00+02:00", "2025-05-20T23:59:59.999Z",
     "2025-05-20 08:00:00 +0200", "20 May 2025", "20th May 2025", "20th of May, 2025", "20-May-2025", "May 20, 2025",
     "May 20th 2025", "MAY 20 2025", "Tuesday 20 May 2025", "Tue, 20 May 2025 08:00:00 +0200", "Tuesday, May 20, 2025",
     "20\u00a0May 2025", "20/05/2025", "05/20/2025", "20.05.2025", "20-05-2025", "20 May 2025 at 8.30pm BST",
     "20 May 2025 | 08:00 (UK time)", "08:00 BST, 20 May 2025 | UPDATED: 12:00, 21 May 2025"],
)  # fmt: skip
@pytest.mark.parametrize("label", ["Date: ", "Published: ", "Published on ", "**Posted:** ", "Last updated: "])
def test_a_labelled_date_is_read_in_every_common_form(label: str, written: str) -> None:
    text = f"{label}{written}\n\n{PROSE}"
    assert read_header(text, None).published == MAY_20
    assert prose_of(text) == PROSE


@pytest.mark.parametrize(
    ("month", "name"),
    [(1, "Jan"), (2, "February"), (3, "Mar."), (4, "April"), (5, "May"), (6, "june"), (7, "JULY"), (8, "Aug"),
     (9, "Sept."), (9, "ſept"), (10, "Oct"), (11, "November"), (12, "Dec")],
)  # fmt: skip
def test_every_month_is_known_by_its_name(month: int, name: str) -> None:
    assert read_header(f"Date: 5 {name} 2025\n{PROSE}", None).published == date(2025, month, 5)


def test_the_order_of_day_and_month_is_never_guessed() -> None:
    text = f"Date: 03/04/2025\n{PROSE}"
    with pytest.raises(Refusal, match=r"can be 2025-04-03 or 2025-03-04; .* --day-first or --month-first"):
        read_header(text, day_first=None)
    assert read_header(text, day_first=True).published == date(2025, 4, 3)
    assert read_header(text, day_first=False).published == date(2025, 3, 4)


@pytest.mark.parametrize("day_first", [True, False, None])
def test_a_date_that_has_one_reading_needs_no_order(day_first: bool | None) -> None:
    assert read_header(f"Date: 05.20.2025\n{PROSE}", day_first).published == MAY_20
    assert read_header(f"Date: 05.05.2025\n{PROSE}", day_first).published == date(2025, 5, 5)


@pytest.mark.parametrize(
    "written", ["2025-02-30", "2025-13-01", "31 April 2025", "Feb 29, 2025", "31/02/2025", "13/13/2025", "00/05/2025"]
)
@pytest.mark.parametrize("label", ["date ", "Published: ", "---\ndate: "])
def test_a_day_that_does_not_exist_is_refused(label: str, written: str) -> None:
    with pytest.raises(Refusal, match=f"{written}' does not exist"):
        read_header(f"{label}{written}\n---\n{PROSE}", None)


@pytest.mark.parametrize("written", ["20/05/25", "20 May 25"])
def test_a_year_of_two_digits_is_refused(written: str) -> None:
    with pytest.raises(Refusal, match="two digits for the year"):
        read_header(f"Date: {written}\n{PROSE}", None)


def test_a_labelled_header_says_everything() -> None:
    text = (
        "Title: Klopp: the sequel\r\nSource: Marca\r\nURL: https://example.org/a_b_\r\nAuthor: Jo Blog\r\n"
        "Category: Transfers\r\nPublished: 20 May 2025\r\n\r\n" + PROSE
    )
    header = read_header(text, None)
    assert header.title == "Klopp: the sequel"
    assert (header.publisher, header.author) == ("Marca", "Jo Blog")
    assert header.url == "https://example.org/a_b_"
    assert prose_of(text) == PROSE


def test_a_headline_byline_and_bare_date_are_a_header() -> None:
    text = "Klopp wants star\n\nBy James Smith\nTuesday 20 May 2025, 08:00 BST\n\n" + PROSE
    header = read_header(text, None)
    assert (header.published, header.title, header.author) == (MAY_20, "Klopp wants star", "James Smith")
    assert prose_of(text) == PROSE


def test_a_markdown_heading_is_the_title() -> None:
    text = "# Klopp wants star #\n\n> **Published:** *20 May 2025*\n- Source: Marca\n\n" + PROSE
    header = read_header(text, None)
    assert (header.published, header.title, header.publisher) == (MAY_20, "Klopp wants star", "Marca")
    assert prose_of(text) == PROSE


def test_the_day_of_publication_goes_before_that_of_an_update() -> None:
    header = read_header(f"Updated: 04/05/2025\nDate: 21 May 2025\nPublished: 20 May 2025\n{PROSE}", None)
    assert header.published == MAY_20


def test_a_date_behind_the_first_paragraphs_leaves_them_prose() -> None:
    text = "Klopp wants a star.\n\nHe said so.\n\nPublished: 20 May 2025\n"
    assert read_header(text, None).published == MAY_20
    assert prose_of(text) == text


@pytest.mark.parametrize(
    "text",
    [
        PROSE,
        "Updated: Everton ask again about Kai Lund\n" + PROSE,
        "Published accounts show a loss.\n" + PROSE,
        "By Tuesday, Klopp wants an answer.\n" + PROSE,
        "20 May 2025 is the day that Klopp has set.\n" + PROSE,
        "Published on 20 May 2025, the report says that Klopp wants a star, and more to follow him to Madrid.\n",
        "Published on 20 May 2025 was a report that Klopp wants a star.\n",
        "Klopp wants a star.\n" * 10 + "Published: 20 May 2025\n",
    ],
)
def test_prose_is_no_header(text: str) -> None:
    header = read_header(text, None)
    assert (header.published, header.body_start) == (None, 0)


def test_front_matter_says_everything() -> None:
    text = (
        "---\ntitle: 'It''s Klopp: again' # again\nDate: 2025-05-20 08:00:00 +0200\ntags:\n  - klopp\n- madrid\n"
        'source: "Marca \\u2013 Madrid"\nurl: https://example.org/#top\nauthor: ~\nlayout: [a, b]\n\n# done\n---\n\n'
    )
    header = read_header(text + PROSE, None)
    assert header.published == MAY_20
    assert (header.title, header.publisher, header.author) == ("It's Klopp: again", "Marca – Madrid", None)
    assert header.url == "https://example.org/#top"
    assert prose_of(text + PROSE) == PROSE


def test_a_heading_behind_front_matter_is_the_title_that_it_lacks() -> None:
    header = read_header(f"---\ndate_published: 20 May 2025\n---\n# Klopp again\n\n{PROSE}", None)
    assert (header.published, header.title) == (MAY_20, "Klopp again")


def test_an_address_given_as_source_is_the_url() -> None:
    header = read_header(f"---\nsource: https://example.org/a\n---\n{PROSE}", None)
    assert (header.publisher, header.url) == (None, "https://example.org/a")


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        ("date: 2025-05-20\n", "is not closed"),
        ("date: 2025-05-20\nKlopp wants\n---\n", "line 3 is neither 'key: value' nor the closing ---"),
        ("date: 2025-05-20\ndate: 2025-05-21\n---\n", "line 3 gives 'date' again"),
        ("title: [a, b]\n---\n", "line 2 does not hold a single value"),
        ("title: |\n  Klopp\n---\n", "line 2 does not hold a single value"),
        ("author:\n  - Jo\n---\n", "line 3 does not belong to a single value"),
        ('title: "Klopp\n---\n', "line 2 is not rightly quoted"),
        ('title: "Klopp" wants\n---\n', "line 2 is not rightly quoted"),
        ("title: 'Klopp's wish'\n---\n", "line 2 is not rightly quoted"),
        ('title: "\\ud800"\n---\n', "line 2 is not rightly quoted"),
    ],
)
def test_malformed_front_matter_is_refused_with_its_line(lines: str, fault: str) -> None:
    with pytest.raises(Refusal) as refusal:
        read_header(f"---\n{lines}", None)
    assert fault in str(refusal.value)


@pytest.mark.parametrize(
    "text",
    ["x" * 10_000_000, " " * 9_999_999 + "x", " \n" * 5_000_000 + "x", "date " * 2_000_000,
     "Title: " + "a b " * 2_500_000, "By " + "Al " * 3_000_000],
    ids=["letters", "blanks", "blank lines", "dates", "title", "names"],
)  # fmt: skip
def test_ten_megabytes_of_one_kind_are_prose(text: str) -> None:
    """It would take hours if the work were not in proportion to the length."""
    header = read_header(text, None)
    assert (header.published, header.title, header.body_start) == (None, None, 0)


@pytest.mark.parametrize("line", ["'" * 10_000_000, "title: '" + "''" * 5_000_000 + "x"], ids=["no pair", "quotes"])
def test_ten_megabytes_of_front_matter_are_refused(line: str) -> None:
    with pytest.raises(Refusal, match="malformed: line 2"):
        read_header(f"---\n{line}\n---\n", None)
