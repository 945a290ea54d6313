"""Base rates: counted by hand on small classes, and never from the future or from the case's own pair."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hikiwake.forecasting import Claim, base_rate, claims
from hikiwake.terms.dyad import Dyad

OWN = Dyad.of("JPN", "RUS")


def made(n, *, began=date(1950, 1, 1), ended=None, how="alive", first=0):
    return [Claim(first + i, Dyad.of("AAA", f"B{first + i:02}"), began, ended, how) for i in range(n)]


def test_ten_settlements_in_a_thousand_claim_years_are_one_per_cent_a_year():
    """40 old claims over the 25 years from 1990 to 2015; ten settled at the end: k = 10, T = 1,000."""
    known = made(30) + made(10, ended=date(2015, 1, 1), how="agreement", first=50)
    found = base_rate(OWN, date(1952, 4, 1), date(2015, 1, 1), date(2016, 1, 1), known=known)
    assert found.cases == 40 and found.settled == 10
    assert found.rate == pytest.approx(0.00995, rel=0.01)
    assert found.lower < found.rate < found.upper


def test_nothing_after_as_of_is_known():
    known = made(30) + made(10, ended=date(2015, 1, 1), how="agreement", first=50)
    found = base_rate(OWN, date(1952, 4, 1), date(2014, 12, 31), date(2016, 1, 1), known=known)
    assert found.settled == 0 and found.rate == 0 and found.upper > 0


def test_the_cases_own_pair_is_left_out():
    own = [Claim(900 + i, OWN, date(1950, 1, 1), date(2000, 1, 1), "agreement") for i in range(50)]
    found = base_rate(OWN, date(1952, 4, 1), date(2014, 12, 31), date(2016, 1, 1), known=made(30) + own)
    assert found.settled == 0 and found.cases == 30


def test_a_war_that_ends_a_claim_competes_with_a_settlement():
    settled = made(30) + made(10, ended=date(2010, 1, 1), how="agreement", first=50)
    fought = settled + made(20, ended=date(2010, 1, 1), how="conquest", first=100)
    asked = (OWN, date(1952, 4, 1), date(2014, 12, 31), date(2034, 1, 1))
    assert base_rate(*asked, known=fought).rate < base_rate(*asked, known=settled).rate


def test_a_claim_that_lapsed_with_its_state_is_neither_settled_nor_otherwise_ended():
    lapsed = made(30) + made(5, ended=date(2010, 1, 1), how="lapsed", first=50)
    assert base_rate(OWN, date(1952, 4, 1), date(2014, 12, 31), date(2016, 1, 1), known=lapsed).settled == 0


def test_no_class_no_number():
    assert base_rate(OWN, date(1952, 4, 1), date(2014, 12, 31), date(2016, 1, 1), known=made(3)) is None


def test_young_claims_are_compared_with_young_claims():
    young = base_rate(Dyad.of("AAA", "BBB"), date(2014, 1, 1), date(2016, 1, 1), date(2018, 1, 1))
    old = base_rate(Dyad.of("AAA", "BBB"), date(1950, 1, 1), date(2016, 1, 1), date(2018, 1, 1))
    assert "under 5" in young.reference_class and "30 years or more" in old.reference_class
    assert young.rate > old.rate


def test_old_claims_since_1990_are_settled_in_about_one_year_in_ninety():
    """ICOW, ages of 30 and more since 1990: 1.1 % within a year, 2.3 % within two, 5.6 % within five, counted by others."""
    as_of = date(2016, 12, 9)
    rates = [base_rate(OWN, date(1952, 4, 1), as_of, as_of.replace(year=2016 + h)).rate for h in (1, 2, 5)]
    assert rates == pytest.approx([0.011, 0.023, 0.056], abs=0.004)


@given(st.integers(1, 20), st.integers(1, 20))
def test_a_longer_horizon_is_never_less_likely(years, more):
    as_of = date(2010, 1, 1)
    one, other = (base_rate(OWN, date(1952, 4, 1), as_of, date(2010 + h, 1, 1)) for h in (years, years + more))
    assert 0 <= one.lower <= one.rate <= one.upper <= 1
    assert one.rate <= other.rate


def test_dates_out_of_order_are_refused():
    with pytest.raises(ValueError, match="out of order"):
        base_rate(OWN, date(2020, 1, 1), date(2016, 1, 1), date(2018, 1, 1))


def test_the_packaged_claims_are_whole():
    known = claims()
    assert len(known) > 500
    assert all(c.ended is None or c.ended >= c.began for c in known)
    assert {c.how for c in known} <= {
        "agreement", "judgement", "mediation", "plebiscite", "dropped", "renounced", "conquest", "conference", "other", "lapsed", "alive",
    }  # fmt: skip
