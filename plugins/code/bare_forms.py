"""The forms of lines that bear nothing, by language, as patterns for a whole line."""

from __future__ import annotations

from rulekit import LatePattern

_MARKS = r"[{}()\[\];,<>|]*"
_NAME = r"[\w.$\"']+(?: as \w+)?,?"  # one of a list
_ANNOTATION = r"@[\w.:]+(?:\(.*\)?)?"
_PLAIN = r"[^(){}+*%&|?]*"  # no call, no block, no sum


def _forms(*forms: str) -> LatePattern:
    return LatePattern("|".join((_MARKS, *forms)).encode())


_WORDS_OF_CS = (
    r"(?:(?:public|private|protected|internal|static|final|sealed|abstract|partial|readonly|const"
    r"|override|virtual|async|volatile|transient|new) )*"
)
_TYPE_OF_CS = r"[\w.<>\[\], ?]+"
_C_LIKE = (
    r"(?:using|import|package|namespace) .*",
    r"\[.*\]",
    _ANNOTATION,
    _WORDS_OF_CS + r"(?:class|interface|enum|struct|record|@interface)\b [^;]*",
    _WORDS_OF_CS + r"(?:void|int|Task) [Mm]ain ?\(.*",
    _WORDS_OF_CS + _TYPE_OF_CS + r" \w+ ?(?:= ?" + _PLAIN + r")?;",
    _WORDS_OF_CS + _TYPE_OF_CS + r" \w+\s*\{ ?(?:get|private set|set|init)\b.*",
    r"(?:\w+ )*(?:static final|final static|const) [^(){}]*;",
    r"(?:this\.)?\w+ ?= ?\w+;",
    r"(?:return|get =>|set =>|=>|get ?\{ ?return) (?:this\.)?_?\w+;(?: ?\})?",
    r"(?:get|set)(?: ?\{.*\}|;)*",
    r"(?:super|base|: base|: this)\([\w, ]*\);?",
    r"public [\w<>\[\]]+ (?:(?:get|is|Get)\w+ ?\( ?\)|(?:set|Set)\w+ ?\([\w<>\[\] ]+\)).*",
    r"(?:[\w<>\[\]]+ )?[\w.]+ ?= ?new [\w<>, ]+\(\);",
    r"public \w+\([^()]*\)?.*",
    _NAME,
)
_TYPED = r"(?:public |private |protected |readonly |static |declare |export )*"
_TS = (
    r"import\b.*|\} from .*|export \*.*|export \{.*|export default [\w{ ,.}]+;?",
    r"(?:export |default |declare |abstract )*(?:interface|class|enum|namespace|type)\b [^()]*",
    r"(?:export )?(?:const )?type \w+ ?=.*|\| .*",
    _ANNOTATION + r"|\}\)",
    _TYPED + r"['\"]?[\w$]+['\"]?[?!]?: ?[^()=]*",
    _TYPED + r"['\"]?[\w$]+['\"]?[?!]?: ?\([^()]*\) => [\w<>\[\]. |]+[;,]?",
    r"abstract .*",
    r"(?:export )?(?:const|let|var) \w+(?:: ?[^=]+)? ?= ?(?:['\"`\d{\[-]|true|false)[^()=>]*",
    r"['\"]?\w+['\"]? ?= ?['\"`\d-][^()]*",
    r"constructor ?\([^()]*\)? ?\{? ?\}?|this\.\w+ ?= ?\w+(?:\??\.\w+)?;?",
    r"module\.exports ?= ?[\w{,} ]+;?|['\"]use \w+['\"];?",
    _NAME,
    r"extends: .*",
)
_KOTLIN = (
    r"(?:package|import) .*",
    _ANNOTATION,
    r"(?:\w+ )*(?:class|interface|object)\b[^=]*",
    (
        r"(?:@[\w.:]+(?:\([^()]*\))? )*"
        r"(?:override |private |lateinit |const |internal |protected )*"
        r"(?:val|var) \w+ ?(?:: ?[\w<>?., ]+)?"
        r"(?: ?= ?(?:[^(){}]*|\w+(?:\.\w+)?\(\)|Color\(\w+\)))?,?\)?"
    ),
    r"\) ?: ?[\w(), ]+\{?",
    _NAME,
)
_DART = (
    r"(?:import|export|part|library)\b.*",
    _ANNOTATION,
    r"(?:abstract )?(?:class|enum|mixin|extension)\b.*",
    r"(?:(?:static|final|const|late) )+.*;",
    r"(?:const )?(?:factory )?\w+(?:\._)?\(\{?(?:\}?\)[^{]*)?;?",
    r"(?:const )?\w+\(\{?(?:(?:required )?(?:this|super)\.\w+(?: ?= ?\w+)?,? ?)+\}?\);",
    r"(?:required )?(?:this|super)\.\w+(?: ?= ?\w+)?,?",
    r"(?:@\w+(?:\([^()]*\))? )*(?:required |final )*[\w<>?, ]+ \w+[,;]",
    r"\}\) ?= ?\w+;",
    _NAME,
)
_RUST = (
    r"(?:pub(?:\([\w: ]+\))? )?(?:mod|use|extern crate|struct|enum|union|type)\b.*",
    r"#!?\[.*",
    r"(?:pub(?:\([\w: ]+\))? )?\w+: [^=]*,?",
    r"\w+(?: ?\([^()]*\)| ?\{)?,?",
    r"[\w:]+(?:::\{)?(?:[\w:*]|, ?)*\}?,?",
    r"(?:pub(?:\([\w: ]+\))? )?(?:const|static) \w+: .* = [^({]*;",
    r"include!\(.*",
)
_HASKELL = (r"(?:module|import)\b.*", r"[(,] ?(?:module )?[\w.()]+", r"\) where|where")
_RUBY = (
    (
        r"(?:require|require_relative|module|class|include|extend|end|private|attr_\w+"
        r"|def initialize|def change|def up|def down|def self\.(?:up|down))\b.*"
    ),
    r"t\.\w+ .*|t\.timestamps.*|@\w+ = \w+",
    _NAME,
)
_SWIFT = (
    r"import .*",
    _ANNOTATION,
    r"(?:@\w+ )*(?:\w+ )*(?:class|struct|enum|extension)\b .*",
    (
        r"(?:@\w+(?:\([^()]*\))? ?)*(?:\w+ )*(?:let|var) \w+ ?"
        r"(?:: ?[\w\[\]?!:<>., ]+)?(?: ?= ?[^(){]+)?"
    ),
    r"(?:case|indirect case) [^:]*",
    r"(?:\w+ )?init\(.*|self\.\w+ ?= ?\w+",
)
_SHADER = (
    r"#.*|precision .*",
    (
        r"(?:layout ?\(.*\) ?)?(?:(?:flat|smooth|noperspective|centroid|highp|mediump|lowp) )*"
        r"(?:in|out|uniform|varying|attribute|buffer)\b.*"
    ),
    r"void main ?\(.*\) ?\{?",
)
_ELIXIR = (
    (
        r"(?:defmodule|use|import|alias|require|end|schema|field|timestamps|belongs_to|has_many"
        r"|has_one|embeds_\w+)\b.*"
    ),
    r"@\w*doc\b.*|\"\"\"|@primary_key.*|@derive.*|@required.*|@optional.*",
    r"def \w+(?:\(.*\))? do",
    r"\|> (?:cast|validate_required)\(.*|[a-z_]+",
)
_OUTPUTS = (r"output \"[^\"]*\" ?\{", r"(?:value|description|sensitive) ?=.*", r"\"?\$\{.*")
_LUA = (
    r"local \w+ ?= ?require.*|return \w+|end|return ?\{|local \w+ ?= ?\{\}?",
    r"(?:local )?function [\w.:]+\([\w, .]*\)|\w+ ?= ?class\(.*\)|[\w.]+\.__index ?= ?\w+",
    r"(?:self|[\w.]+)\.?\w+ ?= ?[\w\"'.]+,?",
)
_PHP = (
    r"<\?(?:php)?|\?>|(?:namespace|use|declare|require|require_once|include)\b.*",
    r"(?:abstract |final |readonly )*(?:class|interface|trait|enum)\b [^(]*",
    (
        r"(?:(?:public|protected|private|static|const|readonly|var|\??\w+) )+"
        r"\$?\w+(?: ?= ?[^(]*)?[;\[]?"
    ),
    r"(?:public )?function (?:__construct|(?:get|set|is)\w*)\(.*",
    r"return \$this->\w+;|return ?\[|return \$this;|\$this->\w+ ?= ?\$\w+;",
    r"(?:'[^']*'|\"[^\"]*\"|\w+)(?: ?=> ?(?:'.*'|\"[^\"$]*\"|\[|[\d.]+|true|false|null))?,?",
)
BARE = {
    **dict.fromkeys(("csharp", "java"), _forms(*_C_LIKE)),
    **dict.fromkeys(("typescript", "tsx", "javascript"), _forms(*_TS)),
    "kotlin": _forms(*_KOTLIN),
    "dart": _forms(*_DART),
    "rust": _forms(*_RUST),
    "haskell": _forms(*_HASKELL),
    "ruby": _forms(*_RUBY),
    "swift": _forms(*_SWIFT),
    "glsl": _forms(*_SHADER),
    "hlsl": _forms(*_SHADER),
    "elixir": _forms(*_ELIXIR),
    "hcl": _forms(*_OUTPUTS),
    "lua": _forms(*_LUA),
    "php": _forms(*_PHP),
}

# In pages, what bears is rarer and told more easily.
_DOING = r"\b(?:if|for|while|switch|function|async|await|computed|watch|reduce|filter|map)\b"
BEARING = {
    **dict.fromkeys(
        ("vue", "svelte"),
        LatePattern(
            (
                _DOING + r"|\bv-(?:for|if|else|model|on|show)|@[\w.:-]+=|\bon:?\w+=|\{[#:]\w+"
                r"|=> ?[^i ]|\$(?:emit|derived|effect)\b|\bon[A-Z]\w+\b|\w\?\.|\? "
                r"|:[\w-]+=\"[^\"]*\w\("
            ).encode()
        ),
    ),
    "html-erb": LatePattern(rb"\b(?:if|unless|each|for|while|do|case|form_\w+|[fk]?\.\w+_field)\b"),
}
