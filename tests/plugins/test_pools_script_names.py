"""plugins/pools/script_names.py: names that imports bring in JavaScript and TypeScript."""

import pytest
from rulekit_plugins.pools.function_unit import imports_in

from rulekit.testing import curated_row


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("import type A from 'x';", ["A"]),
        ("import type { A, B as C } from 'x';", ["A", "C"]),
        ("import type * as A from 'x';", ["A"]),
        ("import a, { type B, type C as D, e } from 'x';", ["a", "B", "D", "e"]),
        ("import type from 'x';", ["type"]),
        ("import typeA from 'x';", ["typeA"]),
        ("import { type as A } from 'x';", ["A"]),
        ("import a from './x.json' with { type: 'json' };", ["a"]),
        ("import A = B.C;", ["A"]),
        ("import a = require('x');", ["a"]),
        ("import './x';", []),
    ],
)
@pytest.mark.parametrize("path", ["a.ts", "a.tsx"])
def test_types_are_imported_like_values(path, text, names):
    assert [(name, text) for name in names] == list(imports_in(curated_row(text, path).document))
