"""支部通 / Zhibu: a Telegram bot for party branches and their members."""
