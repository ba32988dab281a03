"""`python -m sim` is `negsim`."""

from sim.cli import main

if __name__ == "__main__":
    main()
