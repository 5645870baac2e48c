"""plugins/notices/licence.py: rows stay whose licence may be kept."""

import pytest
from pydantic import ValidationError
from rulekit_plugins.notices.licence import LicenceSettings, LicenceStep

from rulekit import RulekitError
from rulekit.testing import curated_row

GPL = (
    "# This program is free software: you can redistribute it and/or modify\n"
    "# it under the terms of the GNU General Public License as published by\n"
    "# the Free Software Foundation, either version 3 of the License, or\n"
    "# (at your option) any later version.\n"
)


def outcome(text, path="a.py", settings=None, **facts):
    step = LicenceStep(LicenceSettings.model_validate(settings or {}))
    return step.apply(curated_row(text, path, **facts))


def tagged(expression):
    return f"# SPDX-License-Identifier: {expression}\nimport os\n"


def test_a_tag_in_the_header_is_read_first():
    text = tagged("MIT") + GPL
    assert "MIT, by the SPDX tag in its header" == outcome(text, licences="GPL-3.0-only").fact


def test_a_row_of_which_the_licence_is_not_permissive_is_dropped():
    said = "its licence GPL-3.0-only, by the SPDX tag in its header, is not permissive"
    assert said == outcome(tagged("GPL-3.0-only")).drop
    assert "" == outcome(tagged("MIT")).drop


def test_a_tag_ends_where_its_comment_ends():
    text = "/* SPDX-License-Identifier: MIT */\nint a;\n"
    assert "MIT, by the SPDX tag in its header" == outcome(text, "a.c").fact


def test_all_tags_of_a_header_have_to_be_kept():
    text = tagged("MIT").replace("import os\n", "") + tagged("GPL-2.0-only")
    assert "its licence MIT AND GPL-2.0-only, by" in outcome(text).drop


WORDED = [
    ("GPL-3.0-or-later", GPL),
    ("Apache-2.0", '# Licensed under the Apache License, Version 2.0 (the "License");\n'),
    ("MIT", "# Permission is hereby granted, free of charge, to any person\n"),
    ("MIT", "# Released under the MIT license.\n"),
    ("BSD-3-Clause", "# Use of this source code is governed by a BSD-style\n# license.\n"),
    ("BSD-2-Clause", "# Redistribution and use in source and binary forms, with or\n"),
    ("MPL-2.0", "# This is subject to the terms of the Mozilla Public\n# License, v. 2.0.\n"),
    ("LGPL-2.1-or-later", "# GNU Lesser General Public License, version 2.1 or later\n"),
    ("GPL-2.0-only", "# under the GNU General Public License version 2 only\n"),
    ("GPL-1.0-or-later", "# Licensed under the GPL. Release 3.1.\n"),
    ("AGPL-3.0-only", "# GNU Affero General Public License\n"),
    ("GPL-1.0-or-later OR MIT", "# Dual licensed under the MIT and GPL licenses.\n"),
    ("Zlib", "# 1. This notice may not be removed.\n# 2. The origin must not be misrepresented\n"),
]


@pytest.mark.parametrize(("licence", "header"), WORDED)
def test_a_licence_is_known_by_its_words(licence, header):
    assert f"{licence}, by the words of its header" == outcome(header + "import os\n").fact


def test_a_choice_with_a_permissive_arm_is_permissive():
    assert "" == outcome("# Dual licensed under the MIT and GPL licenses.\n").drop


def test_words_after_the_first_code_are_of_no_header():
    text = "import os\n" + tagged("GPL-3.0-only") + GPL
    assert "its licence is not known" == outcome(text).fact


@pytest.mark.parametrize("column", ["MIT", "mit", ["MIT"], ("MIT", "Apache-2.0"), ["MIT", None]])
def test_the_column_is_read_where_the_header_is_silent(column):
    found = outcome("import os\n", licences=column)
    assert found.fact.endswith("by its column")
    assert "" == found.drop


def test_all_licences_of_a_column_have_to_be_kept():
    assert outcome("import os\n", licences=["MIT", "GPL-3.0-only"]).drop


@pytest.mark.parametrize("column", [None, "", [], ["NOASSERTION"], "other", "no_license"])
def test_no_licence_is_unknown(column):
    assert "its licence is not known" == outcome("import os\n", licences=column).fact
    assert "" == outcome("import os\n", licences=column).drop
    dropped = outcome("import os\n", settings={"unknown": "drop"}, licences=column)
    assert "its licence is not known" == dropped.drop


def test_a_column_that_says_permissive_is_enough_only_for_that():
    assert "" == outcome("import os\n", licences="permissive").drop
    listed = {"keep": ["MIT"], "unknown": "drop"}
    assert "its licence is not known" == outcome("", settings=listed, licences="permissive").drop


def test_a_column_of_numbers_is_an_error():
    with pytest.raises(RulekitError, match="`licences` holds `3`"):
        outcome("import os\n", licences=3)


def test_a_list_keeps_what_it_names():
    settings = {"keep": ["mit", "GPL-3.0-only"]}
    assert "" == outcome(tagged("GPL-3.0-only"), settings=settings).drop
    assert "" == outcome(tagged("MIT"), settings=settings).drop
    said = "its licence Apache-2.0, by the SPDX tag in its header, is not one of those"
    assert outcome(tagged("Apache-2.0"), settings=settings).drop.startswith(said)


def test_sources_are_asked_in_their_order():
    found = outcome(tagged("MIT"), settings={"from": ["column", "header"]}, licences="ISC")
    assert "ISC, by its column" == found.fact
    found = outcome(tagged("MIT"), settings={"from": ["column"]})
    assert "its licence is not known" == found.fact


def test_a_misspelt_licence_is_told():
    with pytest.raises(ValidationError, match=r"no licence `MITT`, did you mean `MIT`"):
        LicenceSettings(keep=["MITT"])


def test_a_broken_tag_says_nothing():
    pytest.importorskip("license_expression")
    found = outcome(tagged("MIT AND ("), licences="ISC")
    assert "ISC, by its column" == found.fact
