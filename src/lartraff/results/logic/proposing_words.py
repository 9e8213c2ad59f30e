"""Words that stand in the headings of tables about grades, in Swedish schools and in English ones."""

from lartraff.results.logic.proposing_uses import LeftOut, Role


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ROLES = {
    Role.SCHOOL: "skola skolenhet skolenhetskod skolkod skolnamn skolenhetsnamn enhet enhetskod school",
    Role.SCHOOL_YEAR: "läsår lasar läsåret kalenderår schoolyear",
    Role.TERM: "termin term period",
    Role.YEAR: "årskurs åk arskurs ak årsk skolår elevårskurs year",
    Role.CLASS: "klass klasser grupp undervisningsgrupp basgrupp mentorsgrupp class",
    Role.SUBJECT: "ämne ämnen amne ämneskod ämnesnamn kurs kurskod ämnekurs subject",
    Role.GRADE: "betyg slutbetyg terminsbetyg betygssteg betygsvärde omdöme grade resultat",
    Role.COUNT: (
        "antal antalelever antalbetyg elever elevantal st n summa sum total totalt tot count antalst summabetyg"
        " antalgivnabetyg samtliga alla"
    ),
    Role.SHARE: "andel procent share proc",
}
ROLE = {word: role for role, words in _ROLES.items() for word in _words(words)}

_LEFT_OUT = {
    LeftOut.NAMES: (
        "namn elev elevnamn elevensnamn förnamn efternamn fornamn tilltalsnamn fnamn enamn name pupil student mentor"
        " lärare undervisandelärare betygsättare betygssättare vårdnadshavare epost mejl mail email telefon mobil"
        " adress signatur sign"
    ),
    LeftOut.PERSONAL_NUMBERS: (
        "personnummer personnr pnr persnr persnummer födelsenummer samordningsnummer pn personid elevid elevnummer"
    ),
    LeftOut.TEXT: (
        "kommentar kommentarer anteckning anteckningar notering noteringar övrigt anm anmärkning anmärkningar åtgärd"
        " åtgärder stöd extraanpassningar motivering"
    ),
    LeftOut.ABOUT_PUPILS: (
        "födelsedatum född födelsedag födelseår kön sex poäng meritvärde merit meritpoäng betygspoäng snitt frånvaro"
        " närvaro modersmålsspråk"
    ),
}
LEFT_OUT = {word: kind for kind, words in _LEFT_OUT.items() for word in _words(words)}

# Where one of these heads a column, there is a pupil in each row.
PUPILS = _words("elev elevnamn elevensnamn förnamn efternamn fornamn tilltalsnamn fnamn enamn pupil student")

NO_GRADE = _words("streck ejbetyg saknarbetyg saknas saknarunderlag utanbetyg ejunderlag ejunderlagförbetyg")
ADAPTED = _words("anpassadstudiegång anpassad anp")
NUMBERING = _words("nr nummer id rad datum")
TOTALS = _words("summa sum totalt total tot")

# Words that say nothing by themselves.
PASSED_OVER = _words(
    "antal andel andelen procent elever elev betyg betyget slutbetyg terminsbetyg med som fått st n i för per av"
    " antalet ämne ämnet klass"
)

# What else a heading may hold and still be nobody's name. What other headings say is not kept.
HARMLESS = (
    ROLE.keys()
    | LEFT_OUT.keys()
    | PASSED_OVER - {"per"}
    | NO_GRADE
    | _words(
        "och till från godkända godkänt ej inte ht vt årskurser id nr nummer rad kod datum flickor pojkar lå termins"
        " slut saknar underlag studiegång skolor nationella nationellt prov np delprov minst uppnått uppnår mål målet"
        " hösten våren höst vår lägre högre lika språk blockbetyg år kommun kommunkod typ huvudman län enbart det den"
        " a b c d e f"
    )
) - {"alla", "sign"}
