"""``python -m borderclash`` is ``borderclash``."""

from borderclash.cli import main

if __name__ == "__main__":
    main()
