"""Exact small-sample statistics: numbers in, results out.

A result is a frozen dataclass that says itself in words by `.sentence()`; a table is a tidy DataFrame.

Two groups       rank_sum, rank_sum_many, permutation_difference
Pairs            signed_rank, signed_rank_many, sign_flip_mean
How large        hodges_lehmann, hedges_g, hedges_gz
All at once      two_group_statistics, paired_statistics
Equivalence      equivalence, smallest_margin
Sizes alone      attainable, floors, true_level; rank_patterns, leave_one_out, left_out_by_method
How many people  power, detectable, noether_power, noether_per_arm, weight_of_no_difference
Hidden bias      hidden_bias, hidden_bias_of
Several tests    adjust, adjust_many, in_family, significant_by_chance, smallest_adjusted
Events           proportion, chance_of_one, people_to_see_one, expected_between

    >>> from analysis import inference
    >>> inference.rank_sum([7, 8, 9, 10, 11], [1, 2, 3, 4, 5, 6]).pvalue
    0.004329004329004329

`help(inference.rank_sum)` tells more of each.
"""

from analysis.inference.attainable_values import attainable as attainable
from analysis.inference.attainable_values import floors as floors
from analysis.inference.attainable_values import true_level as true_level
from analysis.inference.effects import StandardizedDifference as StandardizedDifference
from analysis.inference.effects import hedges_g as hedges_g
from analysis.inference.effects import hedges_gz as hedges_gz
from analysis.inference.equivalence import Equivalence as Equivalence
from analysis.inference.equivalence import Margin as Margin
from analysis.inference.equivalence import equivalence as equivalence
from analysis.inference.equivalence import smallest_margin as smallest_margin
from analysis.inference.hidden_bias import HiddenBias as HiddenBias
from analysis.inference.hidden_bias import hidden_bias as hidden_bias
from analysis.inference.hidden_bias import hidden_bias_of as hidden_bias_of
from analysis.inference.intervals import Interval as Interval
from analysis.inference.intervals import hodges_lehmann as hodges_lehmann
from analysis.inference.multiplicity import adjust as adjust
from analysis.inference.multiplicity import adjust_many as adjust_many
from analysis.inference.multiplicity import in_family as in_family
from analysis.inference.multiplicity import significant_by_chance as significant_by_chance
from analysis.inference.multiplicity import smallest_adjusted as smallest_adjusted
from analysis.inference.permutation import PermutationTest as PermutationTest
from analysis.inference.permutation import permutation_difference as permutation_difference
from analysis.inference.permutation import sign_flip_mean as sign_flip_mean
from analysis.inference.proportions import Proportion as Proportion
from analysis.inference.proportions import chance_of_one as chance_of_one
from analysis.inference.proportions import expected_between as expected_between
from analysis.inference.proportions import people_to_see_one as people_to_see_one
from analysis.inference.proportions import proportion as proportion
from analysis.inference.rank_orders import leave_one_out as leave_one_out
from analysis.inference.rank_orders import left_out_by_method as left_out_by_method
from analysis.inference.rank_orders import rank_patterns as rank_patterns
from analysis.inference.rank_tests import RankTest as RankTest
from analysis.inference.rank_tests import RankTests as RankTests
from analysis.inference.rank_tests import rank_sum as rank_sum
from analysis.inference.rank_tests import rank_sum_many as rank_sum_many
from analysis.inference.rank_tests import signed_rank as signed_rank
from analysis.inference.rank_tests import signed_rank_many as signed_rank_many
from analysis.inference.sample_size import Detectable as Detectable
from analysis.inference.sample_size import Power as Power
from analysis.inference.sample_size import detectable as detectable
from analysis.inference.sample_size import noether_per_arm as noether_per_arm
from analysis.inference.sample_size import noether_power as noether_power
from analysis.inference.sample_size import power as power
from analysis.inference.sample_size import weight_of_no_difference as weight_of_no_difference
from analysis.inference.summary_statistics import paired_statistics as paired_statistics
from analysis.inference.summary_statistics import two_group_statistics as two_group_statistics
