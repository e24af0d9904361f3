"""Programs that fetch feeds from the shell, each with files of its own: ours and the peers that are installed."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench import newsboat
from tests.bench.bench import Bench
from tests.bench.site import Site

AT_ONCE = 50
"""How many newsboat and curl fetch at a time; newsboat's own default is one."""
SFEED_AT_ONCE = 40


@dataclass(frozen=True, slots=True)
class Fetcher:
    """What fetches all feeds when it is run."""

    name: str
    command: Sequence[str]


def fetchers(bench: Bench, site: Site) -> list[Fetcher]:
    """Ours first, then whoever is installed; none of them has fetched anything yet."""
    library = site.subscribe(bench.fresh("subscribed"))
    found = [Fetcher("kanbao", [*bench.shell(library), "refresh"])]
    if newsboat.installed():
        home = newsboat.home(bench.fresh("newsboat"), site.urls, AT_ONCE)
        found.append(Fetcher("newsboat", [*newsboat.command(home), "-x", "reload"]))
    if shutil.which("sfeed_update"):
        found.append(Fetcher("sfeed", ["sfeed_update", str(_sfeedrc(bench.fresh("sfeed"), site))]))
    if shutil.which("curl"):
        found.append(Fetcher("curl", ["curl", "-sS", "-K", str(_curlrc(bench.fresh("curl"), site))]))
    return found


def _sfeedrc(folder: Path, site: Site) -> Path:
    folder.mkdir(parents=True)
    feeds = "\n".join(f'\tfeed "{number}" "{url}"' for number, url in enumerate(site.urls))
    file = folder / "sfeedrc"
    file.write_text(f'sfeedpath="{folder}/feeds"\nmaxjobs={SFEED_AT_ONCE}\nfeeds() {{\n{feeds}\n}}\n', "utf-8")
    return file


def _curlrc(folder: Path, site: Site) -> Path:
    folder.mkdir(parents=True)
    transfers = "\n".join(f'url = "{url}"\noutput = "{folder}/{number}"' for number, url in enumerate(site.urls))
    file = folder / "curlrc"
    file.write_text(f"parallel\nparallel-max = {AT_ONCE}\nnoproxy = *\n{transfers}\n", "utf-8")
    return file
