"""Proposals: claims put to a language model, and its reply turned into told sentences that passed the gate.

The model sees claims, never pages, and whatever it answers is a proposal: a sentence that cites no claim we sent, or
says what the cited spans do not, is dropped with its reason. So an instruction hidden in a page can at most waste the
proposal; the brief then keeps our own sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from headwater.stylebook.prompts import prompt
from headwater.tell.brief import SYNOPSIS_SENTENCES, TAKEAWAYS, tell_claim
from headwater.tell.choose import rank_claims
from headwater.tell.gate import check_sentence, covers_all
from headwater.text.plain import plain
from headwater.text.weights import stems_of, weight_of
from headwater.vocabulary.brief import Brief, Claim, Told
from headwater.vocabulary.proposal import Dropped, Message, Proposed
from headwater.vocabulary.span import Trace
from headwater.vocabulary.story import Story

# The best claims fit a small model's window (4,096 tokens) with the reply; a story's later claims are never told.
MOST_CLAIMS, LONGEST_CLAIM = 30, 300
# A sentence that needs more claims has mixed names of one with numbers of another. Replies of a thousand sentences are
# not read to the end.
MOST_CITED, MOST_PROPOSALS, _LONGEST_REPLY = 3, 24, 20_000
# Of the weighted words of a told sentence this share must stand in what it cites. The gate looks at names, numbers,
# dates, quotations and moods; "the bridge was safe" has none of them and says what nobody said. True sentences of six
# stories have .77 and more, sentences laid to another's spans .56 and less (decisions/0028).
WORDS_HELD_FROM = 0.75
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]+")
_HEADING = re.compile(r"\W*(?:key\s+)?(synopsis|takeaways?)\W*:?\W*$", re.IGNORECASE)
_CITATION = re.compile(r"\[[\d\s,;]{1,40}\]")
_NUMBER = re.compile(r"[0-9]{1,6}")
_BULLET = re.compile(r"^(?:[-*\u2022]+|\d{1,2}[.)])\s+")


class Place(StrEnum):
    """Where in the brief a sentence is to stand."""

    SYNOPSIS = "synopsis"
    TAKEAWAYS = "takeaways"


@dataclass(frozen=True, slots=True)
class Proposal:
    """One proposed sentence and the numbers of the claims it cites."""

    place: Place
    text: str
    cited: tuple[int, ...]


def offered_claims(brief: Brief) -> tuple[Claim, ...]:
    """The claims that are put to a model, the best first, numbered from 1 in this order."""
    return rank_claims(brief.story, brief.claims).claims[:MOST_CLAIMS]


def ask_for_brief(brief: Brief) -> tuple[Message, ...]:
    """The question: the rules, and the claims as our own sentences, each with its number behind it.

    Names stand for pronouns in them and dates for weekdays, and they look as the answer is to look: a small model
    answers in the form it was asked in.
    """
    lines = [
        f"- {_on_one_line(tell_claim(brief.story, claim, set()).text)[:LONGEST_CLAIM]} [{number}]"
        for number, claim in enumerate(offered_claims(brief), start=1)
    ]
    # What to do stands behind the claims again: the last word is ours and not a page's.
    asked = "\n".join(["Claims:", *lines, "", prompt("prompt_brief_end")])
    return Message("system", prompt("prompt_brief")), Message("user", asked)


def _on_one_line(text: str) -> str:
    return " ".join(_CONTROL.sub(" ", plain(text)).split())


def parse_reply(text: str) -> list[Proposal]:
    """The proposed sentences of a reply, in order; those without a citation cite nothing. Never raises.

    >>> parse_reply("SYNOPSIS\\nA tram derailed. [1]\\nTAKEAWAYS\\n- Eleven were hurt [2, 3].")[1].cited
    (2, 3)
    """
    place, proposals = Place.SYNOPSIS, list[Proposal]()
    for line in text[:_LONGEST_REPLY].splitlines():
        heading = _HEADING.match(line)
        if heading:
            place = Place.SYNOPSIS if heading[1].lower() == "synopsis" else Place.TAKEAWAYS
            continue
        proposals += _of_line(place, _BULLET.sub("", _on_one_line(line)))
        if len(proposals) >= MOST_PROPOSALS:
            break
    return proposals[:MOST_PROPOSALS]


def _of_line(place: Place, line: str) -> Iterator[Proposal]:
    """The sentences of a line, each the words up to a group of citations."""
    at, words, cited = 0, "", list[int]()
    for found in _CITATION.finditer(line):
        between = line[at : found.start()]
        if _has_words(between):
            if cited:
                yield Proposal(place, _closed(words), tuple(dict.fromkeys(cited)))
            words, cited = between, []
        cited += map(int, _NUMBER.findall(found.group()))
        at = found.end()
    if cited and _has_words(words):
        yield Proposal(place, _closed(words), tuple(dict.fromkeys(cited)))
    if _has_words(line[at:]):
        yield Proposal(place, line[at:].strip(), ())


def _has_words(text: str) -> bool:
    return any(sign.isalnum() for sign in text)


def _closed(text: str) -> str:
    words = text.strip().lstrip(".,; ")
    return words if words.endswith((".", "!", "?", '."', ".”")) else f"{words}."


def take_proposals(brief: Brief, model: str, reply: str) -> Brief:
    """The brief with the proposed sentences that passed in the place of ours, and what became of the others.

    Where fewer pass than the brief has room for, our own sentences fill it up, those that rest on other spans first.
    """
    claims = dict(enumerate(offered_claims(brief), start=1))
    told: dict[Place, list[Told]] = {place: [] for place in Place}
    dropped: list[Dropped] = []
    for proposal in parse_reply(reply):
        room = SYNOPSIS_SENTENCES if proposal.place is Place.SYNOPSIS else TAKEAWAYS
        said = {each.text for each in (*told[Place.SYNOPSIS], *told[Place.TAKEAWAYS])}
        sentence = tell_proposal(brief.story, proposal, claims)
        if isinstance(sentence, Dropped):
            dropped.append(sentence)
        elif sentence.text in said:
            dropped.append(Dropped(sentence.text, "said already"))
        elif len(told[proposal.place]) >= room:
            dropped.append(Dropped(sentence.text, f"more than the {room} sentences asked for"))
        else:
            told[proposal.place].append(sentence)
    passed = sum(map(len, told.values()))
    return replace(
        brief,
        synopsis=_filled(told[Place.SYNOPSIS], brief.synopsis),
        takeaways=_filled(told[Place.TAKEAWAYS], brief.takeaways),
        proposed=Proposed(model, passed, tuple(dropped)),
    )


def _filled(proposed: Sequence[Told], own: Sequence[Told]) -> tuple[Told, ...]:
    """Proposed sentences, then ours up to as many as ours were; none that rests on the same spans."""
    used = {span for told in proposed for span in told.sources}
    fresh = [told for told in own if used.isdisjoint(told.sources)]
    return (*proposed, *fresh[: max(0, len(own) - len(proposed))])


def tell_proposal(story: Story, proposal: Proposal, claims: Mapping[int, Claim]) -> Told | Dropped:
    """A proposed sentence with the spans of the claims it cites, if it may be told; else why not."""
    if not proposal.cited:
        return Dropped(proposal.text, "cites no claim")
    unknown = [number for number in proposal.cited if number not in claims]
    if unknown:
        return Dropped(proposal.text, f"cites claim {unknown[0]}, which was not sent")
    if len(proposal.cited) > MOST_CITED:
        return Dropped(proposal.text, f"cites {len(proposal.cited)} claims at once")
    cited = [claims[number] for number in proposal.cited]
    sources = tuple(dict.fromkeys(span for claim in cited for span in claim.support))
    reasons = why_not_told(proposal.text, sources, story)
    if reasons:
        return Dropped(proposal.text, "; ".join(reasons))
    # A sentence made of two claims rests on no more origins than the weaker one.
    return Told(proposal.text, sources, min(claim.independent_origins for claim in cited))


def why_not_told(text: str, sources: Trace, story: Story) -> list[str]:
    """What a sentence says that its spans do not hold: the gate, and the words that stand in none of them.

    The one place where proposals meet the gate.
    """
    if not covers_all(sources, story):
        return ["cites a span that is not in the story"]
    reasons = [f"{each.what} not in what it cites: {each.words}" for each in check_sentence(text, sources, story)]
    held = {stem for span in sources for stem in stems_of(story.words(span))}
    held |= {stem for span in sources for _, entity in story.mentions.inside(span) for stem in stems_of(entity.name)}
    own = dict.fromkeys(stems_of(text))
    total = sum(weight_of(stem) for stem in own)
    foreign = [stem for stem in own if stem not in held]
    if not own or sum(weight_of(stem) for stem in own if stem in held) < WORDS_HELD_FROM * total:
        reasons.append(f"words not in what it cites: {', '.join(foreign[:6])}")
    return reasons
