"""Solutions with their tests, and what must come of them."""

import json

ADD = 'def add(a, b):\n    """Sum of two."""\n    return a + b\n'
GOOD = "assert add(1, 2) == 3\n"
ROWS = [
    {"solution": ADD, "tests": GOOD},
    {"solution": ADD, "tests": "assert add(1, 2) == 4\n"},
    {"solution": ADD, "tests": "assert True\n"},
    {"solution": ADD, "tests": "add(1, 2)\n"},
    {"solution": ADD, "tests": None},
    {"solution": ADD, "tests": GOOD},
]
OUTCOMES = ["passed", "failed", "vacuous", "no assertion", "unread", "passed"]


def lines(rows):
    return "".join(json.dumps(row) + "\n" for row in rows)


# Tests that say nothing of the solution, whatever it does.
VACUOUS = [
    "assert True",
    "assert 1 == 1",
    "assert add",
    "assert callable(add)",
    "assert add is not None",
    "add(1, 2)\nassert add.__name__ == 'add'",
    "assert add.__doc__ == 'Sum of two.'",
    "assert add(1, 2) == add(1, 2)",
    "assert add(1, 2) is not 5",
    "assert add(1, 2) != 'three'",
    "assert isinstance(add(1, 2), object)",
    "assert str(add(1, 2))",
    "assert add(1, 2) == 3 or True",
    "x = add(1, 2)\nassert x == x",
    "try:\n    assert add(1, 2) == 3\nexcept AssertionError:\n    pass",
    "try:\n    assert add(1, 2) + 1 == 4\nexcept Exception:\n    pass",
    "def test_add():\n    assert True",
    "def test_add():\n    result = add(1, 2)\n    assert result in (3, None)",
    "def helper():\n    assert add(1, 2) == 3\nassert True",
    "class TestAdd:\n    def test_it(self):\n        assert add(1, 2) or True",
    (
        "import unittest\nclass T(unittest.TestCase):\n    def test_it(self):\n"
        "        self.assertTrue(True)"
    ),
    (
        "import unittest\nclass T(unittest.TestCase):\n    def test_it(self):\n"
        "        self.assertEqual(add(1, 2), add(1, 2))"
    ),
    "import solution\nassert hasattr(solution, 'add')",
    "import inspect\nassert len(inspect.signature(add).parameters) == 2",
    "for _ in range(3):\n    assert [add(1, 2)]",
    "expected = add(1, 2)\nassert add(1, 2) == expected",
    "from unittest.mock import Mock\nadd = Mock(return_value=3)\nassert add(1, 2) == 3",
    "def add(a, b):\n    return a + b\nassert add(1, 2) == 3",
    "assert not add(1, 2) == 4",
    "assert add(1, 2) != add(5, 5) or add(1, 2) is None",
]
# The same, where the solution has to be loaded by its own functions.
LOADED = "def table():\n    return {1: 2}\n\n\nTABLE = table()\nTWO = TABLE[1]\n" + ADD
# Solutions with chance in them, which pass about every second time.
FLAKY = [
    "import random\ndef add(a, b):\n    return a + b if random.random() < 0.5 else 0\n",
    "import random\ndef add(a, b):\n    return random.choice([a + b, 0])\n",
    "from random import randint\ndef add(a, b):\n    return a + b + randint(0, 1)\n",
    "import secrets\ndef add(a, b):\n    return a + b + secrets.randbelow(2)\n",
    "import os\ndef add(a, b):\n    return a + b + os.urandom(1)[0] % 2\n",
    "import uuid\ndef add(a, b):\n    return a + b + uuid.uuid4().int % 2\n",
    "import time\ndef add(a, b):\n    return a + b + time.perf_counter_ns() // 1000 % 2\n",
    "import time\ndef add(a, b):\n    return a + b + int(time.time() * 100000) % 2\n",
    "from datetime import datetime as d\ndef add(a, b):\n    return 3 + d.now().microsecond % 2\n",
    "def add(a, b):\n    return a + b + hash('one') % 2\n",
    "def add(a, b):\n    return a + b + hash('two words') % 2\n",
    "def add(a, b):\n    return a + b if [*{'a', 'b'}] == ['a', 'b'] else 0\n",
    "def add(a, b):\n    return a + b if next(iter(set('xyz'))) != 'x' else 0\n",
    "def add(a, b):\n    return a + b if next(iter(frozenset(['no', 'yes']))) == 'yes' else 0\n",
    "def add(a, b):\n    return a + b + (id([]) >> 22) % 2\n",
    "def add(a, b):\n    return a + b + (id(object()) >> 24) % 2\n",
    "import random\ndef add(a, b):\n    x = [0, a + b]\n    random.shuffle(x)\n    return x[0]\n",
    "import random\nCOIN = random.getrandbits(1)\ndef add(a, b):\n    return a + b + COIN\n",
    "import tempfile\ndef add(a, b):\n    return a + b + ord(tempfile.mktemp()[-1]) % 2\n",
    "import random\ndef add(a, b):\n    return random.sample([a + b, -1], 1)[0]\n",
]
