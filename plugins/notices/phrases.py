"""Phrases that say a licence, in any place of a paragraph.

They are those of the licences that SPDX lists as they stand in headings of files, of their short
forms, and of what owners write who permit nothing. A phrase is as short as it can be while nothing
else says it; what stands between its parts is of one sentence.
"""

from __future__ import annotations

from .pattern import compiled
from .wording import NAMES

_PHRASES = (
    (
        r"licen[cs]ed (?:to \S+ [^.]*?)?(?:under|according to|by [^.]*? under|for use"
        r"|only for|with)\b"
    ),
    r"licen[cs]ed (?:to the apache|to the \.net|to you|materials?)\b",
    (
        r"(?:under|by|to|with|in|per) (?:the )?(?:\w+ )?terms (?:and conditions )?(?:of|in"
        r"|described|contained)\b.{0,80}\b(?:licen[cs]e|agreement|gpl|lgpl|bsd|mit|copying)\b"
    ),
    (
        r"\b(?:released|distributed|available|published|provided|covered|free|redistributed"
        r"|offered|shared|governed|placed|dual-?licen[cs]ed|usable|licen[cs]ed|lisenced|put"
        r"|is)\b(?: \w+){0,4}? (?:under|by|in|into|within)\b(?: \S+){0,6}? (?:licen[cs]es?"
        rf"|{NAMES})\b"
    ),
    (
        r"subject to the (?:terms|conditions|licen[cs]e|apache|mozilla|mit|gnu|bsd|following"
        r"|\w+ public|license)\b"
    ),
    r"\bpermission (?:is |to )(?:hereby )?(?:granted|use|copy)\b",
    r"\b(?:is|are) (?:hereby )?granted\b.{0,60}\b(?:permission|licen[cs]e|right)",
    r"\bgrants? (?:to )?(?:you|any)\b.{0,40}\blicen[cs]e\b",
    r"redistribution and use (?:of (?:this|the) \w+ )?in source",
    r"redistributions? (?:of|in) (?:source|binary)",
    r"redistributions must\b",
    (
        r"\bthis (?:program|software|library|file|code|work|package|module|script|source code"
        r"|project|plugin|framework|driver|kernel|product|font|application|tool|sketch|example"
        r"|demo)(?: \w+){0,3}? (?:is|are) (?:\w+ )?(?:free software|open[- ]source software"
        r"|in the public domain|public domain|free to use|free of|proprietary|copyrighted?\b"
        r"|confidential|the property|property of|protected by|distributed|licen[cs]ed|released"
        r"|provided|supplied|part of\b.{0,60}licen[cs]|subject to|freeware|furnished|not "
        r"(?:licensed|subject)|made available under)"
    ),
    r"\b(?:is|are) free software\b",
    r"\bfree software foundation\b",
    r"\bis freeware\b",
    r"\bfree and unencumbered software\b",
    r"\bpublic domain\b",
    r"\bcopyrighted works?\b",
    r"\bauthori[sz]es (?:you|users|customers|anyone) to (?:use|copy)\b",
    r"\bfor guidance only\b",
    r"\bthis software \(modified or not\)",
    r"\bfollows the licen[cs]e\b",
    (
        r"\byou (?:can|may|are free to|are allowed to|must|should|shall)(?: \w+,?){0,4}? "
        r"(?:redistribute|not use this|obtain a copy|not (?:copy|distribute|modify|sell"
        r"|remove)|use this (?:file|software|code|program)|copy,? |distribute|modify (?:it"
        r"|this)|do whatever|retain)"
    ),
    r"\bshould have received a copy\b",
    r"\bhave received a copy of\b.{0,60}\blicen[cs]e",
    r"\bif not,? (?:write to|see|visit)\b",
    r"\bany later version\b",
    r"\bversion \d(?:\.\d)? of the licen[cs]e\b",
    (
        r"\b(?:use|usage|distribution|copying|redistribution|reproduction|modification)(?:(?:,"
        r"| and| or|/)+ ?\w+){0,3}(?: of (?:this|the) [^.]*?)? (?:is|are) (?:governed"
        r"|subject|permitted|prohibited|strictly|allowed|hereby|free|restricted|granted)\b"
    ),
    r"\bgoverned by (?:an?|the)\b.{0,60}\blicen[cs]e\b",
    r"\bthis source code form\b",
    r"\bthis source code is (?:licensed|subject|governed|released|provided|property)",
    r"\bthis program and the accompanying materials\b",
    r"\bexcept in compliance with\b",
    r"\bin compliance with the licen[cs]e\b",
    r"\bunless required by applicable law\b",
    r"\bunless (?:expressly )?agreed (?:to )?in writing\b",
    r"\bmay obtain a copy (?:of|at)\b",
    r"\bobtain a copy of the (?:licen[cs]e|mpl)\b",
    r"\bthe contents of this file are\b",
    r"\bcontents of this file may be used\b",
    r"\bthis file may be (?:used|distributed|copied|licensed)\b",
    r"\bsoftware distributed under the licen[cs]e\b",
    r"\bthe licen[cs]e for the specific language\b",
    r"\blimitations under the licen[cs]e\b",
    r"\bthe original code is\b",
    r"\bthe initial developer of the original\b",
    r"\bportions created by\b",
    r"\binitial developer\b",
    r"\balternatively, the contents\b",
    r"\bcovered (?:code|software)\b",
    r"\bcontributor licen[cs]e agreements?\b",
    r"\bone or more agreements\b",
    r"\bregarding copyright ownership\b",
    r"\bto the extent possible under law\b",
    r"\bwaived all copyright\b",
    r"\bdedicated? [^.]*?public domain\b",
    r"\bdo what(?:ever)? (?:the f\w* )?you want\b",
    r"\bas long as you retain\b",
    r"\bbuy me a beer\b",
    r"\b(?:gnu|general|lesser|library|affero)(?: \w+)? (?:general )?public licen[cs]e\b",
    r"\bthe gpl\b",
    r"\bgplv?[23]\b",
    (
        rf"\b(?:the )?{NAMES}(?:[- ]style| software| public| open source| free"
        r"| general)? licen[cs]e\b"
    ),
    r"\bcreative commons\b",
    r"\bopensource\.org/licenses\b",
    r"\bgnu\.org/(?:licenses|copyleft)\b",
    r"\bapache\.org/licenses\b",
    r"\bmozilla\.org/mpl\b",
    r"\bcreativecommons\.org\b",
    r"\bboost\.org/licen[cs]e\b",
    r"\beclipse\.org/legal\b",
    r"\bwtfpl\.net\b",
    r"\bunlicense\.org\b",
    r"\bllvm\.org/license\b",
    r"\bgolang\.org/license\b",
    (
        r"\bsee (?:the |also )?(?:\S+ ){0,5}?(?:licen[cs]es?|copying|copyrights?|unlicense"
        r"|notice)\b(?:[./]\w+)?[^.]*?\b(?:file|for|at|in|details|distributed|more)?\b"
    ),
    r"\bsee \S*(?:licen[cs]e|copying|copyright)\S*",
    (
        r"\b(?:for|full|more|other|further|additional) (?:the )?(?:full )?(?:copyright"
        r"|licen[cs]e|licen[cs]ing)\b(?: and \w+)?(?: \w+)? ?(?:information|terms|text|details"
        r"|conditions|notice|see|please|,)"
    ),
    r"\bfull (?:licen[cs]e|copyright)\b",
    r"\blicen[cs]e(?: terms)? can be found\b",
    r"\bfound in the licen[cs]e\b",
    r"\blicen[cs]ed? (?:mit|bsd|apache|gpl)\b",
    (
        r"\b(?:distribution|use|redistribution|copying|modification)\b[^.]*?\b(?:is|are)"
        r" (?:allowed|permitted|granted|prohibited)\b"
    ),
    r"\blicen[cs]e (?:text|terms|conditions|agreement)\b",
    r"\bthe following (?:licen[cs]e|terms apply|copyright)\b",
    r"\ba copy of (?:the|this|which) (?:\w+ )?(?:licen[cs]e|agreement|is)\b",
    r"\baccompanying (?:file |)(?:licen[cs]e|copying)",
    r"\babove copyright notice",
    r"\bthat the following conditions\b",
    r"\bthe following (?:disclaimer|restrictions)\b",
    r"\bthis list of conditions\b",
    r"\bcopyright notices? (?:and|shall|must|or|appear|is|are|in|above)\b",
    r"\bcopyright notices or this\b",
    (
        r"\bthis (?:copyright |permission |license )?notice (?:may|must|shall|should|is|and"
        r"|remains?|in|stays?)\b"
    ),
    r"\bpermission notice\b",
    r"\balter(?:ed)? or remove\b",
    r"\bremove (?:this|any|the) (?:copyright|notice|licen[cs]e)\b",
    r"\bneither the names? of\b",
    r"\bthe names? of [^.]*? (?:may not|must not|shall not|not be used)\b",
    r"\bendorse or promote\b",
    r"\bprior written (?:permission|consent|approval)\b",
    r"\bused in advertising\b",
    r"\badvertising materials? mentioning\b",
    r"\backnowledge?ment\b.{0,60}\b(?:appreciated|required|product|software)\b",
    r"\bmust not be misrepresented\b",
    r"\baltered source versions\b",
    r"\bclaim that you wrote\b",
    r"\bfreely, subject to\b",
    r"\bwithout fee\b",
    r"\bfree of charge\b",
    r"\bwithout charge\b",
    r"\b(?:copies|substantial portions) of the software\b",
    r"\bassociated documentation\b.{0,12}files\b",
    r"\bdeal in the software\b",
    r"\bto whom the software is\b",
    (
        r"\bwithout (?:the )?(?:express |prior |specific |explicit )+(?:written )?"
        r"(?:permission|consent|approval|authori[sz]ation)\b"
    ),
    r"\bwithout (?:written )?permission\b",
    r"\bconfidential(?:ity)? and (?:proprietary|unpublished|trade)",
    r"\bproprietary (?:and confidential|information|software|rights|notice)",
    r"\bstrictly (?:prohibited|forbidden|confidential)\b",
    r"\btrade secrets?\b",
    r"\bintellectual property\b",
    r"\bunauthori[sz]ed (?:copying|use|reproduction|distribution)\b",
    r"\blicen[cs]e agreement\b",
    r"\bend[- ]user licen[cs]e\b",
    r"\bu\.s\. government\b.{0,40}\brights?\b",
    r"\brestricted rights\b",
    r"\bexport (?:control|administration)\b",
    r"\bpatents?\b.{0,40}\b(?:rights?|licen[cs]e|pending|granted|claims)\b",
    r"\bhope that it will be useful\b",
    r"\b(?:without|no) (?:any )?(?:\w+ )?(?:warrant(?:y|ies)|guarantees?)\b",
    r"\bwarranty of\b",
    r"\bwarranties\b",
    r"\bimplied warrant",
    r"\bmerchantab",
    r"\bfitness for (?:a|any)\b",
    r"\bprovided [\W]*as[- ]is\b",
    r"\b[\"'`“”‘’]+as[- ]is[\"'`“”‘’]+",
    r"\bon an? \W?as[- ]is\b",
    r"\bexpress(?:ed)? or implied\b",
    r"\bexpress(?:ed)?,? (?:or )?implied\b",
    r"\bas is (?:basis|with)",
    r"\bin no event (?:shall|will|are)\b",
    r"\b(?:be |held |are |is )(?:liable|responsible) for (?:any|the)\b",
    r"\bliable (?:to|for)\b",
    r"\b(?:consequential|incidental|punitive|exemplary) (?:damages|loss|or)\b",
    r"\bdamages (?:arising|whatsoever|of|or)\b",
    r"\bat your own risk\b",
    r"\b(?:arising|arises?) (?:from|out|in any way)\b.{0,60}\b(?:use|software)\b",
    r"\btort\b.{0,30}\bnegligence\b",
    r"\bpossibility of such\b",
    r"\bprocurement of substitute\b",
    r"\bdisclaims? (?:all|any)\b",
    r"\bdisclaimed\b",
    r"\bassumes? no (?:responsib|liab|oblig)\w+",
    r"\bnon-?infringement\b",
    r"\bholds? [^.]*?harmless\b",
)
PHRASE = compiled("|".join(f"(?:{phrase})" for phrase in _PHRASES))
