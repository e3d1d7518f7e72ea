"""Taxes and equalisation: what the state pays out, what moves it, and the forecasts it rests on."""
