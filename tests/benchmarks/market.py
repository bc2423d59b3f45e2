"""A made-up transfer market over twenty years: articles with the claims in them, seeded.

Persons, clubs and sources are long-tailed: few are talked of much, most little. Managers change posts only among clubs
of their own block, so that one block's posts are nobody's else (see ledgers.py); CODE stands in every name and sentence
that belongs to the block.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate

from rumourctl.articles.model import Article
from rumourctl.claims.identity import claim_id
from rumourctl.claims.model import (
    Certainty,
    Claim,
    Deal,
    Evidence,
    Fee,
    Move,
    Precision,
    Role,
    Source,
    SourceKind,
    Stage,
)
from rumourctl.ledger.entries import Entry, Piece, Placed

CODE = "qaaa"
"""In all that belongs to the first block."""
FIRST_DAY = date(2006, 1, 1)
DAYS = 20 * 365
CLAIMS_AN_ARTICLE = 6
EXTRACTOR = "1-market"

COUNTRIES = {
    "England": "Manchester United,Liverpool,Chelsea,Arsenal,Manchester City,Tottenham Hotspur,Newcastle United,Everton,"
    "Aston Villa,West Ham United,Leicester City,Leeds United,Southampton,Crystal Palace,Fulham,Brentford,Burnley",
    "Spain": "Real Madrid,Barcelona,Atletico Madrid,Sevilla,Valencia,Villarreal,Real Betis,Athletic Bilbao,Getafe",
    "Italy": "Juventus,AC Milan,Inter Milan,Roma,Napoli,Lazio,Fiorentina,Atalanta,Torino,Bologna,Udinese,Genoa",
    "Germany": "Bayern Munich,Borussia Dortmund,Bayer Leverkusen,RB Leipzig,Schalke 04,Werder Bremen,Hamburg,Mainz",
    "France": "Paris Saint-Germain,Lyon,Marseille,Monaco,Lille,Nice,Rennes,Lens,Nantes,Bordeaux,Strasbourg",
    "Portugal": "Benfica,Porto,Sporting CP,Braga",
    "Netherlands": "Ajax,PSV Eindhoven,Feyenoord,AZ Alkmaar",
}
_GIVEN = (
    "Adrien,Boris,Caleb,Dmitri,Emre,Fabio,Gonzalo,Hakim,Igor,Joaquin,Kofi,Luka,Mateus,Nils,Oskar,Pablo,Quentin,Rafael,"
    "Sven,Thiago,Umar,Viktor,Wesley,Xavier,Yannick,Zoltan,Bruno,Cedric,Duncan,Erling,Felix,Gareth,Hugo,Ivan,Jerome,"
    "Kwame,Leroy,Moussa,Noel,Otto,Pedro,Ruben,Stefan,Tariq,Ulrich,Wout,Yusuf,Aleksandar,Bartholomew,Christoph"
).split(",")
_SURNAMES = (
    "Silva,Costa,Muller,Jansen,Okafor,Petrov,Novak,Larsen,Moreau,Rossi,Garcia,Keita,Traore,Yilmaz,Kovac,Berg,Dubois,"
    "Fernan,Gomez,Haas,Ilic,Jovic,Kane,Lopez,Mendy,Nunez,Olsen,Perez,Quaresma,Ramos,Sane,Toure,Ueda,Varga,Weiss,Xhaka,"
    "Young,Zidan,Almeida,Bakker"
).split(",")
_ENDINGS = ("", "son", "ov", "inho", "ic", "sen", "ez", "ini", "ard", "mann")
_CITIES = (
    "London,Madrid,Milan,Paris,Lisbon,Berlin,Glasgow,Dublin,Turin,Porto,Lyon,Rome,Leeds,Bilbao,Genoa,Bremen,Nantes,"
    "Rotterdam,Oslo,Vienna"
).split(",")
_OUTLETS = [f"{city} {paper}" for paper in ("Post", "Sport", "Echo", "Times", "Star") for city in _CITIES]
_JOURNALISTS = [f"{given} {name}mann" for name in ("Fisch", "Lind", "Hart", "Berg", "Stein") for given in _GIVEN[:40]]
_WORDS = {
    Stage.INTEREST: "are keen on a move for",
    Stage.TALKS: "have opened talks over",
    Stage.BID: "have tabled a bid for",
    Stage.REJECTED: "saw a bid turned down for",
    Stage.TERMS: "agreed personal terms with",
    Stage.CLOSE: "are close to signing",
    Stage.AGREED: "have agreed a fee for",
    Stage.MEDICAL: "have booked a medical for",
    Stage.DONE: "have completed the signing of",
    Stage.OFF: "have called off the move for",
}
_LADDER = (Stage.INTEREST, Stage.TALKS, Stage.BID, Stage.TERMS, Stage.CLOSE, Stage.AGREED, Stage.MEDICAL, Stage.DONE)
_SYLLABLES = [a + b for a in "bcdfghlmnprstv" for b in "aeiou"]


@dataclass(slots=True)
class _Person:
    """Somebody of whom is talked between ``begins`` and ``ends``, at ``club``; the suitors with how far they are."""

    name: str
    role: Role
    weight: float
    begins: int
    ends: int
    club: str
    suitors: dict[str, int] = field(default_factory=dict)


class Market:
    """Articles in order of publication, the same for one seed."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._taken: set[tuple[str, date]] = set()
        clubs = [club for group in COUNTRIES.values() for club in group.split(",")]
        self._random.shuffle(clubs)
        clubs.sort(key=lambda club: club not in ("Real Madrid", "Manchester United", "Liverpool", "Chelsea"))
        self._clubs, self._club_weights = clubs, _long_tail(len(clubs), 6, 1.0)
        self._small = [f"{town.title()}{CODE} {end}" for end in ("Town", "United") for town in _SYLLABLES[:20]]
        self._outlet_weights = _long_tail(len(_OUTLETS), 3, 1.0)
        self._journalist_weights = _long_tail(len(_JOURNALISTS), 8, 1.0)

    def pieces(self, claims: int) -> Iterator[Piece]:
        """Where clubs play, and articles with at least ``claims`` claims altogether."""
        for country, clubs in COUNTRIES.items():
            yield from (Placed(club, country) for club in clubs.split(","))
        people = self._people(max(40, claims // 40))
        articles = -(-claims // CLAIMS_AN_ARTICLE)
        days = sorted(self._random.randrange(DAYS) for _ in range(articles))
        active = _Active(people, self._random)
        before: Entry | None = None
        for number, day in enumerate(days):
            published = FIRST_DAY + timedelta(day)
            chance = self._random.random()
            if before and chance < 0.03:
                yield self._copied(before, number)
                continue
            about = active.some(day, self._random.choice((1, 2, 2, 3)))
            entry = self._entry(number, self._free_day(published, [person.name for person in about]), about)
            if chance > 0.99:
                later = self._changed(entry)
                yield later
                entry = _superseded(entry, later)
            yield entry
            before = entry

    def _people(self, count: int) -> list[_Person]:
        surnames = [name + ending for ending in _ENDINGS for name in _SURNAMES]
        names = [f"{given} {surname}{CODE}" for given in _GIVEN for surname in surnames]
        names += [f"{given} {syllable.title()} {surname}{CODE}" for syllable in _SYLLABLES for given in _GIVEN
                  for surname in surnames[:80]]  # fmt: skip
        self._random.shuffle(names)
        found = []
        for name, weight in zip(names[:count], _long_tail(count, 12, 0.9), strict=True):
            role = Role.MANAGER if self._random.random() < 0.06 else Role.PLAYER
            begins = self._random.randrange(-2000, DAYS - 300)
            club = self._random.choice(self._small) if role is Role.MANAGER else self._club()
            found.append(_Person(name, role, weight, begins, begins + self._random.randrange(2000, 5000), club))
        return found

    def _entry(self, number: int, published: date, people: Sequence[_Person]) -> Entry:
        claims, text = [], f"Date: {published.isoformat()}\n\n"
        start = len(text)
        for turn in range(CLAIMS_AN_ARTICLE):
            claim, sentence = self._claim(people[turn % len(people)], published)
            claims.append((claim, Evidence(len(text), len(text) + len(sentence), sentence)))
            text += f"{sentence}\n"
        publisher = self._random.choices(_OUTLETS, self._outlet_weights)[0] if self._random.random() < 0.9 else None
        path = f"{published.year}/{CODE}-{number:06}.txt"
        title = f"{people[0].name} {self._filler()}"
        return _entry(Article(text, published, path, publisher, title, body_start=start), claims)

    def _claim(self, person: _Person, published: date) -> tuple[Claim, str]:
        pick = self._random
        to_club = self._suitor(person)
        rung = person.suitors[to_club]
        stage = _LADDER[rung]
        source, via = self._source(person, to_club)
        move, from_club, destination = Move.TRANSFER, person.club, to_club
        certainty = pick.choices(list(Certainty), (72, 23, 5))[0]
        background, day, precision = False, published, Precision.DAY
        kind = pick.random()
        if kind < 0.05:
            stage = Stage.OFF
        elif kind < 0.09:
            stage = Stage.REJECTED
        elif kind < 0.14:
            move, destination, stage = Move.EXIT, None, pick.choice((Stage.INTEREST, Stage.CLOSE, Stage.OFF))
        elif kind < 0.19:
            move, destination, stage = Move.RENEWAL, person.club, pick.choice(_LADDER[:6])
        elif kind < 0.22:
            move, destination, stage = Move.STAY, person.club, pick.choice((Stage.INTEREST, Stage.AGREED))
        elif kind < 0.29:
            day, precision = published - timedelta(pick.randrange(200, 1500)), Precision.MONTH
            background, stage, certainty = True, Stage.DONE, Certainty.ASSERTED
        elif kind < 0.37:
            move = Move.LOAN
        is_done = stage is Stage.DONE and not background and move is Move.TRANSFER and certainty is Certainty.ASSERTED
        if is_done:
            person.suitors.clear()
            person.club, source, via = to_club, Source(SourceKind.CLUB, to_club), ()
        fee = None
        if stage in (Stage.BID, Stage.AGREED, Stage.DONE) and pick.random() < 0.5 and move is not Move.EXIT:
            amount = pick.randrange(2, 120)
            fee = Fee(f"£{amount}m", amount * 1_000_000, "GBP")
        deal = Deal.LOAN_WITH_OPTION if move is Move.LOAN and pick.random() < 0.3 else None
        name = person.name.split()[-1] if pick.random() < 0.04 else person.name
        claim = Claim(
            name, move, stage, day, role=person.role, from_club=from_club, to_club=destination, certainty=certainty,
            source=source, via=via, deal=deal, fee=fee, date_precision=precision, background=background,
            rules=(f"{move}.{stage}",),
        )  # fmt: skip
        club = destination or from_club
        return claim, f"{club} {_WORDS[stage]} {name}, {self._filler()} {self._filler()} {self._filler()}."

    def _suitor(self, person: _Person) -> str:
        """Who wants a person now: mostly who did before, a step further than then."""
        if person.suitors and self._random.random() < 0.8:
            club = self._random.choice(list(person.suitors))
            if self._random.random() < 0.35:
                person.suitors[club] = min(person.suitors[club] + 1, len(_LADDER) - 1)
            return club
        club = person.club
        while club == person.club:
            club = self._random.choice(self._small) if person.role is Role.MANAGER else self._club()
        if len(person.suitors) > 3:
            person.suitors.clear()
        person.suitors.setdefault(club, 0)
        return club

    def _source(self, person: _Person, club: str) -> tuple[Source, tuple[str, ...]]:
        pick, chance = self._random, self._random.random()
        if chance < 0.36:
            return Source(), ()
        if chance < 0.70:
            return Source(SourceKind.OUTLET, pick.choices(_OUTLETS, self._outlet_weights)[0]), ()
        if chance < 0.80:
            outlet = pick.choices(_OUTLETS, self._outlet_weights)[0]
            return Source(SourceKind.JOURNALIST, pick.choices(_JOURNALISTS, self._journalist_weights)[0]), (outlet,)
        if chance < 0.85:
            return Source(SourceKind.PERSON, person.name), (pick.choices(_OUTLETS, self._outlet_weights)[0],)
        if chance < 0.88:
            return Source(SourceKind.CLUB, club), ()
        return Source(SourceKind.UNNAMED), ()

    def _free_day(self, day: date, names: Iterable[str]) -> date:
        """The first day from ``day`` on that no other article on one of these persons has: what is told on one day
        stands in order of the ids of its articles, which are other ones in every block."""
        surnames = {name.split()[-1] for name in names}
        while any((surname, day) in self._taken for surname in surnames):
            day += timedelta(1)
        self._taken.update((surname, day) for surname in surnames)
        return day

    def _copied(self, entry: Entry, number: int) -> Entry:
        """The same report as another outlet prints it."""
        article = entry.article
        published = self._free_day(article.published, (claim.person for claim in entry.claims.values()))
        other = Article(
            f"{article.text}{self._filler()}\n", published, f"{published.year}/{CODE}-{number:06}.txt",
            self._random.choice(_OUTLETS), article.title, body_start=article.body_start,
        )  # fmt: skip
        return _entry(other, [(claim, None) for claim in entry.claims.values()])

    def _changed(self, entry: Entry) -> Entry:
        """A later version of the same file."""
        article = entry.article
        published = self._free_day(article.published, (claim.person for claim in entry.claims.values()))
        later = Article(
            f"{article.text}{self._filler()}\n", published, article.path, article.publisher, article.title,
            body_start=article.body_start,
        )  # fmt: skip
        return _entry(later, [(claim, None) for claim in entry.claims.values()])

    def _club(self) -> str:
        return self._random.choices(self._clubs, self._club_weights)[0]

    def _filler(self) -> str:
        return self._random.choice(_SYLLABLES) + self._random.choice(_SYLLABLES) + CODE


class _Active:
    """Picks persons by weight among those who are talked of on a day; days come in order."""

    def __init__(self, people: Sequence[_Person], pick: random.Random) -> None:
        self._people, self._pick = people, pick
        self._until = -1
        self._now: list[_Person] = []
        self._weights: list[float] = []

    def some(self, day: int, count: int) -> list[_Person]:
        """``count`` different persons."""
        if day >= self._until:
            self._now = [p for p in self._people if p.begins <= day < p.ends] or list(self._people)
            self._weights = list(accumulate(p.weight for p in self._now))
            self._until = day + 30
        found: dict[str, _Person] = {}
        while len(found) < min(count, len(self._now)):
            person = self._pick.choices(self._now, cum_weights=self._weights)[0]
            found[person.name] = person
        return list(found.values())


def _long_tail(count: int, flat: int, steep: float) -> list[float]:
    """Weights by rank, after Zipf and Mandelbrot: the first ``flat`` are about alike."""
    return [1 / (rank + flat) ** steep for rank in range(count)]


def _entry(article: Article, said: Sequence[tuple[Claim, Evidence | None]]) -> Entry:
    found: dict[str, Claim] = {}
    for claim, proof in said:
        proved = claim if proof is None else Claim(**{**_values(claim), "evidence": (proof,)})
        found.setdefault(claim_id(article.article_id, proved), proved)
    return Entry(article, f"/news/{article.path}", EXTRACTOR, "en", None, found)


def _superseded(entry: Entry, later: Entry) -> Entry:
    return Entry(entry.article, entry.location, entry.extractor, "en", later.article.article_id, entry.claims)


def _values(claim: Claim) -> dict[str, object]:
    return {name: getattr(claim, name) for name in claim.__slots__}
