"""What the keyring is asked by, a process of its own: ``{"do": "put" | "get" | "forget", "service": …, "items": {…}}``.

It answers with a line of JSON for each item that it is done with, ``[name, secret]``, and ends with another status than
0 where the keyring fails, in whatever way: 3 where there is none. It has no terminal, so that a back end that wants to
ask there gets no answer.
"""

import json
import sys
from contextlib import suppress

import keyring
from keyring.errors import NoKeyringError, PasswordDeleteError


def main() -> None:
    """Do what standard input says."""
    asked = json.load(sys.stdin)
    service = asked["service"]
    for name, secret in asked["items"].items():
        if asked["do"] == "put":
            keyring.set_password(service, name, secret)
        if asked["do"] == "forget":
            with suppress(PasswordDeleteError):  # it was not there
                keyring.delete_password(service, name)
            found = ""
        else:
            # After putting, too: some back ends take everything and keep nothing.
            found = keyring.get_password(service, name) or ""
        print(json.dumps([name, found]), flush=True)  # noqa: T201


if __name__ == "__main__":
    try:
        main()
    except NoKeyringError:
        sys.exit(3)
