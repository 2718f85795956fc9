"""What is known about other people: cited formulas and changes with age, with units in their names.

Functions take a number or an array; one that needs a table of the book takes it as an argument.

Change with age     changes_over, change_between, expected_directions, of_the_sex; percent_over, amount_over
Kidney              mdrd, ckd_epi_2009, ckd_epi_2021 (all in EQUATIONS), age_factor, age_losses
Lung                spirometry
Blood               esr_upper_limit_mm_per_h, esr_age_years, homa_ir
One person's noise  reference_change, log_change_sd
Luck at the start   lucky_start, change_by_luck, expected_regression
Parts of a change   regression_factor, shift_factor, storage_factor, storage_loss, storage_loss_for
Dose                million_cells_per_kg

    >>> from analysis import physiology
    >>> round(physiology.age_factor(physiology.ckd_epi_2021, start=51, years=5), 3)
    0.969

`help(physiology.spirometry)` tells more of each.
"""

from analysis.physiology.aging import DIVIDED as DIVIDED
from analysis.physiology.aging import LevelChange as LevelChange
from analysis.physiology.aging import amount_over as amount_over
from analysis.physiology.aging import change_between as change_between
from analysis.physiology.aging import changes_over as changes_over
from analysis.physiology.aging import expected_directions as expected_directions
from analysis.physiology.aging import of_the_sex as of_the_sex
from analysis.physiology.aging import percent_over as percent_over
from analysis.physiology.aging import printed_change as printed_change
from analysis.physiology.aging import span_in_years as span_in_years
from analysis.physiology.components import StorageLoss as StorageLoss
from analysis.physiology.components import million_cells_per_kg as million_cells_per_kg
from analysis.physiology.components import regression_factor as regression_factor
from analysis.physiology.components import shift_factor as shift_factor
from analysis.physiology.components import storage_factor as storage_factor
from analysis.physiology.components import storage_loss as storage_loss
from analysis.physiology.components import storage_loss_for as storage_loss_for
from analysis.physiology.egfr import EQUATIONS as EQUATIONS
from analysis.physiology.egfr import Equation as Equation
from analysis.physiology.egfr import age_factor as age_factor
from analysis.physiology.egfr import age_losses as age_losses
from analysis.physiology.egfr import ckd_epi_2009 as ckd_epi_2009
from analysis.physiology.egfr import ckd_epi_2021 as ckd_epi_2021
from analysis.physiology.egfr import mdrd as mdrd
from analysis.physiology.esr import esr_age_years as esr_age_years
from analysis.physiology.esr import esr_upper_limit_mm_per_h as esr_upper_limit_mm_per_h
from analysis.physiology.homa import homa_ir as homa_ir
from analysis.physiology.reference_change import ReferenceChange as ReferenceChange
from analysis.physiology.reference_change import log_change_sd as log_change_sd
from analysis.physiology.reference_change import reference_change as reference_change
from analysis.physiology.regression_to_mean import LuckyStart as LuckyStart
from analysis.physiology.regression_to_mean import change_by_luck as change_by_luck
from analysis.physiology.regression_to_mean import expected_regression as expected_regression
from analysis.physiology.regression_to_mean import lucky_start as lucky_start
from analysis.physiology.spirometry import Spirometry as Spirometry
from analysis.physiology.spirometry import spirometry as spirometry
