"""What stays of a heading: directives, marks of generators, and where documentation begins.

The directives are those that the tools' manuals name: compilers, linters, formatters, editors,
loaders, bundlers. Marks of generators are those of Go's convention, of C#'s and of Linguist.
"""

from __future__ import annotations

import re2

# Tools that are spoken to as `tool:` or `tool-disable`, `tool ignore`, in any comment.
_TOOLS = (
    r"ansible-lint|astyle|babel|bandit|biome|brakeman|brittany|c8|checkov|checkstyle"
    r"|clang-format|clang-tidy|codecov|codeql|codespell|coverity|cppcheck|credo|cspell"
    r"|cython|deno-fmt|deno-lint|detekt|dialyzer|distutils|dprint|elvis|eslint|flake8"
    r"|fourmolu|gofmt|golangci-lint|hadolint|haml-lint|hlint|ignore_for_file|isort|istanbul"
    r"|iwyu|jest|jscs|jshint|jslint|karma|ktlint|lgtm|luacheck|markdownlint|mocha|mypy"
    r"|nolint|nolintnextline|noqa|nosec|nosonar|ormolu|oxlint|perlcritic|php-cs-fixer|phpcs"
    r"|phpstan|prettier|psalm|pvs-studio|pylint|pyre|pyright|pytype|reek|resharper|revive"
    r"|rollup|roslyn|rubocop|ruff|scalafmt|scalastyle|selene|semgrep|shellcheck|simplecov"
    r"|sonar|sourcery|spell-checker|spotless|sqlfluff|staticcheck|stylecop|stylelint"
    r"|stylish-haskell|stylua|swiftformat|swiftlint|synopsys|tfsec|tslint|turbopack"
    r"|uncrustify|v8|verilator|vite|vitest|webpack|yaml-language-server|yamllint|yapf|fmt"
    r"|lint|pragma|coverage|globals?|exported|black"
)
DIRECTIVE = re2.compile(
    "(?i)"
    # The first of a file, or what a loader or a compiler reads.
    r"^\s*(?:#!|#\s*!\s*/|//go:|//\s*go:(?:build|embed|generate|linkname|noinline)|//\s*\+build\b"
    r"|//#\s|//@\s|/\*#\s|(?:#|\*|//)\s?=\s*(?:require|link|depend_on|stub)"
    r"|<!--\s*\[if|<!--\s*#|<!--\s*saved from|/\*!\d|%[%!]|\{-#|\{\$|\(\*\$|%#codegen|///\s*<"
    r"|#\s*///|#\s*%%|#region|#\s*In\s*\[|;;;###autoload|--\[\[\s*@|\\\s*=|#\+\w+:)"
    r"|(?:^|\W)-\*-.*-\*-|\b(?:vi|vim|ex):\s*(?:set?\b|\w+=)|\bkate:\s*\w|\bLocal Variables:"
    r"|\b(?:coding|encoding)[:=]\s*[-\w.]+"
    r"|\bswift-tools-version\b|^\W*(?:frozen_string_literal|warn_indent|shareable_constant_value"
    r"|typed|syntax|escape|check|name|requires?|version-check)\s*[:=]\s*(?:true|false|ignore"
    r"|strict|strong|docker|literal|none|[`\\])"
    r"|\btype:\s*ignore\b|@ts-(?:check|nocheck|ignore|expect-error)|@jsx\w*\b|@flow\b|@noflow\b"
    r"|@(?:jest|vitest)-environment|@providesModule|@preserve-header|@format\b|@prettier\b"
    r"|@formatter:|@codingStandards|@phpcs|@cc_on|@emails\b|@oncall\b|@strict\b|@ember\b"
    r"|\bwebpack(?:ChunkName|Mode|Prefetch|Preload|Ignore|Include|Exclude|Exports)\b"
    r"|@(?:vite-ignore|__PURE__)|#__PURE__"
    rf"|^\W*(?:{_TOOLS})(?:[-\s](?:disable|enable|env|ignore|off|on|expect|file|next|skip|config"
    r"|globals?|strict|no)\b|\s*:|=|$)"
    r"|^\W*(?:eslint|jshint|jslint|globals?|exported|browser|stylelint)\s+[\w-]+\s*:"
    r"|^\W*(?:nolint|noinspection|NOSONAR|NOLINT|noqa|nosec|prettier-ignore|fmt:|use strict)\b"
    r"|^\W*==/?\w*UserScript==|^\W*@(?:grant|match|include|namespace|run-at|require|resource)\b"
)
# A heading in which programs read fields by name: none of its fields may go.
FIELDS_READ = re2.compile(
    r"(?i)(?:^|\n)\W*(?:Theme Name\s*:|Plugin Name\s*:|Package-Requires\s*:|==\w*UserScript==)"
)
GENERATED = re2.compile(
    r"(?i)@generated\b|\bcode generated\b|<auto-?generated\b"
    r"|\b(?:automatically|auto|machine)[- ]?generated\b"
    r"|\bdo not (?:edit|modify)\b(?: (?:this|the) (?:file|code)| it| by hand| manually|\W*$)"
    r"|^\W*(?:this (?:file|code) (?:is|was)|file)? ?generated (?:by|from|with|using)\b"
)
# Lines that begin something of their own: a field, a tag of documentation, who wrote it.
FIELD = re2.compile(
    r"^(?:[@\\]\w+\b|(?:[A-Z][\w./-]*|\$\w+)(?:[ -][\w()./]+){0,2}\s*:(?:\s|$|\d)"
    r"|(?i:(?:originally |first |initially )?(?:written|created|developed|modified|contributed"
    r"|ported|maintained|designed|rewritten|adapted|implemented|updated|authored|coded)"
    r"(?: and \w+)? (?:by|on|in|from)\b)"
    r"|(?i:(?:authors?|contributors?|maintainers?|e-?mail|date|version|revision|website|homepage"
    r"|url|file(?:name)?|module|package|project|description|purpose|usage|history|changes?"
    r"|todo|note)\b\s*[-:=])"
    r"|\$(?:Id|Revision|Date|Author|Header|Log|URL|Source|File)\b)"
)
# The name of the file, alone or with what it is.
TITLE = re2.compile(r"(?i)^[\w./+-]+\.[a-z]\w{0,4}(?:\s*(?:[-:,–—]|--+|$).*)?$")
