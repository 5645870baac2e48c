"""Labelled pages for `rulekit train`: about code or not, by the Debian package that they are of.

    apt-get download PACKAGE...         # those of CODE and OTHERS, into a folder
    python benchmarks/pages.py FOLDER > pages.jsonl
    rulekit train web-code pages.jsonl

At most 70 pages of a package, those with the smallest hashes, without markup, 5,000 characters
each. The package is the label, so it is as weak as that of a domain, and the group, so no page
is scored by a model that has seen its package.
"""

import hashlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

CODE = (
    "python3.11-doc", "python-django-doc", "python-flask-doc", "python-sqlalchemy-doc",
    "python-pandas-doc", "postgresql-doc-15", "git-doc", "nodejs-doc",
)  # fmt: skip
OTHERS = (
    "gimp-help-en", "libreoffice-help-en-us", "gnome-user-docs", "installation-guide-amd64",
    "debian-handbook", "debian-faq",
)  # fmt: skip
PAGE = (".html", ".xhtml", ".page")  # the last is what GNOME has
PAGES, CHARACTERS, FEWEST = 70, 5_000, 500


class PageText(HTMLParser):
    """The text of a page, without scripts and styles."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.skipped = 0

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        self.skipped += tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        self.skipped -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if not self.skipped:
            self.parts.append(data)


def pages_of(package: Path) -> Iterator[tuple[str, str]]:
    """Path and text of each page that is chosen."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["dpkg-deb", "-x", str(package), folder], check=True)
        found = [one for one in Path(folder).rglob("*") if one.suffix in PAGE and one.is_file()]
        named = {str(one.relative_to(folder)): one for one in found if not one.is_symlink()}
        taken = 0
        for name in sorted(named, key=lambda one: hashlib.sha256(one.encode()).digest()):
            reader = PageText()
            reader.feed(named[name].read_text("utf-8", "replace"))
            text = "".join(reader.parts).strip()[:CHARACTERS]
            if len(text) >= FEWEST and taken < PAGES:
                taken += 1
                yield name, text


def main(folder: Path) -> None:
    """Print a row for each page."""
    for package in (*CODE, *OTHERS):
        (file,) = folder.glob(f"{package}_*.deb")
        label = "keep" if package in CODE else "drop"
        for path, text in pages_of(file):
            row = {"content": text, "path": f"{path}.txt", "label": label, "repo": package}
            print(json.dumps(row))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
