"""A bare bot of the same library that says again what it is told, the peer of `tests.bench_telegram`."""

from __future__ import annotations

import os

from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters


async def echo(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    """Send the text back."""
    if update.message and update.message.text:
        await update.message.reply_text(update.message.text)


if __name__ == "__main__":
    url, token = os.environ["TELEGRAM_API_URL"], os.environ["TELEGRAM_BOT_TOKEN"]
    bot = Application.builder().token(token).base_url(f"{url}/bot").build()
    bot.add_handler(MessageHandler(filters.TEXT, echo))
    bot.run_polling()
