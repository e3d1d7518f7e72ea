"""The words Swedish local government uses for its bodies and roles, as data.

Each entry gives the kind of body and the forms it is written in, as regular expressions over lower-case text. A
genitive ending ("s", ":s") is added by the reader, so it is not written here. The longest form that fits wins, so order
matters only for equals. Sources: handbook on timetables §5; published timetables of municipalities and regions.
"""

from enum import StrEnum


class BodyKind(StrEnum):
    """What sort of body or role a name stands for, the same in every municipality."""

    COUNCIL = "council"
    COUNCIL_PRESIDIUM = "council_presidium"
    EXECUTIVE_BOARD = "executive_board"
    EXECUTIVE_COMMITTEE = "executive_committee"
    EXECUTIVE_PRESIDIUM = "executive_presidium"
    EXECUTIVE_CHAIR = "executive_chair"
    EXECUTIVE_VICE_CHAIR = "executive_vice_chair"
    DRAFTING_COMMITTEE = "drafting_committee"
    BOARDS = "boards"
    BOARD = "board"
    COMMITTEE = "committee"
    BOARD_PRESIDIA = "board_presidia"
    BOARD_CHAIRS = "board_chairs"
    BOARD_VICE_CHAIRS = "board_vice_chairs"
    BOARD_HEADS = "board_heads"
    VICE_CHAIRS = "vice_chairs"
    CHAIRS = "chairs"
    ADMINISTRATIONS = "administrations"
    ADMINISTRATION = "administration"
    ADMINISTRATION_HEADS = "administration_heads"
    CHIEF_EXECUTIVE = "chief_executive"
    MANAGEMENT_TEAM = "management_team"
    ANALYSIS_GROUP = "analysis_group"
    WORKING_GROUP = "working_group"
    OFFICIALS = "officials"
    FINANCE_DEPARTMENT = "finance_department"
    FINANCE_DIRECTOR = "finance_director"
    FINANCE_STAFF = "finance_staff"
    CONTROLLERS = "controllers"
    CENTRAL_OFFICE = "central_office"
    HUMAN_RESOURCES = "human_resources"
    MANAGERS = "managers"
    PARTIES = "parties"
    MAJORITY = "majority"
    OPPOSITION = "opposition"
    POLITICIANS = "politicians"
    UNION_GROUP = "union_group"
    UNIONS = "unions"
    COMPANIES = "companies"
    COMPANY = "company"
    JOINT_AUTHORITIES = "joint_authorities"
    AUDITORS = "auditors"
    MEDIA = "media"
    CITIZENS = "citizens"
    ADVISORY_COUNCIL = "advisory_council"
    MUNICIPALITIES = "municipalities"
    SALAR = "salar"
    GOVERNMENT = "government"
    TAX_AGENCY = "tax_agency"
    OTHER = "other"


_KF = r"(?:kommun|stads|region|landstings)?fullmäktige|kf|rf|lf|fge|stfm"
_KS = r"(?:kommun|stads|region|landstings)styrelse[n]?|ks|rs|kst|stst|ls"
_KS_GEN = r"(?:kommun|stads|region|landstings)styrelsens|ks:s|kss|ks|rs"
_KF_GEN = r"(?:kommun|stads|region|landstings)?fullmäktiges|kf:s|kfs|kf|rf"
_BOARD_GEN = r"(?:fack)?nämnd(?:ernas|ers|ens|s)?"
_CHAIR = r"ordf(?:örande(?:n|na)?|\b\.?)"
_FIRST_VICE = r"(?:1:?e|1:?a|2:?e|första|förste|andra|andre|i:e)[ -]?\s?(?:och\s+2:?[ea]\s+)?v(?:ice|\.)?\s?" + _CHAIR

WORDS: tuple[tuple[BodyKind, str], ...] = (
    # the council
    (BodyKind.COUNCIL, _KF),
    (BodyKind.COUNCIL, r"nyvalda\s+(?:kommun|region)?fullmäktige|politikerna\s+i\s+(?:kommun|region|stads)fullmäktige"),
    (
        BodyKind.COUNCIL,
        rf"(?:{_KF_GEN})\s+(?:ledamöter|ledamöterna)|ledamöter(?:na)?\s+i\s+(?:kommun|region|stads)fullmäktige",
    ),
    (BodyKind.COUNCIL_PRESIDIUM, rf"(?:{_KF_GEN})[-\s]*presidi(?:um|et)|kfpr|kfp|fullmäktigepresidi(?:um|et)"),
    (BodyKind.COMMITTEE, rf"(?:{_KF_GEN})[-\s]+(?:budget|fasta\s+)?(?:utskott|beredning)(?:et|en|ar|arna)?"),
    # the executive board and those around it
    (BodyKind.EXECUTIVE_BOARD, _KS),
    (
        BodyKind.EXECUTIVE_COMMITTEE,
        rf"(?:{_KS_GEN})[-\s]*(?:arbets|lednings|budget|planerings|strategi|ekonomi|allmänna\s+)utskott(?:et)?",
    ),
    (
        BodyKind.EXECUTIVE_COMMITTEE,
        r"ks\s?-?\s?au|ksau|rsau|lsau|ksbu|ks\s?-?\s?bu|ks[a-zåäö]{1,2}u|ksap|kspau|ksplu|arbetsutskott(?:et)?|ledningsutskott(?:et)?",
    ),
    (BodyKind.EXECUTIVE_COMMITTEE, r"(?:kommun|stads|region)(?:lednings|styrelse)utskott(?:et)?|au"),
    (BodyKind.EXECUTIVE_PRESIDIUM, rf"(?:{_KS_GEN})[-\s]*presidi(?:um|et)|kspr|ksp"),
    (
        BodyKind.EXECUTIVE_CHAIR,
        rf"(?:{_KS_GEN})[-\s]*{_CHAIR}|kso|rso|kommunstyrelseordförande[n]?|regionstyrelseordförande[n]?",
    ),
    (BodyKind.EXECUTIVE_VICE_CHAIR, rf"(?:{_KS_GEN})[-\s]*(?:{_FIRST_VICE}|vice\s+{_CHAIR})"),
    (BodyKind.EXECUTIVE_VICE_CHAIR, rf"(?:{_FIRST_VICE}|vice\s+{_CHAIR})\s+(?:i\s+)?(?:{_KS})"),
    (BodyKind.EXECUTIVE_CHAIR, rf"{_CHAIR}\s+i\s+(?:{_KS})"),
    (BodyKind.BOARDS, r"(?:respektive|varje|alla)\s+(?:bolags)?styrelse"),
    (BodyKind.EXECUTIVE_CHAIR, r"finansborgarråd(?:et)?|finansregionråd(?:et)?|stadsdirektörens\s+beredning"),
    # drafting the budget
    (
        BodyKind.DRAFTING_COMMITTEE,
        r"(?:central[at]?\s+|politisk[at]?\s+)?budgetberedning(?:en)?|bb|budgetberedningsgrupp(?:en)?",
    ),
    (
        BodyKind.DRAFTING_COMMITTEE,
        r"budgetutskott(?:et)?|budgetkommitté[n]?|budgetdelegation(?:en)?|budgetgrupp(?:en)?|budgetråd(?:et)?",
    ),
    (
        BodyKind.DRAFTING_COMMITTEE,
        r"(?:politiska?\s+)?(?:budget)?styrgrupp(?:en)?\s+för\s+budget(?:en)?|finansberedning(?:en)?",
    ),
    # boards
    (BodyKind.BOARDS, r"(?:fack|fackliga\s+)?nämnd(?:er|erna|en)?|nämnd(?:er)?\s*/\s*styrelse(?:r)?"),
    (
        BodyKind.BOARDS,
        (
            r"styrelser(?:na)?|stadsdelsnämnder(?:na)?|facknämnder(?:na)?|driftnämnder(?:na)?|direktioner(?:na)?"
            r"|utskott(?:en)?"
        ),
    ),
    (
        BodyKind.BOARD_PRESIDIA,
        rf"(?:{_BOARD_GEN})\s?(?:presidi(?:um|et|er|erna)|presidie(?:r|n)?)|nämndspresidi(?:um|er|erna)",
    ),
    (
        BodyKind.BOARD_PRESIDIA,
        (
            r"presidi(?:er|erna|um|et)(?:\s+i\s+(?:styrelser(?:na)?|nämnder(?:na)?)(?:\s*(?:/"
            r"|och)\s*(?:nämnder(?:na)?|styrelser(?:na)?))?)?"
        ),
    ),
    (
        BodyKind.BOARD_CHAIRS,
        rf"(?:{_BOARD_GEN})\s?{_CHAIR}|nämndord(?:f|förande)(?:na|n)?|ordförande(?:na)?\s+i\s+(?:nämnder(?:na)?)",
    ),
    (BodyKind.BOARD_VICE_CHAIRS, rf"(?:{_BOARD_GEN})\s+(?:{_FIRST_VICE}|vice\s+{_CHAIR})"),
    (
        BodyKind.BOARD_HEADS,
        (
            r"ledningen\s+för\s+(?:varje|respektive)\s+(?:styrelse|nämnd)(?:\s+och\s+(?:styrelse|nämnd))?"
            r"|nämndledning(?:en|ar|arna)?"
        ),
    ),
    (BodyKind.VICE_CHAIRS, rf"{_FIRST_VICE}|vice\s+{_CHAIR}"),
    (BodyKind.CHAIRS, r"ordförande(?:n|na)?|ordf\b\.?"),
    # administration
    (
        BodyKind.ADMINISTRATIONS,
        r"förvaltning(?:ar|arna|en)?|sektor(?:er|erna)|verksamhet(?:erna)|kontoren|produktionsområden(?:a)?",
    ),
    (
        BodyKind.ADMINISTRATION_HEADS,
        (
            r"förvaltningschef(?:er|erna|en|s)?|förvaltningschefsgrupp(?:en)?|fc|fc-grupp(?:en)?"
            r"|förvaltningsdirektör(?:er|erna|en)?"
        ),
    ),
    (
        BodyKind.ADMINISTRATION_HEADS,
        (
            r"chefstjänstemän(?:nen)?|förvaltningsledning(?:ar|arna|en)?|kontorschef(?:er|erna|en)?|sektors?chef(?:er"
            r"|erna|en)?"
        ),
    ),
    (
        BodyKind.ADMINISTRATION_HEADS,
        (
            r"fl-?\s?grupp(?:en)?|sektionschef(?:er|erna|en)?|avdelningschef(?:er|erna|en)?|resultatområdeschef(?:er"
            r"|erna)?"
        ),
    ),
    (
        BodyKind.CHIEF_EXECUTIVE,
        (
            r"(?:kommun|stads|region|landstings|koncern)(?:direktör|chef)(?:en)?|kanslichef(?:en)?|vd(?:ar|arna)?"
            r"|borgmästare[n]?"
        ),
    ),
    (
        BodyKind.MANAGEMENT_TEAM,
        (
            r"(?:kommunens\s+|stadens\s+|regionens\s+|central[at]?\s+|kommunchefens\s+|kommundirektörens\s+"
            r"|tjänstemanna)?ledningsgrupp(?:en)?"
        ),
    ),
    (
        BodyKind.MANAGEMENT_TEAM,
        r"koncernledning(?:en|sgrupp|sgruppen)?|(?:kommun|stads|region)?koncernens\s+ledningsgrupp|direktion(?:en)?",
    ),
    (
        BodyKind.MANAGEMENT_TEAM,
        (
            r"(?:kommun|stads|region)(?:direktörens\s+)?(?:lednings|chefs)grupp(?:en)?|klg|kclg|regionledning(?:en)?"
            r"|chefsgrupp(?:en)?|tjänstemannaledning(?:en)?"
        ),
    ),
    (BodyKind.ANALYSIS_GROUP, r"analysgrupp(?:en)?|omvärldsgrupp(?:en)?"),
    (BodyKind.OFFICIALS, r"tjänstemän(?:nen)?|tjänstepersoner(?:na)?|handläggare|sakkunniga|tjänsteman(?:nen)?"),
    (
        BodyKind.MANAGERS,
        (
            r"chefer(?:na)?|verksamhetschef(?:er|erna|en)?|enhetschef(?:er|erna|en)?|rektorer(?:na)?|budgetansvariga"
            r"|områdeschef(?:er|erna)?"
        ),
    ),
    (
        BodyKind.FINANCE_DEPARTMENT,
        (
            r"(?:central[at]?\s+|kommunens\s+)?(?:ekonomi|budget|finans|redovisnings)(?:avd\b\.?|avdelning(?:en)?"
            r"|enhet(?:en)?|kontor(?:et)?|stab(?:en)?|funktion(?:en)?|sektion(?:en)?|service|förvaltning(?:en)?"
            r"|byrå(?:n)?)"
        ),
    ),
    (
        BodyKind.FINANCE_DEPARTMENT,
        (
            r"ekonomi-\s+och\s+\w+(?:avd\b\.?|avdelning(?:en)?|enhet(?:en)?|kontor(?:et)?|stab(?:en)?)"
            r"|drätselkontor(?:et)?|ekonomi\s?-?\s?och\s+styrning|koncernekonomi|ekonomitjänst(?:en)?"
        ),
    ),
    (
        BodyKind.FINANCE_DIRECTOR,
        (
            r"ekonomichef(?:en)?|ekonomidirektör(?:en)?|budgetchef(?:en)?|finanschef(?:en)?|finansdirektör(?:en)?"
            r"|stadskamrer(?:en)?|redovisningschef(?:en)?"
        ),
    ),
    (
        BodyKind.FINANCE_STAFF,
        (
            r"(?:förvaltnings|nämnds|förvaltningarnas\s+|nämndernas\s+)?ekonom(?:er|erna|en)|ekonom|budgetekonom(?:er"
            r"|erna|en)?|ekonomgrupp(?:en)?|ekonominätverk(?:et)?|budgetsamordnare[n]?"
        ),
    ),
    (
        BodyKind.CONTROLLERS,
        r"(?:nämnd(?:ernas|s)?\s|förvaltnings|budget|verksamhets|ekonomi)?controller(?:s|n|na)?|controllergrupp(?:en)?",
    ),
    (
        BodyKind.CENTRAL_OFFICE,
        (
            r"(?:kommun|stads|region|landstings)(?:lednings|styrelse)?kontor(?:et)?|slk|klk|rlk"
            r"|kommunledning(?:sförvaltning)(?:en)?"
        ),
    ),
    (
        BodyKind.CENTRAL_OFFICE,
        (
            r"(?:kommun|stads|region|landstings)(?:lednings|styrelse|styrelsens\s+)(?:förvaltning|stab|kansli"
            r"|avdelning)(?:en|et)?|(?:kommun|stads|region)?kansli(?:et)?"
        ),
    ),
    (
        BodyKind.CENTRAL_OFFICE,
        (
            r"centralförvaltning(?:en)?|(?:kommunstyrelsens|landstingsstyrelsens|regionstyrelsens|ks)\s+förvaltning"
            r"|ledningskontor(?:et)?|koncernkontor(?:et)?|koncernstab(?:en)?|stadsledning(?:skontor)(?:et)?"
        ),
    ),
    (
        BodyKind.HUMAN_RESOURCES,
        r"(?:hr|personal)-?\s?(?:avd\b\.?|avdelning(?:en)?|enhet(?:en)?|kontor(?:et)?|chef(?:en)?|direktör(?:en)?)|hr",
    ),
    # politics
    (
        BodyKind.PARTIES,
        (
            r"(?:politiska\s+)?partier(?:na)?|(?:varje|respektive|alla)\s+politiskt\s+parti|parti(?:et)?"
            r"|(?:politiska\s+)?partigrupp(?:er|erna|en|eringar)?"
        ),
    ),
    (
        BodyKind.PARTIES,
        (
            r"politiska\s+grupper(?:na)?|gruppledar(?:e|na)|fullmäktigegrupp(?:er|erna|en)?|gruppledarträff"
            r"|partiföreträdare|de\s+(?:mindre"
            r"|olika)\s+partierna(?:\s+representerade\s+i\s+kommunfullmäktige)?|riksdagspartier(?:na)?"
        ),
    ),
    (
        BodyKind.MAJORITY,
        (
            r"(?:den\s+)?(?:politiska\s+|styrande\s+)?(?:majoritet(?:en)?|koalition(?:en)?)|(?:kommunstyrelsens"
            r"|ks)\s+majoritet|(?:den\s+)?politiska\s+ledning(?:en)?|kommunledning(?:en)?|alliansen"
            r"|majoritetspartier(?:na)?|styret"
        ),
    ),
    (
        BodyKind.MAJORITY,
        (
            r"(?:den\s+)?(?:styrande|politiska)\s+(?:minoriteten|ledningen)|kommunalråd(?:et"
            r"|en)?(?:sberedning(?:en)?)?|landstingsråd(?:et|en)?|regionråd(?:et|en)?|borgarråd(?:et|en)?"
        ),
    ),
    (
        BodyKind.OPPOSITION,
        r"opposition(?:en)?|oppositionsparti(?:er|erna)|oppositionsråd(?:et|en)?|övriga\s+partier(?:na)?",
    ),
    (
        BodyKind.OPPOSITION,
        (
            r"(?:de\s+)?partier(?:na)?\s+(?:som\s+inte\s+ingår\s+i|utanför|i)\s+(?:majoriteten|koalitionen"
            r"|opposition(?:en)?)"
        ),
    ),
    (
        BodyKind.POLITICIANS,
        (
            r"politiker(?:na)?|förtroendevalda|(?:nämnds?|styrelse)?ledamöter(?:na)?|nämndsledamöter(?:na)?|ersättare"
            r"|gruppledning(?:ar|arna)?"
        ),
    ),
    # unions
    (
        BodyKind.UNION_GROUP,
        (
            r"(?:kommun)?central(?:a|t|e)?\s+samverkan(?:sgrupp(?:en)?|sgruppen|skommitté[n]?|sråd(?:et)?"
            r"|\s+\(?kcs\)?)?|(?:kommun)?centralsamverkan"
        ),
    ),
    (
        BodyKind.UNION_GROUP,
        (
            r"samverkansgrupp(?:en|er|erna)?|csg|kcs|cesam|cösam|cosam|kosam|cesamgrupp(?:en)?|fsg|lsg|csam|kcsg"
            r"|koncernsam(?:verkan)?|samarbetskommitté[n]?"
        ),
    ),
    (
        BodyKind.UNIONS,
        (
            r"(?:de\s+)?(?:centrala\s+)?fackliga\s+(?:organisation(?:er|erna)|företrädar(?:e|na)|representant(?:er"
            r"|erna)|parter(?:na)?|ombud|förbund(?:en)?)"
        ),
    ),
    (
        BodyKind.UNIONS,
        (
            r"fackrepresentant(?:er|erna)|facken|facket|facklig(?:a|t)\s+part(?:er)?|arbetstagarorganisation(?:er"
            r"|erna)|arbetstagarrepresentant(?:er|erna)|personalorganisation(?:er|erna)|fackförbund(?:en)?"
            r"|facklig\s+representant|fack"
        ),
    ),
    (
        BodyKind.UNIONS,
        (
            r"personalens\s+representanter|personalföreträdare|personalrepresentant(?:er|erna)"
            r"|huvudförtroendemän(?:nen)?|huvudförtroendevalda"
        ),
    ),
    # around the municipality
    (
        BodyKind.COMPANIES,
        (
            r"(?:kommunägda\s+|kommunala\s+|helägda\s+|de\s+kommunala\s+)?bolag(?:en)?|dotterbolag(?:en)?"
            r"|bolagsstyrelser(?:na)?|företagsstyrelser(?:na)?|affärsverk(?:en)?"
        ),
    ),
    (BodyKind.COMPANY, r"moderbolag(?:et)?|[\wåäöÅÄÖ]+\s+(?:stadshus|rådhus|kommunhus|kommunföretag)\s+ab"),
    (
        BodyKind.JOINT_AUTHORITIES,
        r"(?:kommunal)?förbund(?:en|et)?|räddningstjänstförbund(?:et)?|kommunalförbund(?:et)?|samkommun(?:en|er|erna)?",
    ),
    (
        BodyKind.AUDITORS,
        (
            r"(?:kommunens\s+|förtroendevalda\s+|kommunala\s+)?revisor(?:er|erna|n)?|(?:kommun)?revision(?:en)"
            r"|revisionsnämnd(?:en)?"
        ),
    ),
    (BodyKind.MEDIA, r"media|medier(?:na)?|press(?:en)?|journalister(?:na)?|massmedia"),
    (
        BodyKind.CITIZENS,
        (
            r"medborgar(?:e|na)|invånar(?:e|na)|allmänhet(?:en)?|kommuninvånar(?:e|na)|brukarorganisation(?:er|erna)"
            r"|föreningar(?:na)?"
        ),
    ),
    (BodyKind.MUNICIPALITIES, r"ägarkommuner(?:na)?|medlemskommuner(?:na)?|kommunerna|primärkommuner(?:na)?"),
    (BodyKind.SALAR, r"skr|skl|sveriges\s+kommuner\s+och\s+(?:regioner|landsting)|kommunförbundet"),
    (BodyKind.GOVERNMENT, r"regering(?:en)?|riksdag(?:en)?|finansdepartementet|finansministeriet|staten"),
    (BodyKind.TAX_AGENCY, r"skatteverket"),
)

SUFFIXES: tuple[tuple[BodyKind, str], ...] = (
    (BodyKind.BOARD, r"nämnd(?:en|er|erna)?"),
    (BodyKind.COMMITTEE, r"utskott(?:et|en)?"),
    (BodyKind.COMMITTEE, r"kommitté(?:n|er|erna)?|delegation(?:en)?"),
    (BodyKind.COMMITTEE, r"beredning(?:en|ar|arna)"),
    (BodyKind.BOARD, r"styrelse(?:n|r|rna)?|direktion(?:en)?"),
    (
        BodyKind.ADMINISTRATION,
        (
            r"förvaltning(?:en|ar|arna)?|kontor(?:et|en)?|avdelning(?:en|ar|arna)?|avd\b\.?|enhet(?:en|er|erna)?"
            r"|kansli(?:et)?|stab(?:en)?|sektor(?:n|er|erna)?|byrå(?:n)?|funktion(?:en)?"
        ),
    ),
    (BodyKind.WORKING_GROUP, r"grupp(?:en|er|erna)?"),
    (BodyKind.COMPANY, r"bolag(?:et|en)?|aktiebolag(?:et)?"),
    (BodyKind.JOINT_AUTHORITIES, r"förbund(?:et|en)?"),
    (BodyKind.BOARD_PRESIDIA, r"presidi(?:um|et|er|erna)"),
    (BodyKind.ADVISORY_COUNCIL, r"råd(?:et|en)"),
)
"""Word endings by which a local body is known: "serviceenheten", "Barn- och utbildningsnämnden"."""

FALSE_FRIENDS = (
    r"\w*(?:läg|far|vet|öpp|näg|eg|trog|let|ang|täg|säg|tag|sam|hel|tveten|skick|vak|kändenhet)enhet\w*"
    r"|enhet(?:en|er|erna)?|enhetlig\w*"
    r"|\w*(?:mål|ålders|brukar|kund|yrkes|befolknings|elev|barn|intresse|konto|varu|tjänste|kostnads|lön|inkomst"
    r"|patient|riks|jämförelse)grupp\w*|grupp(?:er|erna|en)?"
    r"|\w*(?:medels|kapital|tillgångs|skuld|skulds|egendoms|likviditets)förvaltning\w*"
    r"|\w*(?:om|för|sam|till|bygg|utom)råd\w*|rådet|råden"
    r"|(?:fortsatt|ärende|politisk|slut|upp|ut|fram|under|vidare)?beredning(?:en|ar|arna)?|\w*(?:mat|till|före"
    r"|vatten|remiss|upp)beredning\w*"
    r"|delegation(?:en)?|styrelse[n]?|\w*funktion(?:en)?\w*(?<!ekonomifunktionen)(?<!stabsfunktionen)|kontor"
    r"|avdelning|byrå"
    r"|offentlig\s+sektor|sektor(?:n)?|\w*(?:välfärds|närings|offentlig)sektor\w*|kommittén?"
)
"""Words that end like a body and are none."""

_QUANTIFIERS = """
    samtliga alla varje respektive resp övriga övrig berörda berörd de den det nya andra olika enskilda kommunala
    kommunägda kommunens stadens regionens politiska samlade flera några vissa aktuella inbjudna ansvarig ansvariga ev
    eventuellt hela partiernas centrala nyvalda tidigare
"""
QUANTIFIERS = frozenset(_QUANTIFIERS.split())
"""Words before a body that belong to its name."""
