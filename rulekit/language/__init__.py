"""Telling what a text is: its encoding, its programming language, its kind.

Tables and content rules come from packs; no language is named here.
"""
