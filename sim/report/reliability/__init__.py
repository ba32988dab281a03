"""The reliability diagram of a backtest: how often what was forecast with a probability came about; drawn as SVG."""
