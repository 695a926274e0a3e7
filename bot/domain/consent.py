"""What a member agrees to when joining."""

# Grows when the text ``start-consent`` comes to say something else; it is stored with each account.
CONSENT_VERSION = 2
