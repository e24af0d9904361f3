"""What was typed before the interface stood, as the key events it would have been; nothing else touches this parser.

Textual's parser of terminal input is private to it: a test holds it to what is needed here, and where it is gone the
early keys are lost, and nothing else.
"""

from textual import events


def typed_events(typed: bytes) -> list[events.Key]:
    """The keys in bytes that a terminal sent."""
    if not typed:
        return []
    try:
        from textual._xterm_parser import XTermParser
    except ImportError:
        return []
    parser = XTermParser()
    return [event for event in parser.feed(typed.decode(errors="ignore")) if isinstance(event, events.Key)]
