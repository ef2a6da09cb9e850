"""What the command `borderclash` and ``python -m borderclash`` run, in a process of their own."""

import atexit
import gc
import sys


def main() -> None:
    """Run the command line without the collector of garbage.

    Nothing that a command imports or builds goes round in circles: it would walk all of it again and again, and at
    the end once more.
    """
    gc.disable()
    atexit.register(gc.freeze)
    try:
        from borderclash.cli import main as run

        run()
    except KeyboardInterrupt:
        # While it starts or ends; a command that runs sees to it itself.
        sys.exit(130)


if __name__ == "__main__":
    main()
