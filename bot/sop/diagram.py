"""The states of the SOP as a picture, drawn from its table."""

from __future__ import annotations

from bot.sop.flow import FIRST, RULES, Kind, State


def of(kind: Kind) -> str:
    """Draw the states of `kind` as a Mermaid state diagram, coloured by nobody: labels say who moves."""
    lines = ["stateDiagram-v2", f"    [*] --> {_label(FIRST[kind])}"]
    for (state, action), rule in RULES.items():
        if state.kind is not kind:
            continue
        people = ", ".join(sorted(who.value for who in rule.who))
        targets = {rule.to: "", rule.verified_to: " (internal or unchanged)", rule.live_to: " (live already)"}
        for target, note in targets.items():
            if target is None:
                continue
            lines.append(f"    {_label(state)} --> {_label(target)}: {action.name.lower()} ({people}){note}")
    ends = [state for state in State if state.kind is kind and state.ended]
    lines += [f"    {_label(state)} --> [*]" for state in ends]
    return "\n".join(lines)


def _label(state: State) -> str:
    return state.name.split("_", 1)[1]
