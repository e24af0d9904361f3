"""``kanbao doctor``: what is wrong and what to do, in words or as JSON lines."""

import argparse
from pathlib import Path

from tui.cli.context import Context
from tui.cli.output import print_json, say
from tui.config.load import load
from tui.config.settings import Settings
from tui.i18n import error_text, known, t
from tui.model.errors import ConfigError, KanbaoError
from tui.services.doctor import Check, examine
from tui.services.rules import install
from tui.terminal.probe import Probe

SIGNS = {"ok": "+", "note": " ", "bad": "!"}


def run_doctor(context: Context, options: argparse.Namespace) -> int:
    """Look at everything; status 1 where something is wrong."""
    settings, config_problems = load(context.config)
    problems: list[KanbaoError] = [*config_problems, *interface_problems(settings, context.config)]
    library = None
    try:
        library = context.library
        problems += install(library, settings.rules)
    except KanbaoError as error:
        problems.append(error)
    probe = Probe.of_this_terminal()
    probe.begin()
    checks = examine(library, problems, probe.finish(), settings.reading.ambiguous)
    for check in checks:
        if options.json:
            print_json(check_json(check))
        else:
            say(check_line(check))
    return 1 if any(check.level == "bad" for check in checks) else 0


def interface_problems(settings: Settings, config: Path) -> list[ConfigError]:
    """What is wrong with the reader's keys and themes, which only the interface would meet."""
    from tui.keymap.own import key_map
    from tui.theme.choose import wish_fault
    from tui.theme.load import list_themes, load_theme

    found = list(key_map(settings.reading.keymap, settings.keys, config).faults)
    themes = config.parent / "themes"
    known_themes = list_themes(themes)
    wish = wish_fault(settings.reading.theme, known_themes, config)
    for name in known_themes:
        try:
            load_theme(name, themes)
        except ConfigError as error:
            found.append(error)
    return [*found, wish] if wish is not None else found


def check_json(check: Check) -> dict[str, object]:
    """One finding as an object: area, kind, level, text, and its facts under ``about``."""
    return {
        "area": check.area,
        "kind": check.kind,
        "level": check.level,
        "text": check_text(check),
        "about": dict(check.error.about if check.error is not None else check.about),
    }


def check_line(check: Check) -> str:
    """One finding on one line."""
    return f"{SIGNS[check.level]} {t('doctor.area.' + check.area)}  {check_text(check)}"


def check_text(check: Check) -> str:
    """What was found, in words."""
    if check.error is not None:
        return error_text(check.error)
    if check.kind == "failing":
        return f"{check.about['title']} ({check.about['id']}): {error_text(str(check.about['error']))}"
    facts = ", ".join(f"{name} {value}" for name, value in check.about.items())
    key = f"doctor.{check.area}.{check.kind}.{check.level}"
    return t(key, **check.about) if known(key) else facts
