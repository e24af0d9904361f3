"""An account in an archive of the library: all of it but its secrets."""

import zipfile
from pathlib import Path

from tests.support.greader import PASSWORD, FakeReader
from tests.sync.device import Device
from tui.secrets.keep import Secrets
from tui.store.library import Library
from tui.transfer.archive import read_archive, write_archive


async def test_an_archive_has_the_account_and_no_secret(device: Device, fake: FakeReader, tmp_path: Path) -> None:
    await device.sync()
    device.act("starred", True, next(iter(fake.items)))
    file = tmp_path / "all.zip"
    with file.open("wb") as out:
        write_archive(device.library, out)
    with zipfile.ZipFile(file) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist())
    for secret in (PASSWORD, fake.auth, fake.token):
        assert secret.encode() not in everything and repr(secret).encode() not in everything
    device.close()
    folder = tmp_path / "again"
    with Library.open(folder) as library:
        read_archive(library, file)
        assert library.accounts.all()[0].pending == 1
    device.folder = folder
    device.reopen()
    assert (await device.sync()).status == "refused", "its password is not on this machine"
    assert device.account.state == "refused"
    Secrets(folder).put(device.id, "login", PASSWORD)
    report = await device.sync()
    assert (report.status, report.confirmed, report.new_items) == ("ok", 1, 0)
    assert device.state() == fake.state()
