"""rulekit/curate/job.py: a curation as plain data."""

import json

from hypothesis import given
from hypothesis import strategies as st

from rulekit.curate.job import CurationJob
from rulekit.curate.pipeline_source import PipelineSource

WORDS = st.text(max_size=5)
TUPLES = st.lists(WORDS, max_size=3).map(tuple)
SOURCES = st.builds(PipelineSource, WORDS, WORDS, WORDS, TUPLES, WORDS, WORDS)
JOBS = st.builds(CurationJob, SOURCES, st.dictionaries(WORDS, WORDS, max_size=3), TUPLES, WORDS)


@given(JOBS)
def test_a_job_comes_back_from_json_as_it_was(job):
    assert job == CurationJob.from_fields(json.loads(json.dumps(job.to_fields())))


def test_the_key_of_hashes_is_not_shown():
    job = CurationJob(PipelineSource("curate: a", "a.yaml", "."), key="hidden-key")
    assert "hidden-key" not in repr(job)
    assert "hidden-key" == job.to_fields()["key"]
