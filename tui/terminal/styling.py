"""Fewer bytes for the same picture: from one style to the next, only what differs.

Rich ends each piece of a line with a reset and begins the next from nothing. That is half of all that a frame is made
of, and over a slow line the half that is waited for.
"""

RESET = "\x1b[0m\x1b["
_MOST = 4096
_COLOURS = {"3": "fg", "9": "fg", "4": "bg", "10": "bg"}


def lighter(frame: str) -> str:
    """A frame that draws the same; its texts have no escape sequences but those that Rich has put there."""
    pieces = frame.split(RESET)
    before = _last(pieces[0], "")
    drawn = [pieces[0]]
    for piece in pieces[1:]:
        params, end, text = piece.partition("m")
        if not end or not params.replace(";", "").isdigit():
            drawn.append(RESET + piece)  # it is no style that follows
            before = _last(piece, "")
            continue
        step = _STEPS.get((before, params))
        if step is None:
            if len(_STEPS) > _MOST:
                _STEPS.clear()
            step = _STEPS[before, params] = _step(before, params)
        drawn.append(step + text)
        before = _last(text, params)
    return "".join(drawn)


_STEPS: dict[tuple[str, str], str] = {}


def _last(text: str, before: str) -> str:
    """The style that holds at the end of a text: of its last sequence; "" where that is unknown or none."""
    at = text.rfind("\x1b[")
    if at < 0:
        return before
    params, end, _ = text[at + 2 :].partition("m")
    return params if end and params.replace(";", "").isdigit() and params != "0" else ""


def _step(before: str, after: str) -> str:
    """What leads from one style to another."""
    old, new = _parts(before), _parts(after)
    if not before or not old.keys() <= new.keys():
        return f"\x1b[0;{after}m"
    changed = [new[key] for key in new if old.get(key) != new[key]]
    return f"\x1b[{';'.join(changed)}m" if changed else ""


def _parts(params: str) -> dict[str, str]:
    """The ink, the ground, and each attribute by itself."""
    found: dict[str, str] = {}
    codes = iter(params.split(";") if params else ())
    for code in codes:
        if code in ("38", "48"):
            kind = next(codes, "")
            colour = (next(codes, "") for _ in range(3 if kind == "2" else 1))
            found["fg" if code == "38" else "bg"] = ";".join([code, kind, *colour])
        else:
            found[_COLOURS.get(code[:-1], code)] = code
    return found
