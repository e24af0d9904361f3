"""A damaged library is kept aside, and the newest good backup takes its place."""

import shutil
import time
from pathlib import Path

from tui.model.errors import CannotWrite, LibraryDamaged
from tui.store.backup import backups, is_good
from tui.store.connection import suspect


def put_aside(file: Path, damage: LibraryDamaged) -> LibraryDamaged:
    """Move a damaged library out of the way and restore the newest good backup; the error that tells of both."""
    stamp = time.strftime("%Y%m%d-%H%M%S", time.gmtime())
    kept = file.with_name(f"damaged-{stamp}-{file.name}")
    number = 1
    while kept.exists():
        number += 1
        kept = file.with_name(f"damaged-{stamp}-{number}-{file.name}")
    try:
        for suffix in ("", "-wal", "-shm"):
            part = file.with_name(file.name + suffix)
            if part.exists():
                part.replace(kept.with_name(kept.name + suffix))
        suspect(file).unlink(missing_ok=True)
        restored = _restore(file)
    except OSError as error:
        raise CannotWrite(file=str(file), reason=error.strerror or "") from error
    return LibraryDamaged(file=str(file), kept=str(kept), restored=restored, reason=damage.about.get("reason", ""))


def _restore(file: Path) -> str | None:
    for backup in backups(file.parent):
        if is_good(backup):
            copy = file.with_name(f"{file.name}.restored")
            shutil.copyfile(backup, copy)
            copy.chmod(0o600)
            copy.replace(file)
            return backup.stem.removeprefix("library-")
    return None
