"""The columns of a corpus that hold the text, its path, language, id and repository."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from itertools import chain

from rulekit.corpus.job import Shard
from rulekit.corpus.partition import known_columns
from rulekit.corpus.roles import Columns
from rulekit.errors import Problem, UsageError, did_you_mean
from rulekit.hooks.reader import Reader
from rulekit.places.address import shown
from rulekit.places.noted import heard

ROLES = tuple(field.name for field in fields(Columns))
OPTION = "--columns "
SHOWN = 20  # columns that a complaint lists: there may be a hundred thousand


@dataclass(frozen=True)
class Schema:
    """A published form of corpora, told by the columns that it has."""

    name: str
    columns: Columns
    has: tuple[str, ...] = ()  # more columns by which it is told

    @property
    def told_by(self) -> frozenset[str]:
        """Columns that must be there."""
        return frozenset((*self.columns.names, *self.has))


# The column names are those of the data sets' own cards.
SCHEMAS = (
    Schema("The Stack v1", Columns("content", "max_stars_repo_path", "lang", "hexsha")),
    Schema("StarCoderData", Columns("content", "max_stars_repo_path", None, "id")),
    Schema("dolma", Columns("text", None, None, "id"), ("source", "metadata")),
    Schema("datatrove", Columns("text", None, None, "id"), ("metadata",)),
    Schema("data-prep-kit", Columns("contents", "title", "programming_language", "document_id")),
    Schema("OpenCoder", Columns("text", "filename", "program_lang")),
)
WITHOUT_TEXTS = "The Stack v2"
# Single columns, for everything else. Two of one role are for the user to choose from.
USUAL: dict[str, tuple[str, ...]] = {
    "content": ("content", "contents", "text", "code"),
    "path": ("path", "max_stars_repo_path", "file_path", "filepath", "filename", "file_name"),
    "lang": ("lang", "language", "program_lang", "programming_language"),
    "id": ("id", "hexsha", "document_id"),
    "repo": ("repo", "repo_name", "max_stars_repo_name", "repository", "repository_name"),
}

# What steps of curations ask for, and the columns that are usually called otherwise.
USUAL_FACTS: dict[str, tuple[str, ...]] = {
    "stars": ("stars", "max_stars_count", "star_events_count", "stargazers_count", "star_count"),
    "committed": (
        "committed",
        "max_stars_repo_stars_event_max_datetime",
        "committer_date",
        "revision_date",
        "commit_date",
    ),
    "licences": (
        "licences",
        "licenses",
        "max_stars_repo_licenses",
        "detected_licenses",
        "gha_license_id",
        "license",
        "licence",
        "license_type",
    ),
}


def find_columns(
    shards: Sequence[Shard], readers: Mapping[str, Reader], words: str, option: str = OPTION
) -> tuple[Columns, str]:
    """Find the columns, by the words of an `option` or the first shard that has any; and the form.

    What folders name are columns, too, of whichever shard. Raises UsageError when the user or the
    shard does not tell which is which, and for two columns of a name that is used.
    """
    for shard in shards:
        with heard():
            fields = readers[shard.reader].fields(shard.path) if shard.reader else ()
        if fields:
            others = chain.from_iterable(one.partition for one in shards)
            known = known_columns(fields, shard.partition, others)
            said = words and parse_columns(words, known, option)
            columns, form = (said, "") if said else detect_columns(known)
            _check_twice(shard, columns, known)
            return columns, form
    return Columns("content"), ""  # every shard is broken, which its rows will say


def _check_twice(shard: Shard, columns: Columns, known: Sequence[str]) -> None:
    """Raise UsageError when a column has the name of another of the shard."""
    for role, name in asdict(columns).items():
        if known.count(name) > 1:
            where = "a folder and a column" if name in shard.partition else "two columns"
            remedy = f"rename one of them: --columns {role}={name} does not say which is meant"
            more = f"; or do without: --columns {role}=" if role != "content" else ""
            message = f"{where} of `{shown(shard.path)}` are called `{name}`"
            raise UsageError([Problem(message, remedy=remedy + more)])


def parse_columns(words: str, known: Sequence[str], option: str = OPTION) -> Columns:
    """`content=text,path=file,lang=`: what is not said is detected, and nothing after `=` is none.

    Raises UsageError for another form and for unknown columns; `option` stands before the words.
    """
    given = said_columns(words, option)
    for role, name in given.items():
        if name and name not in known:
            near = did_you_mean(name, known) or f"; there are: {_listed(known)}"
            raise UsageError(f"{option}{role}={name}: there is no column `{name}`{near}")
    rest = [name for name in known if name not in given.values()]
    usual = {role: _usual(role, names, rest) for role, names in USUAL.items() if role not in given}
    if not (given | usual)["content"]:
        raise _no_content(known)
    return Columns(**{role: name or None for role, name in (usual | given).items()})  # type: ignore[arg-type]  # its content is a name


def said_columns(words: str, option: str = OPTION) -> dict[str, str]:
    """The names that words give to roles, "" for none; raises UsageError for another form."""
    given: dict[str, str] = {}
    for word in words.split(",") if words else ():
        role, equals, name = (piece.strip() for piece in word.partition("="))
        if not equals or role not in ROLES or (role == "content" and not name):
            near = "" if role in ROLES else did_you_mean(role, ROLES)
            near = near or f"; the roles are {', '.join(ROLES)}"
            raise UsageError(f"{option}{word}: say ROLE=COLUMN{near}")
        if role in given:
            raise UsageError(f"{option.strip(' =')}: `{role}` is given twice")
        given[role] = name
    return given


def detect_columns(known: Sequence[str]) -> tuple[Columns, str]:
    """Find the columns of the schema that fits best, and its name; raises UsageError for none.

    A schema fits when all its columns are there; the one with most of them is taken, and usual
    names for what it has no column for. A tie is for the user to break, and so are two usual names
    for one thing.
    """
    fitting = [schema for schema in SCHEMAS if schema.told_by <= set(known)]
    most = max((len(schema.told_by) for schema in fitting), default=0)
    if best := [schema for schema in fitting if len(schema.told_by) == most]:
        return _columns_of(best, known), " and ".join(schema.name for schema in best)
    found = {role: _usual(role, names, known) for role, names in USUAL.items()}
    if found["content"] is None and "blob_id" in known:  # its rows are told what they lack
        found |= {"content": "content", "id": "blob_id"}
        return Columns(**found), WITHOUT_TEXTS  # type: ignore[arg-type]  # its content is a name
    if found["content"] is None:
        raise _no_content(known)
    return Columns(**found), ""  # type: ignore[arg-type]  # its content is a name, as seen above


def _columns_of(schemas: Sequence[Schema], known: Sequence[str]) -> Columns:
    """Combine schemas that fit alike; raises UsageError where they do not agree."""
    found: dict[str, str | None] = {}
    for role in ROLES:
        names = dict.fromkeys(name for one in schemas if (name := getattr(one.columns, role)))
        if len(names) > 1:
            raise _tie(role, list(names))
        found[role] = next(iter(names), None)
    taken = set(found.values())
    rest = [name for name in known if name not in taken]
    usual = {role: _usual(role, USUAL[role], rest) for role, name in found.items() if not name}
    return Columns(**(found | usual))  # type: ignore[arg-type]  # its content is a name, as each schema's


def _usual(role: str, names: Iterable[str], known: Sequence[str]) -> str | None:
    there = [name for name in names if name in known]  # of two of one name, _check_twice tells
    if len(there) > 1:
        raise _tie(role, there)
    return there[0] if there else None


def _tie(role: str, names: Sequence[str]) -> UsageError:
    shown = " or ".join(f"`{name}`" for name in names)
    return UsageError(
        [Problem(f"{role} may be {shown}", remedy=f"say which: --columns {role}={names[0]}")]
    )


def _no_content(known: Sequence[str]) -> UsageError:
    alike = (did_you_mean(name, known) for name in USUAL["content"] if name in _folded(known))
    near = next(alike, "")
    message = f"no column is known to hold the text{near}; there are: {_listed(known)}"
    return UsageError([Problem(message, remedy="say which: --columns content=NAME")])


def _folded(names: Iterable[str]) -> set[str]:
    return {name.casefold() for name in names}


def _listed(names: Sequence[str]) -> str:
    shown = list(dict.fromkeys(names))
    more = f" and {len(shown) - SHOWN:,} more" if len(shown) > SHOWN else ""
    return ", ".join(shown[:SHOWN]) + more or "none"
