"""What a conversation remembers from one message to the next: a small frozen value, passed in and out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from nlp.filter import EVERY_ROW, Filter

LIFETIME = dt.timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class State:
    """The conversation after an answer.

    `units` are the places of the last answer, the main one first; `earlier` places talked about before, newest
    first; `told` those that answers were about one at a time, newest first; `listed` the rows last listed or offered,
    in the order in which they were shown, for as long as they are talked about; `lists` those listed before, and what
    lists were narrowed to, newest first; `filter` the conditions that the rows fulfil; `agencies` the bodies that the
    last question was about; `met` those of earlier questions and answers too, newest first; `kind` and `role` what it
    asked; `choices` the places offered; `part` the group or part last opened ("III-VI", "IV"); `pending` the kind asked
    when a choice was offered; `numbered` whether the place was named by its number; `near` the places next likeliest
    after the last answer's; `figure` the figure of the target that was told, `sought` the figures asked for last, told
    or not ("" for one that the plan does not set), `document` the document that was told ("" for none in particular);
    `own` the body where the person has said that they work.
    """

    at: dt.datetime
    units: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    lists: tuple[tuple[str, ...], ...] = ()
    filter: Filter = EVERY_ROW
    agencies: tuple[str, ...] = ()
    met: tuple[str, ...] = ()
    kind: str = ""
    role: str = ""
    choices: tuple[str, ...] = ()
    part: str = ""
    pending: str = ""
    numbered: bool = False
    near: tuple[str, ...] = ()
    figure: str = ""
    sought: tuple[str, ...] = ()
    document: str = ""
    own: str = ""

    @property
    def narrowed(self) -> bool:
        """Whether the places told last are several of those listed, and not all."""
        return 1 < len(self.units) < len(self.listed) and set(self.units) < set(self.listed)

    def alive(self, now: dt.datetime) -> bool:
        """Whether the conversation still counts at a moment."""
        return now - self.at <= LIFETIME
