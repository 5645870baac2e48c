"""Wrong setups of stores: what somebody types, and what a store makes of it.

docs/store-errors.md has a row for each, which tests/cli/test_store_errors.py compares with what
rulekit says.
"""

import datetime
import ipaddress
import json
from collections.abc import Callable
from contextlib import contextmanager
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from faking import Answer, Quiet, served
from faking_hub import faked_hub
from stores import free_port

ROWS = b"".join(b'{"content": "x = %d", "path": "%d.py"}\n' % (i, i) for i in range(5))
TEXT = json.dumps({"content": "x = 1\n" * 200_000, "path": "a.py"}).encode() + b"\n"
LONG = TEXT * 5  # more than is asked for at once

KEY = {"AWS_ACCESS_KEY_ID": None, "AWS_SECRET_ACCESS_KEY": None}
DENIED = Answer(403, "AccessDenied", "Access Denied")


class Setup(NamedTuple):
    """What is wrong; the command; which requests are refused how; and the environment.

    `place` opens a server of its own, whose address stands for AT in the command and in `said`.
    """

    wrong: str
    command: str
    refuse: Callable = lambda _: None
    said: dict = {}
    place: Callable | None = None


def always(status, code, message="", **more):
    """Refuse every request."""
    return lambda _: Answer(status, code, message, **more)


def where(fits, answer=DENIED):
    """Refuse the requests that fit."""
    return lambda asked: answer if fits(asked) else None


class _Web(Quiet):
    def do_GET(self):  # noqa: N802  as it is called
        """Answer by the name of the file that is asked for."""
        name = self.path.partition("?")[0].rpartition("/")[2]
        if name == "whole.jsonl":
            self.answer(200, LONG)
        elif name == "endless.jsonl":
            self.close_connection = True
            self.send_response(200)
            self.send_header("Connection", "close")
            self.end_headers()
            self.wfile.write(ROWS if self.command == "GET" else b"")
        else:
            self.answer({"over.jsonl": 403, "mine.jsonl": 401}.get(name, 404))

    do_HEAD = do_GET  # noqa: N815  as it is called


class _Proxy(Quiet):
    def do_CONNECT(self):  # noqa: N802  as it is called
        """Let nothing through."""
        self.answer(403)


@contextmanager
def web():
    """A server without ranges, and with files that are refused."""
    with served(_Web) as at:
        yield at


@contextmanager
def proxy():
    """A proxy that lets nothing through."""
    with served(_Proxy) as at:
        yield at


@contextmanager
def nobody():
    """The address of a server that is not there."""
    yield f"http://127.0.0.1:{free_port()}"


@contextmanager
def untrusted():
    """A server whose certificate nobody vouches for."""
    with served(_Web, certificate=_certificate()) as at:
        yield at.replace("http", "https")


@contextmanager
def plain():
    """A server without TLS, asked for it."""
    with served(_Web) as at:
        yield at.replace("http", "https")


@contextmanager
def hub():
    """A Hub with data sets that not everybody may see."""
    with faked_hub() as found:
        found.add("owner/private", {"a.jsonl": ROWS}, private=True)
        found.add("owner/gated", {"a.jsonl": ROWS}, gated=True)
        found.add("owner/name", {"a.jsonl": ROWS})
        yield found.endpoint


def _certificate():
    """A key and its certificate, which it has signed itself, as PEM."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "host")])
    host = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), 1)
        .not_valid_before(datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC))
        .not_valid_after(datetime.datetime(2090, 1, 1, tzinfo=datetime.UTC))
        .add_extension(host, critical=False)
        .sign(key, hashes.SHA256())
    )
    plain = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    pem = serialization.Encoding.PEM
    return key.private_bytes(pem, *plain) + made.public_bytes(pem)


CHECK, DRY = "check s3://bucket/data/a.jsonl", "filter s3://bucket/data --dry-run"
FILTER = "filter s3://bucket/data --out s3://bucket/out -q"
AT_S3, AT_HUB = {"AWS_ENDPOINT_URL": "AT"}, {"HF_ENDPOINT": "AT", "HF_TOKEN": None}

COMMAND = (
    Setup("A store that nobody knows: `s4://`", "filter s4://bucket/data --dry-run"),
    Setup("One slash: `s3:/bucket/data`, as pathlib writes it", "filter s3:/bucket/data --dry-run"),
    Setup("No bucket: `s3://`", "filter s3:// --dry-run"),
    Setup("A password in the address", "filter s3://AKIAKEY:sec/ret@bucket/data --dry-run"),
    Setup("A store that must be told more: `ftp://`", "filter ftp://host/data --dry-run"),
    Setup("`--out` on the web", "filter s3://bucket/data --out https://host/out"),
    Setup("`--out` on the Hub", "filter s3://bucket/data --out hf://datasets/owner/name"),
    Setup("Sources here and in a store", "filter s3://bucket/data here.jsonl --out out"),
    Setup("Rules in a store", f"{CHECK} --rules s3://bucket/rules"),
    Setup("A report into a store", f"{CHECK} -o jsonl:s3://bucket/verdicts.jsonl"),
)
CONTENT = (
    Setup("No such bucket", "filter s3://buckit/data --out s3://bucket/out"),
    Setup("A glob in the place of a bucket", "filter s3://b*/data --dry-run"),
    Setup("No such file or folder", "filter s3://bucket/daten/a.jsonl --out s3://bucket/out"),
    Setup("A glob that nothing is like", "filter s3://bucket/data/*.parquet --dry-run"),
    Setup("An empty folder", "filter s3://bucket/empty --dry-run"),
    Setup("A folder of source files", "filter s3://bucket/src --dry-run"),
    Setup("No audit", "report s3://bucket/data -o jsonl --isolated"),
    Setup(
        "A file in an archive",
        CHECK,
        where(lambda one: one.method == "GET" and one.key, Answer(403, "InvalidObjectState")),
    ),
)
WHO = (
    Setup("No credentials", DRY, said=KEY),
    Setup("No such profile", DRY, said=KEY | {"AWS_PROFILE": "nope"}),
    Setup("Wrong key", CHECK, always(403, "InvalidAccessKeyId", "It does not exist.")),
    Setup("Wrong secret", CHECK, always(403, "SignatureDoesNotMatch", "It does not match.")),
    Setup("Expired token", DRY, always(400, "ExpiredToken", "It has expired.")),
    Setup("May list, not read", CHECK, where(lambda one: one.key and not one.is_listing)),
    Setup("May read, not list", DRY, where(lambda one: one.is_listing)),
    Setup("May not write to `--out`", FILTER, where(lambda one: one.method == "PUT")),
    Setup("May not delete in `--out`", FILTER, where(lambda one: one.method == "DELETE")),
    Setup("Clock skew", CHECK, always(403, "RequestTimeTooSkewed", "It is too large.")),
    Setup(
        "Wrong region",
        CHECK,
        always(
            400, "AuthorizationHeaderMalformed", "The region 'us-east-1' is wrong; expecting 'eu'"
        ),
    ),
)
STORE = (
    Setup(
        "A store that cannot write a file only where none is",
        FILTER,
        where(lambda one: one.method == "PUT", Answer(501, "NotImplemented", "Not implemented")),
    ),
    Setup("Too many requests", DRY, always(503, "SlowDown", "Please reduce your request rate.")),
    Setup("A fault of the store", DRY, always(500, "InternalError", "We have an internal error.")),
)
NETWORK = (
    Setup("Nobody listens at AWS_ENDPOINT_URL", CHECK, said=AT_S3, place=nobody),
    Setup("No https:// in AWS_ENDPOINT_URL", CHECK, said={"AWS_ENDPOINT_URL": "127.0.0.1:9000"}),
    Setup("No host of that name", CHECK, said={"AWS_ENDPOINT_URL": "https://nowhere.invalid"}),
    Setup(
        "A proxy that refuses",
        CHECK,
        said={"AWS_ENDPOINT_URL": "https://s3.example", "HTTPS_PROXY": "AT", "NO_PROXY": None},
        place=proxy,
    ),
    Setup("A certificate that is not trusted", CHECK, said=AT_S3, place=untrusted),
    Setup("`https` at a server without TLS", CHECK, said=AT_S3, place=plain),
)
WEB = (
    Setup("No such file", "check AT/none.jsonl", place=web),
    Setup("A glob", "check AT/*.jsonl", place=web),
    Setup("A server without ranges", "check AT/whole.jsonl", place=web),
    Setup("A server that tells no length", "check AT/endless.jsonl", place=web),
    Setup("A signature that is over", "check AT/over.jsonl?X-Amz-Signature=sec/ret", place=web),
    Setup("A login is asked for", "check AT/mine.jsonl", place=web),
)
HUB = (
    Setup("Private, or not there", "check hf://datasets/owner/private", said=AT_HUB, place=hub),
    Setup("Not a data set", "check hf://owner/name", said=AT_HUB, place=hub),
    Setup("Gated", "check hf://datasets/owner/gated", said=AT_HUB, place=hub),
    Setup("No such revision", "check hf://datasets/owner/name@v2", said=AT_HUB, place=hub),
    Setup(
        "A token that the Hub does not know",
        "check hf://datasets/owner/name",
        said=AT_HUB | {"HF_TOKEN": "hf_wrong"},
        place=hub,
    ),
    Setup("No name", "check hf://datasets/owner", said=AT_HUB, place=hub),
)
SETUPS = (*COMMAND, *CONTENT, *WHO, *STORE, *NETWORK, *WEB, *HUB)
