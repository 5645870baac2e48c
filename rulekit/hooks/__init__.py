"""All that a plugin implements or brings: hooks, packs, readers of corpora, runners.

Types only; loads no plugin and calls no hook.
"""
