"""Errors that are meant for people, as a key and values; words come later, in the reader's language."""

from bot.domain.messages import Value


class UserError(Exception):
    """Something a person did that cannot be done as asked.

    ``key`` names the Fluent message ``error-<key>``; ``values`` fill it. Raising it inside a use case
    rolls the transaction back.
    """

    def __init__(self, key: str, **values: Value) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


class SettingsError(Exception):
    """A setting that cannot be used; the text is one line that names the environment variable."""
