"""Curation: the steps of a pipeline, done with the rows of a corpus.

Knows how steps follow each other, and how copies and shares of a whole corpus are settled; reads no
shard, prints nothing. The steps themselves are of plugins.
"""
