"""The texts, one folder a language, one file a journey."""
