"""Detection of a text's encoding, its programming language and its kind.

Tables and content rules come from packs; no language is named here.
"""
