"""datatrove: a filter for its pipelines, which leaves the verdict in a document's metadata."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal, Unpack

from datatrove.pipeline.filters.base_filter import BaseFilter

from rulekit.adapters.portable import Portable
from rulekit.corpus.columns import USUAL
from rulekit.corpus.roles import Columns
from rulekit.errors import UsageError
from rulekit.plan.options import PlanKeywords, PlanOptions, shows_options

if TYPE_CHECKING:
    from datatrove.data import Document
    from datatrove.pipeline.writers.disk_base import DiskWriter

# datatrove's readers put the path of the shard into `file_path`: its ending is of another language.
PATHS = tuple(name for name in USUAL["path"] if name != "file_path")
ADDED = ("decision", "score", "decided_by", "language")
ROLES = Columns("text", "path", "lang", "id", "repo")


class RulekitFilter(BaseFilter):  # type: ignore[misc]  # datatrove has no types
    """A filter that keeps the documents that rulekit keeps.

    `path`, `lang` and `repo` are keys of the metadata: the first that a document has tells its
    path, its language, or its repository; `language` is what it is said to be in when nothing else
    says it. The verdict is added to the metadata as `rulekit_decision`, `…_score`, `…_decided_by`
    and `…_language`, before the document is kept or handed to the `exclusion_writer`. What is
    dropped is counted by the first rule that decided it, errors as `error_<cause>`. With
    `errors="keep"` they stay, if there is text. The other options are those of `rulekit.load`;
    RulekitError is raised for what is wrong in them.
    """

    name = "📏 rulekit"

    @shows_options
    def __init__(
        self,
        profile: str | None = None,
        *,
        path: str | Sequence[str] = PATHS,
        lang: str | Sequence[str] = (),
        repo: str | Sequence[str] = USUAL["repo"],
        language: str = "",
        errors: Literal["drop", "keep"] = "drop",
        prefix: str = "rulekit_",
        exclusion_writer: DiskWriter | None = None,
        **options: Unpack[PlanKeywords],
    ) -> None:
        super().__init__(exclusion_writer)
        if errors not in ("drop", "keep"):
            raise UsageError(f"errors={errors!r}: say `drop` or `keep`")
        self.portable = Portable(PlanOptions.of(profile, **options), language)
        self.keys = {"path": _listed(path), "lang": _listed(lang), "repo": _listed(repo)}
        self.errors = errors
        self.prefix = prefix

    def filter(self, doc: Document) -> bool | tuple[bool, str]:
        """True for a document that is kept, else False, with the reason if there is one."""
        known = {role: _first(doc.metadata, keys) for role, keys in self.keys.items()}
        verdict = self.portable.verdict(ROLES, {"text": doc.text, **known})
        for name in ADDED:
            value = getattr(verdict, name)
            doc.metadata[self.prefix + name] = list(value) if isinstance(value, tuple) else value
        if verdict.kept:
            return True
        if verdict.decision == "drop":
            return False, verdict.decided_by[0]
        reason = f"error_{verdict.decided_by[0]}"
        if self.errors == "drop" or not isinstance(doc.text, str):
            return False, reason
        self.stat_update(f"kept_{reason}")
        return True


def _listed(keys: str | Sequence[str]) -> tuple[str, ...]:
    return (keys,) if isinstance(keys, str) else tuple(keys)


def _first(metadata: dict[str, Any], keys: Sequence[str]) -> object:
    """The first value that there is; None when there is none."""
    return next((metadata[key] for key in keys if metadata.get(key) is not None), None)
