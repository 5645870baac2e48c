"""The shared capture names: what a language's `queries.scm` may say, and what each name means.

A rule written over these names works for every language that maps its grammar onto them. A pack's
own captures carry its name as a prefix (`@go.defer`); names that begin with `_` are private to one
pattern and never leave it.
"""

from __future__ import annotations

NOT = "_not."  # begins the name of a capture that takes away from another: `@_not.statement`
VOCABULARY: dict[str, str] = {
    "comment": "a comment of any form, its marks included; not a docstring",
    "docstring": "a string that stands alone, in the place or in the role of a comment",
    "string": "a string literal with its quotes; not a docstring",
    "number": "a number literal",
    "function": "the definition of a function or method with its body; not a declaration",
    "prototype": "a declaration of a function without a body: prototype, abstract method",
    "simple_function": "a function whose whole body is one return (a docstring apart)",
    "function_name": "the name of a function, where it is defined",
    "accessor": "a function whose whole body gets or sets one field",
    "main": "the definition of the function at which a program starts",
    "class": "the definition of a class, struct, interface, enum or record",
    "class_name": "the name of a class, struct, interface, enum or record, where it is defined",
    "import": "a statement that brings in names or files from elsewhere",
    "directive": "an instruction to the preprocessor or compiler; not an import",
    "macro": "the definition of a macro with parameters; a directive too",
    "variable": "a name where it is bound: an assignment target, a loop variable, a parameter",
    "simple_variable": "a field of a class that only names or initialises something",
    "simple_return": "a return statement, alone on its own",
    "parameter": "a parameter of a function",
    "statement": "a simple statement that does something: expression, binding with a value, jump",
    "operation": "an expression that computes: arithmetic, comparison, logic",
    "table": "a literal that lists values: array, map, initialiser",
    "branch": "a choice: if, else-if, case, conditional expression",
    "loop": "a repetition: for, while, do",
    "call": "a call of a function, method or constructor; not `super(…)` and its like",
    "print": "a statement or call that writes to the console",
    "assert": "an assertion: the statement, or the call of a test framework",
    "goto": "a jump to a label",
    "identifier": "a name, anywhere",
}

# What the parser itself reports; every grammar has them without a query.
PARSER_CAPTURES: dict[str, str] = {
    "error": "text that the grammar could not place, apart from comments and whole parts inside it",
    "missing": "a token that the grammar needed and the text lacks (no bytes)",
}
