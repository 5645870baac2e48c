"""Hooks, and the types that a plugin implements for them: packs, readers of corpora, runners.

Types only; loads no plugin and calls no hook. Finders, signals and grammars, which a pack holds,
are in `core` and `syntax`; `rulekit/__init__.py` lists all of them.
"""
