"""The one anticipated error."""


class Refused(Exception):  # noqa: N818 - reads better at the raise site
    """
    An anticipated refusal: the message is safe to show, and no code must change.

    ``code`` names the rule (``tasks.not_lead``), for tests and logs. Anything else that
    escapes an action is a defect and must reach the error log.
    """

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)
