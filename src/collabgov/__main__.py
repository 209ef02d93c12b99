"""``python -m collabgov``: the command line."""

from collabgov.cli import main

if __name__ == "__main__":
    main()
