"""What a repository says of its files: marks of `.gitattributes`, and packages copied into it."""

from __future__ import annotations

from rulekit import Document, Signal, Span, Unmeasured

MARKS = ("generated", "vendored", "documentation")


def _marked(mark: str) -> Signal:
    def find(document: Document) -> list[Span]:
        if document.location.marks is None:
            raise Unmeasured("its repository is not known")
        return [Span(0, len(document.path_data))] if mark in document.location.marks else []

    doc = f"whether `.gitattributes` say `linguist-{mark}` of the file"
    name = f"code.marked_{mark}"
    return Signal(name, "yes or no", doc, lambda one: bool(find(one)), find, on_path=True)


def _copied_package(document: Document) -> list[Span]:
    if document.location.package is None:
        raise Unmeasured("its repository is not known")
    folder = document.location.package.encode()
    return [Span(0, len(folder))] if folder and document.path_data.startswith(folder) else []


REPOSITORY_SIGNALS = (
    Signal(
        "code.repository_known",
        "yes or no",
        "whether the repository is known in which the file stands: not for a row of a corpus",
        lambda document: document.location.marks is not None,
    ),
    *map(_marked, MARKS),
    Signal(
        "code.copied_package",
        "yes or no",
        "whether the file stands in a package that says it lives in another repository, or in a"
        " submodule",
        lambda document: bool(_copied_package(document)),
        _copied_package,
        on_path=True,
    ),
)
