"""The bodies that a text of the plan names, each where it stands: so that cells can lead to their pages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from knowledge.model import Agency


@dataclass(frozen=True)
class Names:
    """Finds the spellings that the plan has of its bodies; the longest wins where one stands within another."""

    agencies: Mapping[str, Agency]

    def pieces(self, text: str) -> tuple[tuple[str, str], ...]:
        """A text in its pieces, verbatim, each with the id of the body that it names, or ""."""
        made: list[tuple[str, str]] = []
        end = 0
        for found in self._pattern.finditer(text):
            made.extend([(text[end : found.start()], ""), (found[0], self._forms[found[0]])])
            end = found.end()
        made.append((text[end:], ""))
        return tuple(piece for piece in made if piece[0])

    def within(self, text: str) -> frozenset[str]:
        """The bodies that a text names."""
        return frozenset(self._forms[form] for form in self._pattern.findall(text))

    @cached_property
    def _forms(self) -> dict[str, str]:
        named = (agency for agency in self.agencies.values() if agency.named)
        return {form: agency.id for agency in named for form in (agency.name, *agency.plan_forms)}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest = sorted(self._forms, key=len, reverse=True)
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")
