"""What stands beside a name or an office and tells the other: an apposition, "of" with a state."""

from hikiwake.reading.actor_names import Role
from hikiwake.reading.actor_passage import ActorPassage


def apposed_name(r: ActorPassage, role_end: int) -> str | None:
    """Who it is, where the name follows: "Peru's president, Manuel Merino"."""
    token = next((c for c in r.doc[role_end].children if c.dep_ == "appos" and c.ent_type_ == "PERSON"), None)
    if token is None:
        return None
    ent = next((e for e in r.doc.ents if e.start <= token.i < e.end), None)
    return ent.text.removesuffix("'s").removesuffix("’s") if ent else None


def apposed_role(r: ActorPassage, name_end: int) -> tuple[str | None, Role] | None:
    """Country and role of a person beside whose name they stand: "Sergei Lavrov, the Russian foreign minister"."""
    token = r.doc[name_end]
    beside = [c for c in token.children if c.dep_ == "appos"] + ([token.head] if token.dep_ == "appos" else [])
    for other in beside:
        role = next((x for x in r.roles if x[0] <= other.i < x[1]), None)
        if role:
            mine = [n for n in r.names if other.left_edge.i <= n[0] < role[0] and n[2].named.country]
            mine = mine or r.of_countries(role[1])
            return (mine[-1][2].named.country if mine else None), role[2]
    return None


def state_behind_name(r: ActorPassage, name_end: int) -> str | None:
    """ "President Tala Sefo of Samoa"."""
    of = r.of_countries(name_end)
    return of[0][2].named.country if len(of) == 1 and of[0][2].named.kind == "state" else None
