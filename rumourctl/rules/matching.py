"""Matches all patterns at once: those that begin alike are walked together, word by word.

The patterns that a word may begin are laid out as a tree whose branches are their elements, so that what a clause costs
depends on its words and hardly on how many rules there are. A tree is made when its word is first met.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from rumourctl.language.nodes import Node
from rumourctl.rules.pattern import Element, Pattern, VerbForms, forms_by_verb
from rumourctl.rules.walking import Found, Step, Walk


class Matcher:
    """Finds in a row of nodes the patterns that it was made of, by their number."""

    def __init__(self, patterns: Iterable[Pattern], verb_forms: VerbForms, adverbs: frozenset[str]) -> None:
        """``adverbs`` may stand between any two elements."""
        self._patterns = tuple(patterns)
        self._verb_forms, self._adverbs = verb_forms, adverbs
        self._begun: dict[str, list[int]] = defaultdict(list)
        forms_of = forms_by_verb(verb_forms)
        for number, pattern in enumerate(self._patterns):
            for trigger in pattern.triggers(forms_of):
                self._begun[trigger].append(number)
        self._trees: dict[str, Step] = {}
        self._shared: dict[tuple[int, ...], Step] = {}
        """The trees by their patterns: most forms of a verb begin the same ones."""

    def matches(self, nodes: Sequence[Node], at: int) -> Iterator[tuple[int, Found]]:
        """The patterns that begin at ``nodes[at]``, in the order of their numbers, each with its longest match: the one
        with its optional elements, and with the shortest gaps."""
        trigger = nodes[at].norm
        if trigger not in self._begun:
            return
        walk = Walk(nodes, self._verb_forms, self._adverbs)
        walk.start(self._tree(trigger), at)
        for number in sorted(walk.found):
            _, end, form = walk.found[number]
            yield number, Found(at, end, form)

    def _tree(self, trigger: str) -> Step:
        """The patterns that ``trigger`` may begin, as a tree."""
        if trigger not in self._trees:
            numbers = tuple(self._begun[trigger])
            if numbers not in self._shared:
                self._shared[numbers] = self._grown(numbers)
            self._trees[trigger] = self._shared[numbers]
        return self._trees[trigger]

    def _grown(self, numbers: Iterable[int]) -> Step:
        root = Step()
        for number in numbers:
            for variant, elements in enumerate(_variants(self._patterns[number])):
                step = root
                for element, last in elements:
                    step = step.to(element, last)
                step.ends.append((number, variant))
        return root


def _variants(pattern: Pattern) -> Iterator[Sequence[tuple[Element, bool]]]:
    """The elements of ``pattern`` with and without those that may be missing, fuller ones first; with each, whether it
    is the last of all."""
    last = len(pattern.elements) - 1
    marked = [(element._replace(optional=False), at == last) for at, element in enumerate(pattern.elements)]
    for taken in product(*([True, False] if element.optional else [True] for element in pattern.elements)):
        yield [item for item, there in zip(marked, taken, strict=True) if there]
