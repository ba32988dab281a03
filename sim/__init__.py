"""negsim."""
