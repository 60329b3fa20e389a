"""What the page and the API keep of people: their questions under a session, and what they say of the answers."""

from __future__ import annotations

from bot.entry import entry
from bot.service import Reply
from bot.store.values import Given, Talk
from bot.web.site import Site
from nlp.state import State

PAGE, API = "page", "api"
"""The channels, as the metrics name them."""


def name(session: str) -> str:
    """What the store calls the person behind a session, and the one chat that they have."""
    return f"web:{session}"


def keep(  # noqa: PLR0913  # who, what, and what became of it
    site: Site, channel: str, session: str, text: str | None, reply: Reply, *, after: State | None = None
) -> None:
    """Keep an answer, and count it.

    Args:
        site: the site.
        channel: where it was asked.
        session: by whom.
        text: what was typed; None for a place that was opened or chosen.
        reply: what was answered.
        after: the state from which the conversation goes on, where the store is to remember it.

    Raises:
        DatabaseError: it cannot be kept.
    """
    site.ledger.add(Given(name(session), site.service.clock(), entry(text, reply, after=after)))
    site.metrics.answered(channel, reply)


def judge(site: Site, session: str, text: str | None, reply: Reply, label: str) -> None:
    """Keep what a person says of an answer, in place of what they said of it before.

    It is their newest answer of this kind; one that they did not ask for themselves, as it was opened by its address,
    is kept now, so that the operator's report can tell what was wrong.

    Args:
        site: the site.
        session: who says it.
        text: what the answer is to, as of `keep`.
        reply: the answer.
        label: what they say.

    Raises:
        DatabaseError: it cannot be kept.
    """
    who, kept, now = name(session), entry(text, reply), site.service.clock()
    memory = site.store.memory
    site.ledger.flush()
    with site.store.transaction():
        answer = memory.answer_like(who, who, kept) or memory.answer(who, who, now, kept)
        # On the page an answer is no message of a number of its own: it gets the answer's.
        site.store.mail.keep({answer: answer})
        memory.judge(who, answer, who, label, "", now)


def conversation(site: Site, session: str) -> Talk | None:
    """What is remembered of a session; None for one under which nothing is kept.

    Raises:
        DatabaseError: it cannot be read.
    """
    who, memory = name(session), site.store.memory
    site.ledger.flush()
    with site.store.transaction():
        return memory.talk(who, who) if memory.knows(who, who) else None


def agency(site: Site, session: str) -> str:
    """The body where the person behind a session works, by its id; "" where they have not said.

    Raises:
        DatabaseError: it cannot be read.
    """
    with site.store.transaction():
        return site.store.memory.talk(name(session), name(session)).agency


def works_at(site: Site, session: str, agency: str) -> None:
    """Keep where the person behind a session works; "" to forget it.

    Raises:
        DatabaseError: it cannot be kept.
    """
    with site.store.transaction():
        site.store.memory.set_agency(name(session), agency, site.service.clock())


def knows(site: Site, session: str) -> bool:
    """Whether anything is kept under a session.

    Raises:
        DatabaseError: it cannot be read.
    """
    site.ledger.flush()
    with site.store.transaction():
        return site.store.memory.knows(name(session), name(session))


def forget(site: Site, session: str) -> None:
    """Delete all that is kept under a session.

    Raises:
        DatabaseError: it cannot be deleted.
    """
    site.ledger.flush()
    with site.store.transaction():
        site.store.memory.forget(name(session))
