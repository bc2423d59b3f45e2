"""A saved page's own paragraphs, told from what stands around them."""

from __future__ import annotations

import pytest

from rumourctl.language.paragraphs import paragraphs

PROSE = "Everton have signed the Lens defender Idris Okomo for £20m, the club said on Thursday."


def lines(text: str) -> list[str]:
    return [text[start:end] for start, end in paragraphs(text)]


@pytest.mark.parametrize(
    "line",
    [
        "READ MORE: Chelsea agree £40m deal for Lyon winger Tobin Aske",
        "Read More | Spurs close in on Velling",
        "- SEE ALSO: Who Everton should sell",
        "Follow us on X for all the Everton news",
        "Sign up to our free newsletter for the latest transfer news",
        "Image: Okomo has made 40 appearances this season",
        "Image caption, Okomo joined Lens in 2021",
        "Idris Okomo in action for Lens in November (Image: Getty Images)",
        "Okomo is wanted by several clubs. Photograph: Ann Other/Getty Images",
        "Have your say: is he worth the money?",
        "We use cookies to make our site better.",
        "Advertisement",
        "First published 12 March 2026, 09:00",
        "Tags: Everton, Lens, Idris Okomo",
        "18+. Begambleaware.org. Odds correct at the time of writing",
        "© 2026 The Merseyside Example",
        "RUGBY LEAGUE: Wigan have signed the prop Maro Velling, who joins in the summer, and have released four.",
    ],
)
def test_a_line_of_furniture_is_left_out(line: str) -> None:
    assert lines(f"{PROSE}\n\n{line}\n\n{PROSE}\n") == [PROSE, PROSE]


@pytest.mark.parametrize(
    "line",
    [
        "Read the small print of Okomo's contract and it is clear that Everton hold the cards.",
        "Terms of the deal were not disclosed.",
        "Promoted Luton want Okomo on loan.",
        "For more than a decade Okomo was a target of Everton.",
        "Follow-up talks are planned for Friday.",
        "Related talks with Lens go on.",
        "Okomo was pictured at the training ground and will have a medical (Sky Sports).",
    ],
)
def test_prose_that_begins_or_ends_like_furniture_stays(line: str) -> None:
    assert lines(f"{PROSE}\n\n{line}\n") == [PROSE, line]


def test_links_below_their_heading_are_left_out_until_prose_comes_again() -> None:
    text = f"""{PROSE}

Most Read

1. Chelsea close in on deal for Lyon winger Tobin Aske
2. Five things we learned at Anfield
- Spurs agree fee for Velling

{PROSE}

Related articles
Why Lens sold their captain
Who is next?
"""
    assert lines(text) == [PROSE, PROSE]


def test_a_headline_does_not_run_into_the_line_below() -> None:
    headline = "Everton win the race for the Lens captain Idris Okomo after a long summer"
    assert lines(f"{headline}\n{PROSE}\n") == [headline, PROSE]


def test_a_line_that_was_broken_to_a_width_goes_on_in_the_next() -> None:
    text = (
        "Everton have signed the Lens defender Idris Okomo for £20m after a\n"
        "Merseyside rival pulled out of the race, and he could make his debut\n"
        "on Saturday.\n"
        "The fee is a record.\n"
    )
    assert lines(text) == [text[: text.index("\nThe fee")], "The fee is a record."]


def test_a_bracket_that_credits_a_picture_is_left_out_behind_a_text() -> None:
    assert lines(f"{PROSE} (Photo by Jane Doe/Getty Images)\n\n{PROSE}\n") == [f"{PROSE} ", PROSE]


def test_the_age_of_another_story_heads_a_link() -> None:
    text = "\n\n".join([PROSE, PROSE, PROSE, "- Transfers 6 days ago", "Spurs linked with shock move for Lyon star"])
    assert lines(text) == [PROSE, PROSE, PROSE]


@pytest.mark.parametrize("label", ["Published", "- Share", "LIVE", "Bookmark", "Comments"])
def test_a_label_above_a_column_takes_none_of_its_items(label: str) -> None:
    items = ["Everton want Lens defender Idris Okomo (Sun)", "Leeds have sold Velling. (Mail), external"]
    assert lines("\n\n".join([label, *items])) == items


def test_an_item_of_a_column_with_its_paper_is_no_link() -> None:
    item = "Leeds have sold Velling. (Mail), external"
    assert lines(f"Most read\n\nFive things we learned (video)\n\n{item}\n") == [item]


def test_comments_behind_the_article_head_a_list() -> None:
    assert lines("\n\n".join([PROSE, PROSE, PROSE, "Comments", "Great signing this lad"])) == [PROSE, PROSE, PROSE]
