"""Linear programmes over one set of constraints, solved again and again for other objectives.

HiGHS keeps its basis between the runs, so that each further objective takes a few steps instead of a whole
solution. (scipy's ``linprog`` starts anew every time, which takes tens of times as long here.)
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import highspy
import numpy as np
from scipy.sparse import csc_array, csr_array

from checks.disclosure.system import Numbers


class Programme:
    """``matrix @ z = 0`` with ``low <= z <= high``, all bounds finite and zero within them."""

    def __init__(self, matrix: csr_array, low: Numbers, high: Numbers) -> None:
        self._width = matrix.shape[1]
        self._columns = np.arange(self._width, dtype=np.int32)
        self._solver = _quiet_solver()
        self._solver.setOptionValue("presolve", "off")
        self._solver.passModel(_model(matrix, low, high))

    def maximise(self, objective: Numbers) -> tuple[float, Numbers, Numbers]:
        """Greatest value of ``objective @ z``, the ``z`` that has it, and the price of each row."""
        self._solver.changeColsCost(self._width, self._columns, -objective)
        self._solver.run()
        status = self._solver.getModelStatus()
        if status != highspy.HighsModelStatus.kOptimal:
            raise ArithmeticError(f"a linear programme ended without a solution: {status}")
        solution = self._solver.getSolution()
        values = np.array(solution.col_value)
        return float(objective @ values), values, -np.array(solution.row_dual)


def _quiet_solver() -> highspy.Highs:
    """HiGHS prints a banner straight to standard output when first made, which may be someone's JSON."""
    sys.stdout.flush()
    with Path(os.devnull).open("w") as nowhere:
        kept = os.dup(1)
        try:
            os.dup2(nowhere.fileno(), 1)
            solver = highspy.Highs()  # type: ignore[no-untyped-call]
        finally:
            os.dup2(kept, 1)
            os.close(kept)
    solver.silent()
    return solver


def _model(matrix: csr_array, low: Numbers, high: Numbers) -> highspy.HighsLp:
    sparse = csc_array(matrix)
    model = highspy.HighsLp()
    model.num_row_, model.num_col_ = matrix.shape
    model.col_cost_ = np.zeros(matrix.shape[1])
    model.col_lower_, model.col_upper_ = low, high
    model.row_lower_ = model.row_upper_ = np.zeros(matrix.shape[0])
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.start_, model.a_matrix_.index_ = sparse.indptr, sparse.indices
    model.a_matrix_.value_ = sparse.data
    return model
