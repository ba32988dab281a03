"""`python -m sim` is `negsim`."""

import sys


def main() -> None:
    """Run the command line; Ctrl-C ends it in order from here on, while it is still being loaded."""
    try:
        from sim.cli import main as run  # noqa: PLC0415 - Ctrl-C may come while it is loaded

        run()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
