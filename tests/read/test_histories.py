"""Histories: texts that tell the past for its own sake, whose days belong to the year their story has got to."""

from __future__ import annotations

from datetime import date

from headwater.read.moments import find_moments
from headwater.read.prose import prose_of
from headwater.vocabulary.moment import Derivation, Moment, day_moment

PRINTED = day_moment(date(2025, 3, 14), Derivation.PUBLISHED)
# Eight years, all long past, and no weekday: enough for a text to be a history.
PAST = (
    "Arland had been a duchy since 1786. It fought Brask in 1811, in 1824, in 1839 and in 1856, and lost a third of "
    "its land in 1871. A union of 1889 was broken in 1902. "
)


def moments(story: str) -> list[Moment]:
    text = PAST + story
    found = find_moments(prose_of(text), PRINTED)
    return [moment for moment in found if moment.span and moment.span.start >= len(PAST)]


def values(story: str) -> list[str]:
    return [moment.timex for moment in moments(story)]


def test_the_text_and_no_switch_chooses_the_narrative_mode() -> None:
    story = "In 1911 war came. On 3 May the army crossed the Lenne."
    news = find_moments(prose_of(f"On Friday the museum opened. {story}"), PRINTED)

    assert values(story) == ["1911", "1911-05-03"]
    assert [moment.timex for moment in news][-1] == "2025-05-03"


def test_a_day_of_a_history_names_the_date_it_leans_on() -> None:
    war, crossing = moments("In 1911 war came. On 3 May the army crossed the Lenne.")

    assert (crossing.derived_from, crossing.anchor) == (Derivation.ANCHOR, war.span)


def test_a_history_goes_forward_over_the_turn_of_the_year() -> None:
    story = "On 7 December 1911 the siege began. In January the wells froze. In March the town fell."

    assert values(story) == ["1911-12-07", "1912-01", "1912-03"]


def test_a_year_told_in_passing_does_not_move_the_story() -> None:
    story = (
        "On 2 August 1911 the fleet was seen. Papers opened in 2005 show that nobody fired. On 4 August the duke spoke."
    )

    assert values(story) == ["1911-08-02", "2005", "1911-08-04"]


def test_a_year_that_opens_a_sentence_moves_the_story() -> None:
    assert (
        values("On 2 August 1911 the fleet was seen. By early 1918 it was sunk. In May the duke fled.")[-1] == "1918-05"
    )


def test_a_look_back_does_not_move_the_story() -> None:
    story = "On 3 May 1911 the army marched, as it had a decade earlier. On 9 May it stood before Brask."

    assert values(story)[-1] == "1911-05-09"


def test_what_a_speaker_counts_from_his_own_day_does_not_move_the_story() -> None:
    story = 'On 3 May 1911 the duke fled. "Two years ago we had peace," he said. On 9 May he was caught.'

    assert values(story)[-1] == "1911-05-09"


def test_that_year_is_the_one_named_last_even_in_passing() -> None:
    story = "On 3 May 1911 the duke fled to a house built in 1840. The bridge is of that year, too."

    assert values(story)[-1] == "1840"


def test_a_year_named_once_more_takes_no_month_away() -> None:
    assert values("On 7 December 1911, late in 1911, the siege began. In January the wells froze.")[-1] == "1912-01"


def test_christmas_of_a_history_is_that_of_its_year() -> None:
    assert values("On 3 November 1911 the siege began. At Christmas the town fell.")[-1] == "1911-12-25"


def test_a_story_of_years_before_christ_counts_down() -> None:
    text = (
        "The war began in 499 BC. Arl burnt in 498 BC, Brask in 494 BC, and the coast was lost in 492 BC. A fleet came "
        "in 490 BC, and another in 480 BC. By 479 BC it was over, and in 478 BC a league was made. In August the men "
        "went home. The following year they sailed again."
    )
    found = find_moments(prose_of(text), PRINTED)

    assert [moment.timex for moment in found][-2:] == ["BC0478-08", "BC0477"]
    assert {moment.unresolved for moment in found} == {"before the year 1"}
