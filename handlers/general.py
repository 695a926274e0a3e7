"""/help, /me, /language, /cancel, and the command menus."""

from __future__ import annotations

from telegram import (
    BotCommand,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)
from telegram.error import BadRequest, Forbidden

from bot.domain.messages import Button, Listing, Message, Term
from bot.domain.rights import Actor, Right, may_anywhere
from bot.i18n import LOCALES
from bot.usecases import profile
from handlers.house import House
from handlers.peace import me_buttons, me_line
from handlers.routing import Journey, tap_data
from handlers.talk import Talk
from handlers.ways import ways

journey = Journey("general")

# Which commands somebody is offered, in this order; any one of the rights opens it, () is for everybody.
COMMANDS: tuple[tuple[str, tuple[Right, ...]], ...] = (
    ("log", (Right.LOG_OWN,)),
    ("stars", (Right.READ_OWN,)),
    ("mine", (Right.READ_OWN,)),
    ("meetings", (Right.READ_OWN, Right.RUN_MEETINGS)),
    ("study", (Right.READ_OWN, Right.RUN_STUDY)),
    ("dues", (Right.READ_OWN, Right.KEEP_DUES)),
    ("pledge", (Right.LOG_OWN,)),
    ("pledges", (Right.READ_OWN, Right.REVIEW_PLEDGES)),
    ("calendar", (Right.READ_OWN, Right.RUN_MEETINGS)),
    ("honours", (Right.READ_OWN, Right.SETTLE_YEAR)),
    ("notice", (Right.SEND_NOTICE,)),
    ("meeting", (Right.RUN_MEETINGS,)),
    ("review", (Right.CONFIRM_RECORD, Right.REVIEW_PLEDGES)),
    ("settle", (Right.SETTLE_YEAR,)),
    ("roster", (Right.READ_ROSTER,)),
    ("member", (Right.EDIT_ROSTER,)),
    ("bind", (Right.BIND_GROUP,)),
    ("settings", (Right.CHOOSE_SCHEME,)),
    ("me", (Right.READ_OWN,)),
    ("mute", (Right.READ_OWN,)),
    ("language", ()),
    ("help", ()),
    ("cancel", ()),
)
# /help has a button for each of these, and need not name itself.
WITH_BUTTONS = frozenset(
    {"log", "stars", "mine", "meetings", "study", "dues", "review", "roster", "notice", "meeting", "help"}
)
GROUP_COMMANDS = ("help",)
GROUP_ADMINISTRATOR_COMMANDS = ("bind", "unbind", "help")
# Telegram tells languages apart by two letters only; Traditional Chinese is set chat by chat.
MENU_LANGUAGES = (("", None), ("zh", "zh-Hans"), ("en", "en"))


def commands_for(actor: Actor) -> list[str]:
    """The commands that make sense for somebody."""
    return [
        name for name, rights in COMMANDS if not rights or any(may_anywhere(actor, one) for one in rights)
    ]


async def set_menus(house: House) -> None:
    """Tell Telegram the commands that everybody sees, per scope and language."""
    everybody = {Right.LOG_OWN, Right.READ_OWN}
    member = [name for name, rights in COMMANDS if not rights or everybody.intersection(rights)]
    for code, locale in MENU_LANGUAGES:
        words = locale or house.default_locale
        for scope, names in (
            (BotCommandScopeAllPrivateChats(), member),
            (BotCommandScopeAllGroupChats(), GROUP_COMMANDS),
            (BotCommandScopeAllChatAdministrators(), GROUP_ADMINISTRATOR_COMMANDS),
        ):
            await house.bot.set_my_commands(_menu(house, words, names), scope=scope, language_code=code)


async def set_own_menu(talk: Talk, actor: Actor) -> None:
    """Give one person the menu of their roles and language."""
    try:
        await talk.house.bot.set_my_commands(
            _menu(talk.house, actor.locale, commands_for(actor)), scope=BotCommandScopeChat(talk.chat_id)
        )
    except (BadRequest, Forbidden):
        return  # a menu is a convenience: whoever cannot have one still has /help


def _menu(house: House, locale: str, names: list[str] | tuple[str, ...]) -> list[BotCommand]:
    return [BotCommand(name, house.texts.format(locale, f"command-{name}", html=False)) for name in names]


@journey.command("help", in_groups=True)
@journey.phrase("help")
async def show_help(talk: Talk) -> None:
    if not talk.is_private:
        await talk.reply(talk.to_private("help"))
        return
    actor = await talk.who()
    lines = tuple(
        Message("general-help-line", {"command": f"/{name}", "what": Term(f"command-{name}")})
        for name in commands_for(actor)
        if name not in WITH_BUTTONS and not (name in {"calendar", "pledges"} and actor.branch_id is not None)
    )
    await talk.reply(Message(_intro(actor), buttons=ways(actor), more=lines))


def _intro(actor: Actor) -> str:
    if not actor.is_member:
        return "general-help-official" if may_anywhere(actor, Right.EDIT_ROSTER) else "general-help-stranger"
    leads = may_anywhere(actor, Right.CONFIRM_RECORD)
    return "general-help-leader" if leads else "general-help-member"


@journey.command("me")
@journey.phrase("me")
async def show_me(talk: Talk) -> None:
    found = await talk.read(profile.describe_me, talk.now)
    actor = await talk.who()
    roles = Listing(tuple(Term(f"role-{role}") for role in sorted(actor.roles)))
    await talk.reply(
        Message(
            "general-me",
            {
                "name": actor.name,
                "branch": found.branch.name,
                "group": found.group.name if found.group else Term("general-no-group"),
                "roles": roles,
                "language": Term(f"language-{actor.locale}"),
            },
            (
                me_buttons(),
                (
                    Button("honours-button-mine", tap_data("cert.mine")),
                    Button("button-language", tap_data("lang.ask")),
                ),
            ),
            (me_line(found.received),),
        )
    )


@journey.command("language")
@journey.phrase("language")
@journey.tap("lang.ask")
async def ask_language(talk: Talk) -> None:
    await talk.who()
    row = tuple(Button(f"language-{locale}", tap_data("lang.set", locale)) for locale in LOCALES)
    await talk.show(Message("general-which-language", buttons=(row,)))


@journey.tap("lang.set")
async def set_language(talk: Talk) -> None:
    await talk.run(profile.choose_language, talk.word(0), talk.now)
    actor = await talk.read(_reload)
    await talk.show(Message("general-language-set", {"language": Term(f"language-{actor.locale}")}))
    await set_own_menu(talk, actor)


def _reload(tx: object, actor: Actor) -> Actor:
    return actor


@journey.command("cancel")
@journey.phrase("cancel")
async def cancel(talk: Talk) -> None:
    dropped = await talk.run(profile.cancel, talk.now)
    await talk.reply(Message("general-cancelled" if dropped else "general-nothing-to-cancel"))
