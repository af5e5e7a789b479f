-- view: study
-- title: Parameters of the study at this timepoint, one row; every indicator takes its parameters from here
-- uses: study_parameters
-- columns:
--   study: Name of the study file
--   timepoint: Timepoint of the study: baseline or endline
--   as_of: Cut-off used: snapshot day less the reporting lag
--   window_start: First day of the frame's window
--   window_end: Last day of the frame's window
--   frame_rule: Which cases the window takes in
--   clock_start: Date a case's clock starts
--   year_length_days: Length of a year in days
--   reporting_lag_days: Days before the snapshot that are not used
--   suppression_threshold: Smallest count that may be published
--   offences: Offences in frame, comma separated
--   is_synthetic: Whether the study's cases are made up
select
    study,
    timepoint,
    as_of,
    window_start,
    window_end,
    frame_rule,
    clock_start,
    year_length_days,
    reporting_lag_days,
    suppression_threshold,
    offences,
    is_synthetic
from study_parameters
