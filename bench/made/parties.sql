select
    case_id,
    unnest(['petitioner', 'respondent']) as side,
    1 as party_number,
    unnest([
        lpad(printf('%x', hash(district)), 16, '0'), lpad(printf('%x', hash(n, 'respondent')), 16, '0')
    ]) as party_id,
    unnest(['state', 'person']) as party_role,
    unnest([true, offender < 0.7]) as has_advocate
from made_cases
