"""The one definition of every form: templates, guides, checks and tables are derived from here.

A form holds codes, numbers and dates. It has no column for a name, a case number or a remark, and a case is
known on it by ``case_ref``, its pseudonym (``cases.case_id``).
"""

from __future__ import annotations

from transform.form_definition import CASE_REF, Field, Form
from transform.schema import STUDY_COLUMNS
from transform.table_definition import Column, Table

CODER_PATTERN = r"[A-Z][A-Z0-9]{0,11}"
CODER_WORDS = "a coder's code of capitals and digits such as C1, never a name"
NOT_FOR_CODERS = ("unmapped",)


def _yes_no(name: str, description: str) -> Field:
    return Field(name, "text", description, True, "yes_no_unknown", is_judgment=True)


CASE = Field(
    CASE_REF,
    "text",
    "The case's pseudonym, as the worksheet gives it",
    True,
    pattern=r"[0-9a-f]{16}",
    pattern_words="16 digits 0-9 and a-f, copied from the worksheet",
)
SOURCE_DATE = Field("source_date", "date", "Date of that paper, or of the partner's report", True)
CODING = (
    Field("coder", "text", "Who coded the row, as a code", True, pattern=CODER_PATTERN,
          pattern_words=CODER_WORDS),
    Field("coded_at", "date", "Day the row was coded", True),
)  # fmt: skip
PROVENANCE = (
    Field("source", "text", "Paper the row was coded from", True, "form_sources"),
    SOURCE_DATE,
    *CODING,
    Field(
        "second_coder", "text", "Who coded the same unit a second time, in a row of their own; else empty",
        pattern=CODER_PATTERN, pattern_words=CODER_WORDS,
    ),
    Field("confidence", "integer", "1 doubtful, 2 fair, 3 certain", True, minimum=1, maximum=3),
)  # fmt: skip
DOUBLE_CODING_RULE = (
    "Two coders code at least a fifth of the units, without asking each other. The second coder's row has "
    "the same unit, their own coder and an empty second_coder; the first row names them in second_coder. "
    "The first row is the one that counts."
)

CASE_REVIEW = Form(
    "case_review",
    "case_reviews",
    "One row per case reviewed: how it ended and how it was conducted, from judgment, order or file",
    (CASE_REF,),
    (
        CASE,
        Field("as_of", "date", "Last day up to which the papers were read", True),
        Field("outcome_std", "text", "How the case ended; empty while undecided", codes="outcomes",
              without=NOT_FOR_CODERS, is_judgment=True),
        Field("acquittal_reason", "text", "Main reason of an acquittal; empty otherwise",
              codes="acquittal_reasons", is_judgment=True),
        Field("accused_count", "integer", "Accused whose trial is reviewed; empty if not known", minimum=1,
              maximum=200, is_judgment=True),
        Field("convicted_count", "integer", "Accused convicted; empty if not known", minimum=0, maximum=200,
              is_judgment=True),
        Field("acquitted_count", "integer", "Accused acquitted; empty if not known", minimum=0, maximum=200,
              is_judgment=True),
        Field("sentence_months", "integer", "Longest imprisonment given, in months, life being 240 (IPC 57); "
              "0 if none was given; empty if not known", minimum=0, maximum=240, is_judgment=True),
        Field("fine_rupees", "integer", "Sum of all fines; 0 if none; empty if not known", minimum=0,
              maximum=100_000_000, is_judgment=True),
        Field("cognizance_date", "date", "Day the court took cognizance; empty if not known",
              is_judgment=True),
        _yes_no("section_added_later", "Whether a section was added after the first charge-sheet"),
        _yes_no("in_camera", "Whether any testimony was heard in camera"),
        _yes_no("remote_testimony", "Whether any victim testified by video or from another room"),
        _yes_no("support_person", "Whether a support person stood by a victim"),
        Field("victim_legal_aid", "text", "Who gave the victims a lawyer", True, "legal_aid",
              is_judgment=True),
        Field("accused_legal_aid", "text", "Who gave the accused a lawyer", True, "legal_aid",
              is_judgment=True),
        Field("victim_compensation", "text", "Compensation for the victims", True, "victim_compensation",
              is_judgment=True),
        *PROVENANCE,
    ),
    (
        "acquittal_reason is filled in for outcome_std acquitted or split, and only then; u if unknown.",
        "sentence_months and fine_rupees are filled in only for outcome_std convicted or split.",
        "convicted_count and acquitted_count together are at most accused_count.",
        "cognizance_date is not after as_of, and as_of not after the study's cut-off.",
        DOUBLE_CODING_RULE,
    ),
)  # fmt: skip
VICTIM_REVIEW = Form(
    "victim_review",
    "victim_reviews",
    "One row per victim of a case reviewed, known by a serial number only",
    (CASE_REF, "victim_seq"),
    (
        CASE,
        Field("victim_seq", "integer", "Number of the victim within the case: 1, 2, 3 ...", True, minimum=1,
              maximum=200),
        _yes_no("minor", "Whether the victim was under 18 at the time of the offence"),
        _yes_no("cited_witness", "Whether the charge-sheet cites the victim as a witness"),
        _yes_no("summoned", "Whether the court summoned the victim as a witness"),
        _yes_no("testified", "Whether the victim testified in court"),
        _yes_no("hostile", "Whether the victim did not support the prosecution as a witness"),
        _yes_no("came_forward", "Whether the victim came forward to take part in the trial"),
        _yes_no("supported_by_programme", "Whether the programme supported the victim"),
        _yes_no("withdrew", "Whether the victim withdrew from the case"),
        Field("first_testimony_date", "date", "First day the victim testified; empty if not known",
              is_judgment=True),
        *PROVENANCE,
    ),
    (
        "hostile = y needs testified = y or summoned = y.",
        "testified = y needs cited_witness = y.",
        "first_testimony_date is filled in only for testified = y.",
        "The victims of a case are numbered 1, 2, 3 ... without a gap.",
        DOUBLE_CODING_RULE,
    ),
)  # fmt: skip
ADJOURNMENT_RULINGS = Form(
    "adjournment_rulings",
    "adjournment_rulings",
    "One row per day in court: who asked for an adjournment, how the judge ruled, whether anything was done",
    (CASE_REF, "business_date"),
    (
        CASE,
        Field("business_date", "date", "Day the court sat: a day of the case's history", True),
        Field("requested_by", "text", "Who asked for the adjournment", True, "requested_by",
              is_judgment=True),
        Field("ruling", "text", "How the judge ruled", True, "rulings", is_judgment=True),
        Field("reason_code", "text", "Reason for the adjournment; empty if there was none",
              codes="adjournment_reasons", without=NOT_FOR_CODERS, is_judgment=True),
        _yes_no("effective", "Whether the day moved the case on: something was heard, done or decided"),
        *PROVENANCE,
    ),
    (
        "business_date is a day of business in the case's history, up to the study's cut-off.",
        "ruling = disallowed needs requested_by = pros, def or both.",
        "ruling = no_request needs requested_by = court, other or u.",
        DOUBLE_CODING_RULE,
    ),
)  # fmt: skip
BAIL_RULINGS = Form(
    "bail_rulings",
    "bail_rulings",
    "One row per bail application of a case",
    (CASE_REF, "app_ref"),
    (
        CASE,
        Field("app_ref", "text", "Pseudonym of the application if the worksheet has one, else B1, B2", True,
              pattern=r"[0-9a-f]{16}|B[1-9][0-9]?", pattern_words="16 digits 0-9 and a-f, or B1, B2 ... B99"),
        Field("kind", "text", "Kind of bail", True, "bail_kinds", is_judgment=True),
        Field("filed", "date", "Day it was filed; empty if not known", is_judgment=True),
        Field("decided", "date", "Day it was decided; empty if undecided or not known", is_judgment=True),
        Field("outcome", "text", "How it ended; disposed_unknown if the papers do not say", True,
              "bail_outcomes", without=(*NOT_FOR_CODERS, "not_stated"), is_judgment=True),
        *PROVENANCE,
    ),
    (
        "decided is not before filed, and neither after the study's cut-off.",
        "outcome = pending has no decided.",
        "A pseudonym as app_ref is that of an application of the same case.",
        DOUBLE_CODING_RULE,
    ),
)  # fmt: skip
PROGRAMME_REGISTER = Form(
    "programme_register",
    "programme_register",
    "One row per figure that the programme itself reports; nothing here is computed from records",
    ("item",),
    (
        Field("item", "text", "Name of the figure", True, pattern=r"[a-z][a-z0-9_]{2,59}",
              pattern_words="small letters, digits and _, such as judges_trained"),
        Field("value", "number", "The number", True, minimum=0),
        Field("qualifier", "text", "How the number is meant", True, "qualifiers"),
        Field("wording", "text", "The number in the source's own words", True, pattern=r".{1,40}",
              pattern_words="at most 40 characters"),
        Field("unit", "text", "What is counted", True, "register_units"),
        Field("period", "text", "Time it speaks of", True, pattern=r".{1,40}",
              pattern_words="at most 40 characters"),
        Field("n", "integer", "How many were asked, for a share of a survey; else empty", minimum=1),
        Field("source", "text", "Where it is published", True, "register_sources"),
        Field("page", "text", "Page or place there; empty if it has none", pattern=r".{1,40}",
              pattern_words="at most 40 characters"),
        *CODING,
    ),
    (
        "unit = percent is at most 100, unit = share at most 1.",
        "n is filled in only for unit = percent or share.",
        "A count (any other unit) is a whole number.",
    ),
    is_double_coded=False,
)  # fmt: skip
AHTU_OPERATIONS = Form(
    "ahtu_operations",
    "ahtu_operations",
    "One row per quarter and district: rescue operations of the anti human trafficking unit",
    ("quarter", "district"),
    (
        Field("quarter", "text", "Quarter of the year", True, pattern=r"(19|20)[0-9]{2}-Q[1-4]",
              pattern_words="year and quarter such as 2021-Q3"),
        Field("district", "text", "District of the unit", True, pattern=r"[A-Z][A-Za-z .()-]{2,39}",
              pattern_words="the district's name, beginning with a capital"),
        Field("rescues", "integer", "Rescue operations", True, minimum=0, maximum=1000),
        Field("rescues_with_arrest", "integer",
              "Of them, those in which traffickers were identified and arrested", True, minimum=0,
              maximum=1000),
        Field("adults_removed", "integer", "Adults removed", True, minimum=0, maximum=10_000),
        Field("minors_removed", "integer", "Minors removed", True, minimum=0, maximum=10_000),
        Field("arrests", "integer", "People arrested", True, minimum=0, maximum=10_000),
        Field("traffickers_identified", "integer", "Traffickers identified, arrested or not", True, minimum=0,
              maximum=10_000),
        Field("source", "text", "Where it is recorded", True, "register_sources"),
        SOURCE_DATE,
        *CODING,
    ),
    (
        "rescues_with_arrest is at most rescues.",
        "Without a rescue nobody was removed.",
        "With rescues_with_arrest over 0, arrests and traffickers_identified are over 0.",
        "The quarter had ended on coded_at.",
    ),
    is_double_coded=False,
)  # fmt: skip

CASE_LISTS = Form(
    "case_lists",
    "case_lists",
    "One row per case on a list kept elsewhere: was it found on the portal",
    ("keeper", "entry_number"),
    (
        Field("keeper", "text", "Who keeps the list", True, "list_keepers"),
        Field("entry_number", "integer", "Number of the entry: 1, 2, 3 ... in the order of the list", True,
              minimum=1, maximum=100_000),
        Field("district", "text", "District of the case", True, pattern=r"[A-Z][A-Za-z .()-]{2,39}",
              pattern_words="the district's name, beginning with a capital"),
        _yes_no("belongs", "Whether the case is one of the study's offences, districts and window"),
        Field(CASE_REF, "text", "The case's pseudonym if it was found on the portal; else empty",
              pattern=r"[0-9a-f]{16}", pattern_words="16 digits 0-9 and a-f, copied from the worksheet"),
        SOURCE_DATE,
        *CODING,
    ),
    (
        "A case_ref stands only once on a list.",
        "A case that is not in the study's frame has belongs = n.",
        "source_date is the day up to which the list was kept.",
    ),
    is_double_coded=False,
)  # fmt: skip

FORMS: dict[str, Form] = {
    form.name: form
    for form in (
        CASE_REVIEW, VICTIM_REVIEW, ADJOURNMENT_RULINGS, BAIL_RULINGS, PROGRAMME_REGISTER, AHTU_OPERATIONS,
        CASE_LISTS,
    )
}  # fmt: skip

DOUBLE_CODINGS = Table(
    "double_codings",
    "One row per unit coded twice and judgment: what each coder wrote; the first counts in the other tables",
    ("study", "timepoint", "form", "unit", "variable"),
    (
        *STUDY_COLUMNS,
        Column("form", "text", "Form", required=True, codes="forms"),
        Column("unit", "text", "Unit: the form's unit columns joined by a blank", required=True),
        Column("case_id", "text", "Case the unit belongs to (cases.case_id)", required=True),
        Column("variable", "text", "Column of the form", required=True),
        Column("first_code", "text", "What the first coder wrote; null if left empty"),
        Column("second_code", "text", "What the second coder wrote; null if left empty"),
    ),
)
FORM_TABLES: dict[str, Table] = {
    **{form.table_name: form.table() for form in FORMS.values()},
    DOUBLE_CODINGS.name: DOUBLE_CODINGS,
}
