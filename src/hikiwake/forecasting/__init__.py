"""Reference classes and base rates; leaders' clocks."""

from hikiwake.forecasting.base_rate import base_rate
from hikiwake.forecasting.claims import Claim, claims
from hikiwake.forecasting.model import BaseRate, Clock, Forecast

__all__ = ["BaseRate", "Claim", "Clock", "Forecast", "base_rate", "claims"]
