"""Wordings of a made-up release, with weights: the commonest by hand, a tail from the shipped vocabularies.

Lower-cased as the release's keys have them, with near-duplicates and with wordings that no vocabulary knows.
"""

from __future__ import annotations

from collections.abc import Mapping

from transform.spelling import read_rows

MISSING_DISPOSITION = "disposition var missing"
Weighted = Mapping[str, float]

CASE_TYPES: Weighted = {
    "s.c.c.": 22, "summons case": 12, "r.c.c. - regular criminal case": 10, "sessions case": 4, "spl.case": 2,
    "spl.case child prot.": 2, "cri.bail appln. - bail application": 5, "cri.m.a.": 6, "cri.appeal": 2,
    "reg.civil suit": 12, "special civil suit": 6, "m.a.c.p.": 4, "darkhast": 3, "sessions  case": 1,
    "sessoins case (old)": 0.5, "chapter case": 2, "bail application": 2,
}  # fmt: skip
DISPOSALS: Weighted = {
    "acquitted": 15, "convicted": 6, "confession": 2, "plead guilty": 4, "plea bargaining": 0.2, "fine": 3,
    "prison": 0.3, "probation": 0.1, "remanded": 0.3, "committed": 1, "compromise": 3, "compounded": 2,
    "settled": 1, "referred to lok adalat": 3, "dismissed": 7, "allowed": 6, "contest-allowed": 1,
    "reject": 2, "disposed": 4, "disposed-otherwise": 5, "decided": 3, "judgement": 2, "closed": 0.5,
    "other": 2, "procedural": 1, "transferred": 4, "withdrawn": 2, "abated": 0.5, "died": 0.1,
    "absconded": 0.2, "quash": 0.2, "stayed": 0.2, "untrace": 0.2, "p.o. consign": 0.2, "converted": 0.1,
    "ex-parte": 0.4, "execution": 0.1, "award": 0.4, "258 crpc": 0.5, "uncontested": 1, "bail granted": 0.5,
    "cancelled": 0.1, "otherwise": 0.5, "bail refused": 0.3, "sine die": 0.1, "not pressed": 0.2,
    "partly decreed": 0.3, "decreed": 1, "interim compensation": 0.1, "lok adalat": 0.3,
}  # fmt: skip
PURPOSES: Weighted = {
    "evidence": 20, "appearance": 10, "appereance": 2, "hearing": 8, "awaiting summons": 5, "arguments": 4,
    "judgment": 2, "judgement": 3, "charge": 3, "framing of charge": 2, "disposed": 6, "stayed": 0.5,
    "awaiting notice": 3, "awaiting warrant": 3, "no sitting case adjourned to": 0.1, "adjourned": 0.3,
    "say on exh___unready": 1, "steps on old matter (2)": 1, "evidense of p.w. part heard b": 0.5,
}  # fmt: skip
JUDGE_POSITIONS: Weighted = {
    "chief judicial magistrate": 20, "judicial magistrate first class": 20, "civil judge junior division": 20,
    "civil judge senior division": 10, "district and sessions court": 15, "additional district judge": 10,
    "special judge": 2, "criminal cases": 2, "motor accident claims tribunal": 1, "": 2,
}  # fmt: skip
FIELD_CHARGES: Mapping[tuple[str, str], float] = {
    ("immoral traffic (prevention) act", "3"): 4, ("immoral traffic (prevention) act", "4"): 5,
    ("immoral traffic (prevention) act", "5"): 5, ("immoral traffic prevention act", "8"): 2,
    ("immoral traffic (prevention) act", "66"): 0.3, ("the indian penal code", "366a"): 8,
    ("the indian penal code", "366(b)"): 0.5, ("the indian penal code", "370"): 3,
    ("indian penal code", "370 a"): 2, ("the indian penal code", "372"): 2, ("i.p.c(police)", "373"): 2,
}  # fmt: skip
OTHER_CHARGES: Mapping[tuple[str, str], float] = {
    ("the indian penal code", "323"): 12, ("the indian penal code", "504,506"): 8,
    ("the indian penal code", "379"): 8, ("indian penal code", "420"): 5, ("i.p.c(police)", "324"): 4,
    ("the indian penal code", "302"): 2, ("the indian penal code", "376(2)(f)"): 1,
    ("protection of children from sexual offences act", "4"): 1, ("posco act", "6"): 1,
    ("code of criminal procedure", "125"): 6, ("code of criminal procedure", "439"): 4,
    ("motor vehicles act", "166"): 8, ("prohibition act (maharashtra)", "65(e)"): 4,
    ("negotiable instruments act", "138"): 10, ("hindu marriage act", "13"): 4,
    ("code of civil procedure", "9"): 8, ("specific relief act", "34"): 5, ("others", "0"): 1,
    ("local cess (recovery) rules b", "12"): 1,
}  # fmt: skip


def with_tail(common: Weighted, map_file: str, share: float, most: int) -> Weighted:
    """``common`` and up to ``most`` wordings of a vocabulary's map, which together weigh ``share`` of all."""
    raws = [row["raw"].lower() for row in read_rows(map_file)]
    tail = [raw for raw in dict.fromkeys(raws) if raw.strip() and raw not in common][:most]
    each = sum(common.values()) * share / (1 - share) / max(1, len(tail))
    return {**common, **dict.fromkeys(tail, each)}
