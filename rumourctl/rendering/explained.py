"""How sentences were read, for whoever mends a rule: what was found, what was decided, and what was dropped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from rumourctl.claims.model import Certainty, Precision, Source, SourceKind, Stage
from rumourctl.rendering.claims import short_id, stage_cell
from rumourctl.rendering.formats import Row
from rumourctl.rendering.output import View
from rumourctl.rendering.sheet import Cell, Column, Sheet
from rumourctl.rendering.when import full_day, when
from rumourctl.rendering.words import source_words

_FIELDS = (
    *("article_id", "article", "published", "sentence", "start", "end", "text", "heading", "source", "speaker"),
    *("mentions", "clauses", "claims", "dropped", "because"),
)
_Line = Sequence[Cell | str]


def _sheet(rows: Sequence[Row]) -> Sheet:
    """A few lines a sentence, with what they hold in front; an empty one between sentences."""
    lines: list[_Line] = []
    for (path, published), sentences in groupby(rows, lambda row: (row["article"], row["published"])):
        lines.append(["", Cell(f"{path}, {full_day(date.fromisoformat(published))}", "bold")])
        for row in sentences:
            lines += [["", ""], *_sentence(row)]
        lines.append(["", ""])
    return Sheet([Column("", right=True, style="dim"), Column("", wraps=True)], lines[:-1])


EXPLAINED: View[Row] = View(_FIELDS, lambda row: row, _sheet)
"""Sentences with how they were read; see ``extraction.explaining`` for the fields."""


def _sentence(row: Row) -> Iterator[_Line]:
    yield [f"{row['sentence']}", Cell(" ".join(row["text"].split()), "bold")]
    if names := list(_names(row["mentions"])):
        yield ["names", "; ".join(names)]
    yield ["source", _source(row["source"])]
    if row["speaker"]:
        yield ["quoted", _source(row["speaker"])]
    claims = {claim["claim_id"]: claim for claim in row["claims"]}
    for clause in row["clauses"]:
        # words that found nothing to wrap are told only where nothing else is
        if clause["candidates"] or any(row["because"] or rule["kind"] == "idiom" for rule in clause["rules"]):
            yield from _clause(clause, row["source"], claims)
    for identity, claim in claims.items():
        yield ["claim", _claim(claim, identity)]
    if row["because"]:
        yield ["nothing", Cell(row["because"], "red")]


def _clause(clause: Row, source: Row, claims: dict[str, Row]) -> Iterator[_Line]:
    """A clause with its candidates; what they became is taken out of ``claims``, so that it is told once."""
    yield ["clause", Cell(" ".join(clause["text"].split()), "cyan")]
    yield ["rules", "; ".join(_rule(rule) for rule in clause["rules"])]
    for candidate in clause["candidates"]:
        if places := "; ".join(f"{place} {', '.join(names)}" for place, names in candidate["places"].items()):
            yield ["places", places]
        if candidate["grounds"]:
            yield ["note", "; ".join(ground["because"] for ground in candidate["grounds"])]
        if _source_name(candidate["source"]) != _source_name(source):
            yield ["source", f"of this clause: {_source_name(candidate['source'])}"]
        for outcome in candidate["outcomes"]:
            yield from _outcome(outcome, candidate, claims)


def _outcome(outcome: Row, candidate: Row, claims: dict[str, Row]) -> Iterator[_Line]:
    if outcome["person"] and outcome["recalled"]:
        yield ["recalled", ", ".join(dict.fromkeys(outcome["recalled"]))]
    if outcome["person"] is None:
        said = "/".join(filter(None, (candidate["move"], candidate["stage"])))
        yield ["dropped", Cell(": ".join(filter(None, (said, outcome["because"]))), "red")]
    elif outcome["dropped"]:
        instead = f" ({short_id(outcome['instead'])})" if outcome["instead"] else ""
        yield ["dropped", Cell(f"{_statement(outcome)}: {outcome['because']}{instead}", "red")]
    elif claim := claims.pop(outcome["claim_id"], None):
        if _statement(claim) != _statement(outcome):
            yield ["told", f"{_statement(outcome)}; with what else the article says of it:"]
        yield ["claim", _claim(claim, outcome["claim_id"])]


def _names(mentions: Sequence[Row]) -> Iterator[str]:
    """The mentions that mean something, each with what is known of it the first time."""
    told: set[str] = set()
    for mention in mentions:
        if mention["means"] or mention["kind"] not in ("other", "competition"):
            means = " + ".join(mention["means"])
            yield _mention(mention, first=means not in told)
            told.add(means)


def _mention(mention: Row, *, first: bool) -> str:
    """A mention and what it means, if its words do not say it: "the German = Kai Lund (player, at Lyon)"."""
    words = " ".join(mention["text"].split())
    known = []
    if first and mention["kind"] == "person" and mention["part"]:
        known.append(mention["part"])
    if first and mention["club"]:
        known.append(f"at {mention['club']}")
    if mention["fee"] and mention["kind"] != "money":
        known.append(mention["fee"]["text"])
    means = " + ".join(mention["means"])
    if mention["date"]:
        means = when(date.fromisoformat(mention["date"]), Precision(mention["date_precision"]))
    elif mention["contract_until"]:
        means = f"contract to {mention['contract_until']}"
    elif mention["kind"] == "money":
        means = f"{mention['fee']['amount']:,} {mention['fee']['currency']}"
    shown = words if means == words else f"{words} = {means or '?'}"
    return f"{shown} ({', '.join(known)})" if known else shown


def _source(source: Row) -> str:
    """Whose word, in words: "Marca (outlet): “according to Marca”", "Marca (outlet), carried on"."""
    parts = [_source_name(source), *(f"via {name}" for name in source["via"])]
    if source["hedged"]:
        parts.append("hedged")
    if source["carried"]:
        parts.append("carried on from before")
    if source["credit"]:
        parts.append("credited at the end")
    words = " ".join(source["words"].split()) if source["words"] else ""
    return ", ".join(parts) + (f": “{words}”" if words else "")


def _source_name(source: Row) -> str:
    kind = SourceKind(source["kind"])
    if kind is SourceKind.PUBLISHER:
        return "the article itself"
    name = source_words(Source(kind, source["name"]))
    return f"{name} ({kind})" if source["name"] else name


def _rule(rule: Row) -> str:
    """A rule with the words that it found and what it says: "wish “wants to” (interest)"."""
    says = [rule[key] for key in ("move", "stage", "certainty") if rule[key]]
    kind = [] if rule["kind"] == "event" else [rule["kind"]]
    words = " ".join(rule["words"].split())
    return f"{rule['rule']} “{words}” ({', '.join((*kind, *says)) or rule['kind']})"


def _claim(claim: Row, identity: str) -> Cell:
    sentences = claim["sentences"]
    also = f", told in {', '.join(map(str, sentences))}" if len(sentences) > 1 else ""
    cell = stage_cell(Stage(claim["stage"]), Certainty(claim["certainty"]), _statement(claim))
    return cell._replace(text=f"{cell.text}{also}  {short_id(identity)}")


def _statement(claim: Row) -> str:
    """A claim by its fields, as rules speak of them: "Kai Lund transfer/interest, Lyon → Chelsea, hedged"."""
    parts = [f"{claim['person']} {claim['move']}/{claim['stage']}"]
    parts.append(" → ".join(club or "?" for club in (claim["from_club"], claim["to_club"])))
    if claim["certainty"] != Certainty.ASSERTED:
        parts.append(claim["certainty"])
    if claim["actor"]:
        parts.append(f"wish of {claim['actor']}")
    if claim["source"]["kind"] != SourceKind.PUBLISHER:
        parts.append(f"by {_source_name(claim['source'])}")
    if claim["background"]:
        parts.append("as history")
    return ", ".join(parts)
