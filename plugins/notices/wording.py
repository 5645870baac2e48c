"""Lines of notices: copyright lines, fields and headings, and words that only lawyers use."""

from __future__ import annotations

from .pattern import compiled

_MARK = r"(?:\(c\)|©|&copy;|\\xa9|�|\{c\}|@c\b)"
_YEAR = r"(?:19|20)\d\d"
# A line that claims a right: the word with a mark, a year or a holder, near the line's beginning.
COPYRIGHT = compiled(
    rf"^(?:[^.!?]*?[\s,;|\"'(>*/-])?(?:copyright|copyleft|copr\.)s?\b"
    rf"[\s,:;-]*(?:\w+[\s,:]+)?{_MARK}"
    rf"|^[^.!?]*?\bcopyrights?\b[^.!?]*?\b{_YEAR}"
    rf"|^[^!?]*?(?:^|[\s,;|>\"'/-]){_MARK}[\s,:;-]*(?:copyright|copr\b|[^!?]*?\b{_YEAR})"
    rf"|{_MARK}\s*copyright\b"
    r"|^[\\@]?copyright\b\s*(?:by\b|[:=]|the\b|notice:|holders?:|is\b|(?-i:[A-Z][\w.&'-]*))"
    r"|^copyright\s+(?:[\w.,&'-]+\s+){1,6}(?:foundation|inc|ltd|llc|corp\w*|contributors"
    r"|authors?|gmbh|project|team|limited|company)\b"
    rf"|(?:^|[\s|]){_MARK}\s*(?-i:[A-Z]\w+).*"
    r"\b(?:contributors|inc|ltd|llc|foundation|licen[cs]ed?)\b"
    rf"|^{_MARK}\s*(?-i:[A-Z])[^<]*<\S+@\S+>"
    r"|^[\\@]copyright\s*$"
    r"|^(?:portions?|parts?|some parts?|original code|modifications?)\b[^.]*\bcopyright\b"
    r"|\bcopyrighted?\s+by\b|\bSPDX-FileCopyrightText\b|^[^.!?]{0,40}\bis copyright\b"
    r"|\ball rights? reserved\b|\balle rechte vorbehalten\b|\btodos los derechos reservados\b"
    r"|\btous droits r[ée]serv[ée]s\b|\btodos os direitos reservados\b|版权所有|保留所有权利|著作権"
)
NO_COPYRIGHT = compiled(
    r"^[\\@]?authors?\b"
    r"|^[\\@]?copyright (?:notices?|headers?|lines?|info\w*|check\w*|years?|dates?|text|string"
    r"|holders? (?:and|or|be|shall|has|have|is|are)|owners?|laws?)\b"
)
# What goes on with a copyright line in the next one.
GOES_ON = compiled(
    rf"^(?:{_YEAR}\b|{_MARK}|and\b|by\b|&|all rights\b|or its\b|inc\.|ltd|corp|the regents\b"
    r"|contributors?\b[^:]*$|its (?:contributors|subsidiaries|affiliates)\b)"
)

NAMES = (
    r"(?:mit|x11|isc|bsd|new bsd|modified bsd|simplified bsd|apache|gnu|gpl|lgpl|agpl"
    r"|[al]?gplv?[23]|mozilla|mpl|eclipse|boost|zlib|artistic|perl|python|psf|ruby|unlicense"
    r"|wtfpl|beer-?ware|cddl|epl|cc0|cc-by|creative commons|academic free|ms-pl"
    r"|microsoft (?:public|reciprocal)|open software|public domain|[23]-clause bsd"
    r"|bsd[ -][234][ -]clause)"
)
# Lines that say a licence by themselves: fields and headings.
LINE = compiled(
    r"\bSPDX-License-Identifier\s*:|^SPDX-[\w-]+:"
    r"|^[\\@](?:licen[cs]e|preserve)\b"
    r"|^[\\@](?:section|par|attention|name)\s+(?:licen[cs]e|copyright|disclaimer)\b"
    r"|^(?:software |source |file |code )?licen[cs](?:e|es|ing|ed)"
    r"(?: (?:info(?:rmation)?|terms|type|uri|url|agreement|notice|text|details))?\s*(?:[:=-].*)?$"
    rf"|^(?:the |under |released under |using )?(?:the )?\(?{NAMES}\b[^.!?]*?\blicen[cs]e\b"
    r"[^.!?]*(?:v(?:ersion)? ?\d[\d.]*)?[^!?]*$"
    rf"|^(?:the )?{NAMES}[ -]?(?:licen[cs]ed?)?(?: v?\d[\d.]*)?\W*$"
    r"|licen[cs]e_header_(?:start|end)"
    r"|\b(?:begin|start|end)\W+(?:of )?(?:the )?(?:\w+ )?licen[cs]e(?: block| header| text)?\b"
    r"|^(?:legal )?(?:notice|disclaimer|terms|licen[cs]e and disclaimer|warranty|no warranty"
    r"|no warranties|licen[cs]e agreement|limitation of liability|copyright notice"
    r"|copyright and licen[cs]e|license and copyright|permission notice)\W*$"
    r"|^.*\((?:the )?(?:mit|x11|bsd|apache|gpl|isc)\b[^()]*licen[cs]e[^()]*\)\W*$"
    r"|\w\.(?:org|com|net|io)/(?:[\w-]+/)*licen[cs]e\b"
    r"|^(?:version:? )?(?:mpl|gpl|lgpl) ?\d\.\d/(?:gpl|lgpl|mpl)"
    r"|^<?https?://\S*(?:licen[cs]e|copyright|gnu\.org/copyleft|opensource\.org|creativecommons"
    r"|unlicense|copying|boost\.org/LICENSE|apache\.org/licenses|mozilla\.org/\w*MPL"
    r"|eclipse\.org/legal|eclipse\.org/org/documents/e[pd]l"
    r")\S*$"
)
# Words of law: two of them make a sentence a notice where a notice is around it.
LEGAL = compiled(
    r"\b(?:licen[cs]\w+|copyright\w*|warrant\w+|liab\w+|damages?|merchantab\w+|redistribut\w+"
    r"|permi(?:ssion|tted)\w*|notices?|here(?:by|in|under|of|after)|there(?:of|in|to)"
    r"|proprietary|confidential|infring\w+|consent|granted?|agreements?|conditions|provisions|governed|prohibited"
    r"|trademarks?|patents?|rights?|disclaim\w*|obligat\w+|restrict\w+|terms|fee|royalt\w+"
    r"|attribution|contributors?|acknowledg\w+|derivatives?|indemn\w+|gpl\w*|foundation"
    r"|sublicense|publish|sell|use|copies|distribut\w+|property|law)\b"
)
# Where a notice is around them only.
WEAK = compiled(
    r"^this (?:file|program|library|software|code|module|script|package|header) is (?:a )?"
    r"(?:not )?part of [^,]{1,60}$"
    r"|\b51 franklin\b|\btemple place\b|\bmass ave\b|\bboston,? ma\b|\bfsf\b"
)
