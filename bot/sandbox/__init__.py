"""The local Telegram: a Bot API server on loopback with a web chat, for demo, tests and benchmarks.

It is Telegram, not the bot: it knows nothing of the rest of the project and is met over HTTP only. Tests may
also call its engine in the same process, which gives the same answers without a network.
"""
