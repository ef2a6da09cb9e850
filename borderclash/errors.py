"""The one kind of error that is not about the data: a mistake in using the tool."""


class UsageProblem(Exception):
    """Wrong usage or unreadable input; shown as an error with its remedy, exit code 2."""

    def __init__(self, message: str, help: str) -> None:
        super().__init__(message)
        self.message = message
        self.help = help
