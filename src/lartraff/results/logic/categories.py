"""Subject categories, as Swedish schools group their teachers: the one place where they are written down."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Category:
    """`subjects`: codes as in the grade catalogue. Every subject belongs to one category."""

    code: str
    name_sv: str
    name_en: str
    subjects: tuple[str, ...]


CATEGORIES = (
    Category("MATHS", "Matematik", "Mathematics", ("MA",)),
    Category("SWEDISH", "Svenska", "Swedish", ("SV", "SVA")),
    Category("LANGUAGES", "Språk", "Languages", ("EN", "M1", "M2", "ML", "TN")),
    Category("SCIENCE", "NO och teknik", "Science and technology", ("BI", "FY", "KE", "NO", "TK")),
    Category("SOCIAL", "SO", "Social studies", ("GE", "HI", "RE", "SH", "SO")),
    Category(
        "PRACTICAL", "Praktisk-estetiska ämnen", "Practical and aesthetic subjects", ("BL", "HKK", "IDH", "MU", "SL")
    ),
)

# Taught as one in the lower years, by people who teach its parts too.
TAUGHT_AS_ONE = {"NO": ("BI", "FY", "KE"), "SO": ("GE", "HI", "RE", "SH")}

BY_SUBJECT = {subject: category for category in CATEGORIES for subject in category.subjects}
BY_CODE = {category.code: category for category in CATEGORIES}


def taught_by(codes: frozenset[str]) -> frozenset[str]:
    """Add what follows from `codes`: who teaches NO teaches its parts, and who teaches a part has a place in NO."""
    more = set(codes)
    for whole, parts in TAUGHT_AS_ONE.items():
        if whole in codes:
            more.update(parts)
        elif codes.intersection(parts):
            more.add(whole)
    return frozenset(more)
