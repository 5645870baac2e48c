"""Plants of a curated corpus: personal data and secrets, all made up, and what looks like them."""

from __future__ import annotations

import base64
import hashlib
import ipaddress
from collections.abc import Callable, Iterator
from itertools import count as count_from

from curated_copies import Planted
from curated_text import Bases, number, pick, row_of

LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"


def chance(length: int, *parts: object) -> str:
    """Signs of no meaning, digits among them."""
    signs = "".join(LETTERS[number(at, *parts) % len(LETTERS)] for at in range(length - 2))
    return f"{signs[: length // 2]}{number('digits', *parts) % 90 + 10}{signs[length // 2 :]}"


def email(at: int) -> str:
    """An address at a domain that nobody has, as far as chance goes."""
    first = pick(("mara", "ewan", "ilse", "joris", "petra"), "mail", at)
    host = f"{pick(('quell', 'tarn', 'vint'), 'host', at)}{number('host', at) % 10**6}"
    last = pick(("ostman", "reeve", "karr"), "name", at)
    return f"{first}.{last}@{host}.{pick(('de', 'net', 'org'), at)}"


def ipv4(at: int) -> str:
    """A public address whose numbers no version has."""
    for again in count_from():
        octets = [40 + number("ip", at, again, place) % 180 for place in range(4)]
        found = ipaddress.ip_address(".".join(map(str, octets)))
        if found.is_global and not found.is_multicast:
            return str(found)
    raise AssertionError


def ipv6(at: int) -> str:
    """An address of a block that is given out."""
    groups = (f"{number('ip6', at, place) % 65_000 + 300:x}" for place in range(6))
    return f"2a0{number(at) % 9 + 1}:{':'.join(groups)}:1"


def base64_lines(at: int) -> str:
    """Lines as keys have them, of hashes."""
    data = b"".join(hashlib.sha512(f"{at}/{part}".encode()).digest() for part in range(9))
    return base64.encodebytes(data).decode()


def private_key(at: int) -> str:
    """A block in the form of a key."""
    kind = pick(("RSA ", "EC ", "OPENSSH ", ""), "key", at)
    mark = f"{kind}PRIVATE KEY-----"  # in pieces, so that this file has none
    return f"-----BEGIN {mark}\n{base64_lines(at)}-----END {mark}"


# By kind: the secret, and the lines around it, one of which is taken.
SECRETS: dict[str, tuple[Callable[[int], str], tuple[str, ...]]] = {
    "email": (email, (
        'CONTACT = "{}"', "# Questions go to {}.", '__author__ = "M. Ostman <{}>"',
        "send_report(to='{}', subject='weekly')",
    )),
    "ipv4": (ipv4, (
        'HOST = "{}"', 'server = connect("{}", port=8080)', 'URL = "http://{}:9000/status"',
        'ALLOWED_HOSTS = ["{}"]', "# The gateway is at {}, ask operations before it is moved.",
    )),
    "ipv6": (ipv6, ('GATEWAY = "{}"', 'ping_address("{}")', "# The resolver listens at {}.")),
    "key": (private_key, ('KEY = """{}"""', 'PEM = """\\\n{}\n"""', "DEPLOY_KEY = '''{}'''")),
    "password": (lambda at: chance(14, "password", at), (
        'password = "{}"', "DB_PASSWORD = '{}'", 'connect(user="reporting", password="{}")',
        'settings = {{"user": "reporting", "password": "{}"}}',
    )),
    "secret": (lambda at: chance(24, "secret", at), (
        'client_secret = "{}"', 'API_KEY = "{}"', 'authorize(access_token="{}")',
    )),
}  # fmt: skip
LOOK_ALIKES: dict[str, tuple[str, ...]] = {
    "version": (
        '__version__ = "4.10.3.0"', "# Works since version 2.34.1.7 of the library.",
        'REQUIRES = ["moment==2.24.0.1", "left >= 1.0.4.0"]', 'USER_AGENT = "Chrome/84.0.4147.105"',
    ),
    "private range": (
        'HOST = "192.168.1.17"', 'BIND = "127.0.0.1"', 'server = connect("10.3.72.41", port=80)',
        'DOCUMENTED = "203.0.113.77"', 'LINK_LOCAL = "fe80::1ff:fe23:4567:890a"',
    ),
    "example.com": (
        'CONTACT = "mara.ostman@example.com"', "# Write to somebody@mail.example.org instead.",
    ),
    "lookup": (
        'password = os.environ["DB_PASSWORD"]', "password = getpass.getpass()",
        'password = settings.get("database", "password")', 'password = ""',
        'client_secret = vault.read("crm/client")', 'password = "<your-password>"',
        "def check(password: str, token: str): ...",
    ),
    "public key": (
        'PEM = """-----BEGIN PUBLIC KEY-----\n{body}-----END PUBLIC KEY-----"""',
        'CHAIN = """-----BEGIN CERTIFICATE-----\n{body}-----END CERTIFICATE-----"""',
    ),
}  # fmt: skip


def secrets(bases: Bases, each: int) -> Iterator[Planted]:
    """Rows with one secret each, at their end, in the middle or at the top."""
    for kind, (made, around) in SECRETS.items():
        for at in range(each):
            text = bases.next()
            secret = made(at)
            line = around[at % len(around)].format(secret)
            row = row_of(text, kind, at, content=_with_line(text.content, line, at // 2))
            plant = {"kind": kind, "id": row.id, "gone": secret.splitlines()}
            kept = line[: line.index(secret)].strip()
            yield [row], [plant | {"stays": [kept] if kept and kind != "key" else []}]


def look_alikes(bases: Bases, each: int) -> Iterator[Planted]:
    """Rows with something that must stay."""
    for kind, lines in LOOK_ALIKES.items():
        for at in range(each):
            text = bases.next()
            line = lines[at % len(lines)].replace("{body}", base64_lines(at))
            row = row_of(text, kind, at, content=_with_line(text.content, line, at // 2))
            yield [row], [{"kind": "look-alike", "id": row.id, "what": kind, "stays": [line]}]


def _with_line(content: str, line: str, where: int) -> str:
    """The text with a line before one that is not indented, or at its end; never in a string.

    It is put before a function or class at the top of the file, where there is any.
    """
    lines = content.splitlines(keepends=True)
    begins = (at for at, line in enumerate(lines) if line.startswith(("def ", "class ")))
    tops = [at for at in begins if at and not lines[at - 1].strip()]
    if where % 3 == 0 or not tops:
        return f"{content.rstrip()}\n\n\n{line}\n"
    at = tops[where % len(tops)]
    return "".join([*lines[:at], f"{line}\n\n\n", *lines[at:]])
