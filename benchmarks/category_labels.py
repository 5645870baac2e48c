"""How often hashed words sort a function as a reader did: docs/categories.md.

    python benchmarks/category_labels.py FOLDER...

`category_labels.txt` has 543 functions of public packages, each by the hash of its text, with the
letters of its categories: the first is what it is most about, another would do, `-` is none. One
reader gave them, mostly by the first 300 characters; 45 that were read again, by the same reader,
had the same first letters. Functions are looked for in files of the right names below the folders,
which are packages as they are installed or checked out; how many were found is told. Descriptions
were written with the first two sets in view, and not changed since for the third.
"""

import argparse
import ast
import hashlib
import textwrap
from collections import Counter, defaultdict
from pathlib import Path

from rulekit.category.category_file import read_categories
from rulekit.category.sorter import Sorter

LETTERS = "AMDSCPWXUL-"  # in the order of the file
HERE = Path(__file__).parent


def functions(path):
    try:
        text = path.read_text("utf-8")
        tree = ast.parse(text)
    except (OSError, ValueError, SyntaxError):
        return
    lines = text.split("\n")
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield textwrap.dedent("\n".join(lines[node.lineno - 1 : node.end_lineno]))


def found(folders, wanted, names):
    texts = {}
    for folder in folders:
        for path in sorted(Path(folder).rglob("*.py")):
            for text in functions(path) if path.name in names else ():
                key = hashlib.sha256(text.encode()).hexdigest()[:20]
                if key in wanted:
                    texts[key] = text
    return texts


def tell(name, pairs):
    first = sum(letters[0] == got for letters, got in pairs)
    either = sum(got in letters for letters, got in pairs)
    most = Counter(letters[0] for letters, _ in pairs).most_common(1)[0]
    print(f"{name:7} {len(pairs):4} functions: {first / len(pairs):.0%} as the reader, ", end="")
    print(f"{either / len(pairs):.0%} with the second choice; always {most[0]}: ", end="")
    print(f"{most[1] / len(pairs):.0%}")


def confusion(pairs):
    counts = Counter((letters[0], got) for letters, got in pairs)
    print("\nread as, down; sorted as, across\n  ", *(f"{one:>3}" for one in LETTERS))
    for one in LETTERS[:-1]:
        print(f"  {one}", *(f"{counts[one, other] or '':>3}" for other in LETTERS))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+")
    labels, names = defaultdict(list), set()
    for line in (HERE / "category_labels.txt").read_text("utf-8").splitlines():
        group, key, letters, place = line.split()
        names.add(place.split(":")[0].split("/")[-1])
        labels[key].append((group, letters))
    texts = found(parser.parse_args().folders, labels, names)
    spec = read_categories(HERE.parent / "rules/recipes/categories.yaml")
    letter = dict(zip([one.name for one in spec.tasks], LETTERS, strict=False)) | {"": "-"}
    groups = defaultdict(list)
    for key, got in zip(texts, Sorter(spec, HERE / "nowhere").sort(texts.values()), strict=True):
        for group, letters in labels[key]:
            if letters != "-":
                groups[group].append((letters, letter[got.name]))
    print(f"{len(texts)} of {len(labels)} functions are here\n")
    for name, pairs in sorted(groups.items()):
        tell(name, pairs)
    confusion([pair for pairs in groups.values() for pair in pairs])


if __name__ == "__main__":
    main()
