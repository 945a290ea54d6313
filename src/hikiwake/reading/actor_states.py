"""The state of somebody whom the document calls by office and surname alone: what it says of them elsewhere, never whose state is nearest.

"The Guyanese president met reporters. President Ramdeen said …": who first comes up by name right behind an office with its state holds that office.
"The president of Peru" behind "President Ramdeen" is rather somebody else.
"""

from collections.abc import Sequence
from dataclasses import replace

from hikiwake.reading.actor_memory import Memory
from hikiwake.reading.actor_names import Role
from hikiwake.record.model import Actor

_AT_HAND = 3  # sentences


def state_described(memory: Memory, name: str, role: Role | None) -> str | None:
    """The state of the office that the sentences before named without saying who holds it, where `name` comes up as its holder first."""
    if role is None or memory.person(name) is not None:
        return None
    held = [m for m in memory.recent(_AT_HAND) if m.role == role.words and m.is_called and m.number == "one" and m.actor]
    if not held or any(m.sentence == memory.sentence for m in held):
        return None
    last = held[0].actor
    is_named = last is None or memory.person(last.name) is not None
    is_only = len({m.actor.country for m in held if m.actor}) == 1
    return last.country if last and is_only and not is_named else None


def settled(actors: Sequence[Actor], memory: Memory) -> list[Actor]:
    """The document's actors, people with the full name and the state that it gives them anywhere."""
    return [_settled(a, memory) for a in actors]


def _settled(actor: Actor, memory: Memory) -> Actor:
    known = memory.person(actor.name) if actor.sector is not None or actor.country is None else None
    if known is None or known.is_listed:
        return actor
    is_same = known.name == actor.name or " " not in actor.name
    return replace(actor, name=known.name, country=actor.country or known.country) if is_same else actor
