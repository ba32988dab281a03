"""The outcomes of forecasts in words: their groups, their order, what is always or never so, and the finding."""
