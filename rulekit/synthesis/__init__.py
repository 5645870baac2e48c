"""The room of synthesis: from seeds of a corpus to samples that were run, judged and exported.

It orders what other rooms do: `ask` makes, `execution` runs, `curate` judges.
"""
