"""Run the tool as ``python -m bostoette_cli``."""

from bostoette_cli.cli.main import main

if __name__ == "__main__":
    main()
