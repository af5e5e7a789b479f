"""Every key a case record of the portal's app may have, and what is done with it.

The raw form holds HTML fragments where the parsed form, as studies published it, holds lists. Keys that are
ignored are kept by name and value in ``CaseRecord.ignored``; a key that stands in no list is a fault.
"""

from __future__ import annotations

READ_KEYS = frozenset((
    "cino", "court_name", "type_name", "fil_no", "fil_year", "date_of_filing", "reg_no", "reg_year",
    "dt_regis", "date_first_list", "date_next_list", "date_of_decision", "purpose_name", "disp_name",
    "court_no", "desgname", "state_code", "district_code", "district_name", "est_code", "complex_code",
    "petNameAdd", "str_error", "resNameAdd", "str_error1",
    "fir_details", "transfer", "processes", "main_matter", "sub_matter", "link_cases",
))  # fmt: skip
"""Keys of both forms that fill a field of ``CaseRecord``."""

RAW_KEYS = frozenset((
    "act", "historyOfCaseHearing", "interimOrder", "finalOrder", "iaFiling", "subordinateCourtInfoStr",
    "transfer_est_name", "transfer_est_date",
))  # fmt: skip
"""Keys that only the raw form has, all read."""

PARSED_KEYS = frozenset((
    "acts", "history", "orders", "final_orders", "judgment", "ia_filings", "subordinate_court",
))  # fmt: skip
"""Keys that only the parsed form has, all read."""

IGNORED_KEYS = frozenset((
    # The same in other words: names again without numbering, the court number again, the case number as the
    # key of the court's own database, flags that repeat what other keys say.
    "pet_name", "petparty_name", "pet_adv", "res_name", "resparty_name", "res_adv", "courtno", "case_no",
    "court_code", "state_name", "archive", "disp_nature", "purpose_next", "transfer_est", "transfer_est_flag",
    "main_matter_cino", "main_case_no",
    # The same in the state's own language.
    "ldesgname", "lpet_name", "lres_name", "ltype_name", "ldisp_name",
    # Numbers of the court's own lists of judges, posts, registers and case types.
    "desgcode", "jcode", "judcode", "goshwara_no", "regcase_type",
    # When the case was last listed; the history says the same.
    "date_last_list",
    # Whether names are hidden or parties replaced by heirs.
    "hide_pet_name", "hide_res_name", "hide_partyname_est", "pet_legal_heir", "res_legal_heir", "pet_status",
    "res_status",
    # Places that the app fills elsewhere: acts in the acts table, the FIR in fir_details, the magistrate's
    # case in the subordinate court table.
    "under_act1", "under_act2", "under_act3", "under_act4",
    "under_sec1", "under_sec2", "under_sec3", "under_sec4",
    "fir_no", "fir_year", "police_st_code", "lower_court", "lower_court_code", "lower_court_dec_dt",
    # Writ petitions of High Courts; where a study stored the orders it had downloaded.
    "writinfo", "files",
))  # fmt: skip
"""Keys recognised and deliberately not read."""
