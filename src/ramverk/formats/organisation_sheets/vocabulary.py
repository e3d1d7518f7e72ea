"""The words of the sheets' choices: code, the word we write, and others we understand.

The codes are those the organisation area stores; a test there compares the lists.
"""

import difflib
import re

BODY_KINDS: dict[str, tuple[str, ...]] = {
    "council": ("kommunfullmäktige", "fullmäktige", "kf", "regionfullmäktige"),
    "executive_board": ("kommunstyrelse", "kommunstyrelsen", "ks", "regionstyrelse"),
    "working_committee": ("arbetsutskott", "utskott", "au"),
    "drafting_committee": ("budgetberedning", "budgetberedningen", "budgetutskott"),
    "board": ("nämnd", "nämnden", "facknämnd"),
    "administration": ("förvaltning", "förvaltningen", "kontor", "sektor"),
    "management_team": ("ledningsgrupp", "ledningsgruppen"),
    "analysis_group": ("analysgrupp", "analysgruppen"),
    "finance_department": ("ekonomiavdelning", "ekonomiavdelningen", "ekonomikontor", "ekonomienhet"),
    "union_group": ("central samverkansgrupp", "samverkansgrupp", "csg"),
    "union": ("facklig organisation", "fack", "fackförbund"),
    "party": ("parti", "politiskt parti"),
    "auditors": ("revisorer", "revision", "revisionen"),
    "media": ("media", "medier"),
    "citizens": ("medborgare", "invånare", "allmänhet"),
    "company": ("kommunalt bolag", "bolag"),
    "joint_authority": ("kommunalförbund", "förbund"),
    "other": ("annat organ", "annat", "övrigt"),
}

ROLES: dict[str, tuple[str, ...]] = {
    "chair": ("ordförande", "ordf", "ordf."),
    "first_vice_chair": (
        "1:e vice ordförande",
        "1:e vice ordf",
        "1:a vice ordförande",
        "1e vice ordförande",
        "förste vice ordförande",
        "första vice ordförande",
    ),
    "second_vice_chair": (
        "2:e vice ordförande",
        "2:e vice ordf",
        "2:a vice ordförande",
        "2e vice ordförande",
        "andre vice ordförande",
        "andra vice ordförande",
    ),
    "member": ("ledamot", "ordinarie ledamot", "ordinarie"),
    "substitute": ("ersättare", "suppleant"),
    "group_leader": ("gruppledare",),
    "political_secretary": ("politisk sekreterare", "pol. sekr.", "politiskt sakkunnig"),
    "secretary": ("sekreterare", "nämndsekreterare"),
    "head": ("chef", "förvaltningschef", "ekonomichef", "kommunchef", "kommundirektör"),
    "official": ("tjänsteman", "tjänsteperson", "handläggare", "ekonom", "controller"),
    "representative": ("företrädare", "representant", "ombud"),
    "administrator": ("systemadministratör",),
}

LANGUAGES: dict[str, tuple[str, ...]] = {"sv": ("svenska", "sv"), "en": ("engelska", "en", "english")}

YES_NO: dict[str, tuple[str, ...]] = {
    "yes": ("ja", "j", "x", "1", "true", "sant"),
    "no": ("nej", "n", "0", "false", "falskt", ""),
}

Words = dict[str, tuple[str, ...]]


def folded(text: str) -> str:
    """The text as compared: lower case, blanks collapsed."""
    return re.sub(r"\s+", " ", text).strip().casefold()


def code_of(words: Words, text: str) -> str | None:
    """The code a word stands for, or None."""
    wanted = folded(text)
    return next((code for code, known in words.items() if wanted in known), None)


def word_for(words: Words, code: str) -> str:
    """The word we write for a code."""
    return words[code][0]


def nearest(words: Words, text: str) -> str | None:
    """The word that may have been meant, in the form we write it; None where nothing is near."""
    known = {word: code for code, forms in words.items() for word in forms}
    near = difflib.get_close_matches(folded(text), known, n=1, cutoff=0.6)
    return word_for(words, known[near[0]]) if near else None
