"""The words around a body that tell what part it plays: prepositions, verbs of telling, meetings, clauses."""

import re

from ramverk.core.timetable.bodies import BodyKind

SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ])|\n+|\s*[•;]\s*")
JOINT = re.compile(
    r"\s+[-–]\s+|\s*(?:,|/|,?\s*\b(?:och|samt|eller)\b|&|\+)\s*(?:även\s+|med\s+|också\s+)?(?:den\s+|de\s+|det\s+)?",
    re.IGNORECASE,
)
BEFORE = re.compile(
    r"(\w+)?\W*?\b(till|av|i|vid|hos|på|för|med|från|mellan|inom|enligt|utifrån|inför|efter|utanför|genom|åt|via"
    r"|samt|och|mot|om|bland|under|kring|innan|före)\s+$",
    re.IGNORECASE,
)
MAY_COME = re.compile(
    r"(?:deltar|medverkar|bjuds in|inbjuds|kan\s+(?:komma att\s+)?(?:delta|medverka|bjudas in|kallas"
    r"|närvara))\s+(?:i den (?:omfattning|utsträckning|mån)\s|vid behov|efter behov|på begäran|om så|när så)",
    re.IGNORECASE,
)
MAY = re.compile(
    r"^\W*(?:kan|får)\s+(?:också\s+|även\s+|vid behov\s+|komma att\s+)?(?:delta|medverka|bjudas|kallas|närvara"
    r"|adjungeras)|^\W*(?:vid|efter) behov\b|^\W*\((?:vid|efter) behov\)",
    re.IGNORECASE,
)
TURNED = re.compile(r"\b(?:kan|får|ska|skall|bör|måste)\s+(?:också\s+|även\s+)?$", re.IGNORECASE)
"""A verb before its subject: "I november kan fullmäktige vid behov revidera budgeten"."""
COMES = re.compile(
    r"^\W*(?:(?:också|även|vid behov|efter behov|komma att)\s+)*(?:delta|medverka|bjudas|kallas|närvara|adjungeras)",
    re.IGNORECASE,
)
INVITED = re.compile(
    r"(?:\b(?:inbjudna|inbjuden|deltagare|medverkande|kallade|närvarande|målgrupp|utförare|ansvariga?|ansvar"
    r"|aktörer?|deltar|forum|beslutsinstans))\s*:\s*$",
    re.IGNORECASE,
)
TAKES_PART = re.compile(
    r"^(?:\s+(?:också|även|samt|alla|kan))*\s*(?:medverkar|deltar|närvarar|är inbjudna|kallas|inbjuds|bjuds in"
    r"|är med)\b",
    re.IGNORECASE,
)
RECEIVING = re.compile(
    r"(?:\b(?:info|information|informera[rs]?|informerar|delge[rs]?|delges|meddela[rs]?|kallar|bjuder in|utskick"
    r"|ger|ge|tilldela[rs]?|uppdrar(?: åt)?|remiss|föreslår|underrätta[rs]?|uppmana[rs]?|ålägger))(?:\s+(?:också"
    r"|även))?[\s:]+$",
    re.IGNORECASE,
)
ACTIVE = re.compile(
    r"(?:informerar|delger|meddelar|kallar|bjuder in|ger|tilldelar|uppdrar|föreslår|underrättar|ålägger)\b",
    re.IGNORECASE,
)
TWO_SIDED = re.compile(
    r"\b\w*(?:dialog|diskussion|möte|träff|samverkan|genomgång|förhandling|samtal|överläggning|sammanträff"
    r"|avstämning|samråd|seminari"
    r"|workshop|diskuter|förhandl|gemensam|tillsammans|konferens|dag|upptakt)\w*",
    re.IGNORECASE,
)
ASSEMBLY = re.compile(
    r"^\s+(?:\w+\s+){0,2}?(?:sammanträden?|sammanträdet|möten?|mötet|sammankomst|behandling|beslut|beslutar"
    r"|budgetmöte|budgetsammanträde|gruppmöten?|budgetförhandling(?:ar)?|överläggning(?:ar)?|genomgång|beredning"
    r"|\w*debatt|dialogdag|budgetdagar?|upphandling)\b",
    re.IGNORECASE,
)
OWN_PAPER = re.compile(
    r"^\s+(?:\w+\s+){0,2}?(?:verksamhetsplan\w*|verksamhetsberättelse\w*|budgetskrivelse\w*|äskande\w*|yttrande\w*"
    r"|(?:budget)?förslag\w*|\w*budget(?:ar|en)?|planeringsunderlag\w*|budgetunderlag\w*|svar|remissvar\w*"
    r"|\w+äskande\w*|underlag)\b"
    r"(?=.*\b(?:lämna|inlämna|inkom|beslut|fastställ|anta|present|redovis|inne|klar)\w*)",
    re.IGNORECASE,
)
BEFORE_OR_AFTER = re.compile(r"\b(?:inför|innan|före|efter|till)\s+$", re.IGNORECASE)
BACKGROUND = re.compile(
    r"\b(?:efter|inför|innan|före|enligt|utifrån)\s+(?:[\wåäö-]+\s+){1,2}(?:i|av|vid|på|från)\s+$", re.IGNORECASE
)
SUBORDINATE = re.compile(r"\b(?:hur|att|när|där|vad|som|vilka|vilken|eftersom)\s+$", re.IGNORECASE)
HANDS_OVER = re.compile(r"\böverlämn\w*\s+av\s+(?:\w+\s+)?$", re.IGNORECASE)
OWNERS = frozenset(
    {
        BodyKind.BOARDS,
        BodyKind.BOARD,
        BodyKind.MAJORITY,
        BodyKind.OPPOSITION,
        BodyKind.PARTIES,
        BodyKind.COMPANIES,
        BodyKind.ADMINISTRATIONS,
        BodyKind.ADMINISTRATION,
    }
)
WHO_ACTS = re.compile(
    r"^,?\s+(?:som|vilka|vilken|där)\s+(?:sedan\s+|därefter\s+|i sin tur\s+)?(?:beslutar|fastställer|antar"
    r"|bereder|behandlar|tar|fattar|godkänner|lämnar|sammanställer)",
    re.IGNORECASE,
)
LAST_CHANCE = re.compile(r"\bsista\s+(?:dag|datum|tid|inlämningsdag)\w*\s+för\s+(?:\w+\s+)?$", re.IGNORECASE)
CLOSES = re.compile(r"(?:\s*(?:,|och|samt)\s*[\wåäöÅÄÖ-]+(?:\s[\wåäöÅÄÖ-]+)?){0,3}[\s).]*")
"""The end of a list in brackets, with a few names that are not known: ", fackliga)"."""
APPOSITION = re.compile(r"\(\s*$")
FORUM = re.compile(r"^\s*[-–:]\s+\S|^\s+[-–]\s*\S")
TELLING = re.compile(
    r"\w*(?:present\w+|beredning\w*|info|information\w*|informer\w+|redovis\w+|genomgång\w*|föredra\w*"
    r"|dragning\w*|visning\w*|seminari\w+"
    r"|utbildning\w*|dialog\w*|möten?|mötet|träff\w*|konferens\w*|workshop\w*|dag|dagar|upptakt\w*|internat\w*"
    r"|hearing\w*|kick-?off"
    r"|sammanträde|arbete|arbetet)",
    re.IGNORECASE,
)
TELLS = re.compile(
    r"\b(?:presenter|informer|redovisa|föredra|visar?\b|berätta)\w*|\b\w*(?:möte|upptakt|konferens|seminarium)\b",
    re.IGNORECASE,
)
NOT_A_PLACE = re.compile(
    r"(?:arbetet|representerade|ledamot|plats|läget|verksamheten|utvecklingen|pågår|processen|arbetssätt\w*)",
    re.IGNORECASE,
)
ADOPTED = re.compile(
    r"(?:antage[nt]|antagna|godkän[dt]|godkända|beslutad|beslutat|beslutade|fastställ[dt]|ägda?|lämnade|framtage[nt])",
    re.IGNORECASE,
)
TOLD = re.compile(r"^\W+(?:info|information|utskick|presentation|redovisning)\b", re.IGNORECASE)
MEMBERS_OF = re.compile(r"^\s+(?:i|från|för|vid|inom|hos)\s+(?:den\s+|de\s+)?$", re.IGNORECASE)
PERSONS = frozenset(
    {
        BodyKind.UNIONS,
        BodyKind.POLITICIANS,
        BodyKind.FINANCE_STAFF,
        BodyKind.OFFICIALS,
        BodyKind.MANAGERS,
        BodyKind.CONTROLLERS,
        BodyKind.CHAIRS,
        BodyKind.BOARD_PRESIDIA,
    }
)
STAFF = re.compile(
    r"\b(?:personal|representanter|företrädare|medarbetare|deltagare|ledamöter|ledning(?:en)?)\s+(?:i|från|för"
    r"|vid|hos|på)\s+$",
    re.IGNORECASE,
)
OUTSIDE = frozenset({BodyKind.GOVERNMENT, BodyKind.SALAR, BodyKind.TAX_AGENCY, BodyKind.MUNICIPALITIES})
