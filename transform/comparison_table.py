"""The table of a study's comparison: every indicator at both timepoints and the change, in full."""

from __future__ import annotations

from transform.schema import STUDY_COLUMNS, Column, Table

COMPARISON = Table(
    "comparison",
    "Baseline, endline and the change between them, in full, before disclosure control: not for publication",
    ("study", "indicator_id", "definition_id", "district", "population", "timepoint"),
    (
        STUDY_COLUMNS[0],
        Column("indicator_id", "text", "Indicator, e.g. I12", required=True),
        Column("definition_id", "text", "Definition within the indicator, e.g. A1", required=True),
        Column("timepoint", "text", "baseline, endline, or difference for the change", required=True),
        Column("district", "text", "District; all for the total", required=True),
        Column("population", "text", "What the value is about, in plain words", required=True),
        Column("value", "number", "The value; of the change: endline minus baseline, or their ratio"),
        Column("unit", "text", "Unit of the value; a ratio says so", required=True),
        Column("numerator", "number", "Numerator; null for quantiles and changes"),
        Column("denominator", "number", "Denominator; null for changes"),
        Column("n", "integer", "Cases the value rests on; of a change: the fewer of the two", required=True),
        Column("ci_low", "number", "Lower end of the 95 % interval; null if none or open"),
        Column("ci_high", "number", "Upper end of the 95 % interval; null if none or open"),
        Column("ci_method", "text", "How the interval was computed; none if there is none", required=True),
        Column("suppressed", "boolean", "Always false: values are withheld on publication", required=True),
        Column("note", "text", "Cautions, or why there is no value or no interval"),
        Column("role", "text", "Of a change: primary, secondary (tested) or descriptive; else null"),
        Column("p_value", "number", "p-value of the change, unadjusted; null if not tested"),
        Column("p_adjusted", "number", "p-value adjusted for its family: primaries, or secondaries"),
        Column("adjustment", "text", "holm (primaries) or benjamini_hochberg (secondaries)"),
        Column("test_method", "text", "Test behind p_value"),
        Column("cliffs_delta", "number", "Of a change of means: Cliff's delta, -1 to 1"),
        Column("minimum_detectable", "number", "Least change found with 80 % power; a ratio: above 1"),
        Column("disclosure", "text", "Which publication rules apply: cases or data quality", required=True),
        Column("is_count", "boolean", "Whether the numerator counts cases or applications", required=True),
        Column("is_percentile", "boolean", "Whether the value is a quantile", required=True),
    ),
)
