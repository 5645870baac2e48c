"""Verdicts to report, and what a format writes of them."""

import io
from dataclasses import replace

from hypothesis import strategies as st

from rulekit.core.position import Positions
from rulekit.core.span import Span
from rulekit.core.tally import Tally
from rulekit.core.verdict import Finding, Verdict
from rulekit.files.repository import printable
from rulekit.report.formats import FORMATS
from rulekit.report.style import Style

PLACE = Positions(b"class A:\n    pass\n").evidence(Span(13, 17))
LOUD = Finding(
    "mine/loud", "fail", value=0.5, limit=0.05, bound="max", margin=0.45, limit_from="rule",
    unit="share of code lines", message="[b]50%[/b]", evidence=(PLACE,), evidence_count=1,
)  # fmt: skip
FLAG = Finding(
    "mine/odd", "fail", value=3.0, limit=1.0, bound="max", margin=2.0, limit_from="--set",
    action="flag", message="3 odd things",
)  # fmt: skip
PASSED = Finding(
    "mine/short", "pass", value=10.0, limit=5.0, bound="min", margin=-5.0, limit_from="rule"
)

DROP = Verdict(
    "src/a.py", "drop", "mine/loud: [b]50%[/b]", ("mine/loud",), sha256="ab" * 32, size=18,
    language="python", kind="programming", detected_by=".py", score=0.5, findings=(LOUD, PASSED),
)  # fmt: skip
KEEP = replace(
    DROP, path="b.py", decision="keep", reason="1 rule passed", decided_by=(), findings=(PASSED,)
)
FLAGGED = replace(KEEP, path="c.py", findings=(FLAG, PASSED))
ERROR = Verdict("d.py", "error", "cannot be read: no", ("unreadable",))
BINARY = Verdict("e.bin", "drop", "binary: a NUL", ("binary",), size=9, candidate=False)
RUN = (DROP, KEEP, FLAGGED, ERROR, BINARY)
HOSTILE = replace(
    DROP,
    path="a\x1b[31m.py",
    reason="\x1b]0;title\x07",
    findings=(replace(LOUD, message="\x1b[2J", evidence=(PLACE._replace(source="\x1b[31mx"),)),),
)


def report(form, verdicts=RUN, **style):
    """What a format writes of a run."""
    stream, tally = io.StringIO(), Tally()
    shown = FORMATS[form](stream, Style(**style))
    for verdict in verdicts:
        tally.add(verdict)
        shown.add(verdict)
    shown.finish(tally)
    return stream.getvalue()


def dropped(path="src/a.py", rule="mine/loud", message="50%", **more):
    """A verdict that one rule decides, at a place of two lines."""
    finding = replace(LOUD, rule=rule, message=message, **more)
    return replace(DROP, path=path, decided_by=(rule,), findings=(finding,))


def with_findings(*findings):
    return replace(DROP, decided_by=tuple(one.rule for one in findings), findings=findings)


# Texts as they come from files: any character, and the words that formats know.
LIVELY = [
    *("::error::", "##[error]", "%0A", "\n", "\r\n", "`", "|", "](", "@octocat", "#1", "<b>"),
    *("]]>", "&amp;", "=1+1", "'", '"', ",", "\x1b[2J", "\ufffe", "\u202e", "{0}", "</details>"),
]
TEXTS = st.lists(st.sampled_from(LIVELY) | st.text(max_size=8), max_size=8).map("".join)
# Paths below the current folder, as `discover` names them.
NAMES = TEXTS.map(lambda text: printable(f"src/x{text.replace(chr(0), '').replace('/', '')}"))


@st.composite
def verdicts(draw):
    """A verdict on a file with a hostile name, that fails by rules with hostile messages."""
    rules = draw(st.lists(st.sampled_from(["mine/loud", "mine/odd", "python/x"]), unique=True))
    findings = [
        replace(
            LOUD,
            rule=rule,
            message=draw(TEXTS),
            action=draw(st.sampled_from(["drop", "flag", "spare"])),
            evidence=draw(st.sampled_from([(), (PLACE,), (PLACE._replace(source=draw(TEXTS)),)])),
        )
        for rule in rules
    ]
    decided = tuple(one.rule for one in findings if one.drops)
    decision = "drop" if decided else draw(st.sampled_from(["keep", "error"]))
    return replace(
        DROP,
        path=draw(NAMES),
        decision=decision,
        reason=draw(TEXTS),
        decided_by=decided or (("unreadable",) if decision == "error" else ()),
        findings=tuple(findings),
    )


RUNS = st.lists(verdicts(), max_size=4)
