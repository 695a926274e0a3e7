"""Make locales/zh-Hant from locales/zh-Hans: OpenCC ``s2hk``, then the hand fixes below.

Run ``python -m tests.make_traditional`` after a change of the simplified texts, then read the difference by
eye.
"""

from pathlib import Path

import opencc

LOCALES = Path(__file__).resolve().parent.parent / "locales"

# OpenCC changes characters; some of these are other words in Hong Kong, one is its rarer form.
HAND_FIXES = {
    "羣": "群",
    "簡體中文": "简体中文",  # a language is offered under its own name
    "個人信息": "個人資料",
    "短信": "短訊",
    "信息": "訊息",
    "鏈接": "連結",
    "視頻": "影片",
    "屏幕": "螢幕",
    "默認": "預設",
    "打印": "列印",
    "文件": "檔案",
    "導入": "匯入",
    "字符": "字元",
    "“": "「",
    "”": "」",
    "數據庫": "資料庫",
    "服務器": "伺服器",
}


def traditional(text: str) -> str:
    """The traditional form of a simplified text, as the zh-Hant files hold it."""
    converted: str = opencc.OpenCC("s2hk").convert(text)
    for before, after in HAND_FIXES.items():
        converted = converted.replace(before, after)
    return converted


def main() -> None:
    source, target = LOCALES / "zh-Hans", LOCALES / "zh-Hant"
    for path in sorted(source.glob("*.ftl")):
        made = traditional(path.read_text("utf-8"))
        place = target / path.name
        if not place.exists() or place.read_text("utf-8") != made:
            place.write_text(made, "utf-8")
            print(f"zh-Hant/{path.name}")
    for path in sorted(target.glob("*.ftl")):
        if not (source / path.name).exists():
            path.unlink()
            print(f"zh-Hant/{path.name} removed")


if __name__ == "__main__":
    main()
