"""Plans kept on disk, so that a process need not read, check and compile them again.

Judges nothing, and decides nothing: what is stored is what a plan has said.
"""
