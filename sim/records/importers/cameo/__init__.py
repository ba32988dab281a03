"""The codes of CAMEO, and the importers of data that has them: ICEWS and GDELT."""
