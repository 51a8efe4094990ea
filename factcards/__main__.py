"""`python -m factcards`: the command line."""

from factcards.cli import main

if __name__ == "__main__":
    main()
