"""Names of the files and folders of a synthesis."""

SEEDS = "seeds.jsonl"
SAMPLES = "samples.jsonl"  # those that passed
TAKEN = "taken.jsonl"  # texts that no sample may copy
KEPT = "kept.jsonl"
FATES = "fates.jsonl"
EARLIER = "earlier.jsonl"  # the samples of earlier rounds
BEGUN = "begun.json"  # what a folder began with, and goes on with
JOURNAL = "journal"
CURATED = "seeds"  # the curation that seeds come from
SORTED = "categories"  # the journal of embeddings
ATTEMPT = "attempt-"  # before its number
ASPECTS = "aspects"
JUDGED = "judged"
