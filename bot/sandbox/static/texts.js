// Words of the page itself, in Chinese first and English beside it.
const TEXTS = {
  "zh-Hans": {
    title: "支部通 · 本机聊天",
    local: "本机聊天",
    choose: "您想以谁的身份聊天？",
    chooseHint: "点一个名字就开始。随时可以换人。",
    nobody: "还没有人。请稍等，或重新启动演示。",
    youAre: "您现在是",
    switchPerson: "换人",
    language: "English",
    languageLabel: "界面语言：切换到英文",
    dark: "深色",
    light: "浅色",
    themeLabel: "切换深色和浅色",
    chats: "聊天列表",
    back: "返回聊天列表",
    bot: "机器人",
    group: "{count} 位成员",
    channel: "频道",
    typing: "正在输入…",
    sendingFile: "正在发送文件…",
    start: "开始",
    startHint: "点下面的“开始”，和机器人打个招呼。",
    restart: "重新启用机器人",
    write: "写消息…",
    caption: "加一句说明（可不写）…",
    send: "发送",
    attach: "发送照片或文件",
    attachPhoto: "照片",
    attachFile: "文件",
    remove: "移除",
    menu: "菜单",
    menuLabel: "命令菜单",
    keyboard: "显示或收起按钮",
    edited: "已编辑",
    actions: "这条消息的操作",
    reply: "回复",
    edit: "修改",
    copy: "复制文字",
    cancel: "取消",
    replying: "回复 {name}",
    editing: "修改消息",
    photo: "[照片]",
    file: "[文件] {name}",
    poll: "[投票] {question}",
    openPhoto: "看大图",
    download: "下载 {name}",
    newer: "新消息",
    today: "今天",
    yesterday: "昨天",
    ok: "知道了",
    close: "关闭",
    about: "聊天信息",
    block: "停用机器人",
    commandsNone: "这里没有命令",
    joined: "{name} 加入了",
    left: "{name} 离开了",
    upgraded: "群组已升级",
    retitled: "群名改为“{title}”",
    topicMade: "新话题：{name}",
    topicRenamed: "话题改名为“{name}”",
    topicClosed: "话题已关闭",
    topicReopened: "话题重新打开了",
    addToGroup: "加到哪个群？",
    noGroups: "您还没有群。",
    allTopics: "全部",
    pinned: "置顶：{text}",
    offline: "连接断开，正在重新连接…",
    noAnswer: "机器人没有回应，请稍后再试。",
    blocked: "您已停用这个机器人。",
    mine: "我",
    anonymous: "匿名管理员",
    votes: "{count} 票",
  },
  en: {
    title: "Zhibu · local chat",
    local: "Local chat",
    choose: "Who would you like to be?",
    chooseHint: "Tap a name to begin. You can switch at any time.",
    nobody: "Nobody is here yet. Please wait, or start the demo again.",
    youAre: "You are",
    switchPerson: "Switch",
    language: "中文",
    languageLabel: "Language of the page: switch to Chinese",
    dark: "Dark",
    light: "Light",
    themeLabel: "Switch between dark and light",
    chats: "Chats",
    back: "Back to the chats",
    bot: "bot",
    group: "{count} members",
    channel: "channel",
    typing: "typing…",
    sendingFile: "sending a file…",
    start: "Start",
    startHint: "Tap “Start” below to greet the bot.",
    restart: "Restart the bot",
    write: "Write a message…",
    caption: "Add a caption (optional)…",
    send: "Send",
    attach: "Send a photo or a file",
    attachPhoto: "Photo",
    attachFile: "File",
    remove: "Remove",
    menu: "Menu",
    menuLabel: "Menu of commands",
    keyboard: "Show or hide the buttons",
    edited: "edited",
    actions: "Actions for this message",
    reply: "Reply",
    edit: "Edit",
    copy: "Copy text",
    cancel: "Cancel",
    replying: "Reply to {name}",
    editing: "Edit message",
    photo: "[photo]",
    file: "[file] {name}",
    poll: "[poll] {question}",
    openPhoto: "View larger",
    download: "Download {name}",
    newer: "New messages",
    today: "Today",
    yesterday: "Yesterday",
    ok: "OK",
    close: "Close",
    about: "About this chat",
    block: "Stop the bot",
    commandsNone: "No commands here",
    joined: "{name} joined",
    left: "{name} left",
    upgraded: "The group was upgraded",
    retitled: "The group is now called “{title}”",
    topicMade: "New topic: {name}",
    topicRenamed: "The topic is now called “{name}”",
    topicClosed: "The topic was closed",
    topicReopened: "The topic was opened again",
    addToGroup: "Add it to which group?",
    noGroups: "You have no group yet.",
    allTopics: "All",
    pinned: "Pinned: {text}",
    offline: "Connection lost, trying again…",
    noAnswer: "The bot did not answer. Please try again later.",
    blocked: "You have stopped this bot.",
    mine: "Me",
    anonymous: "Anonymous administrator",
    votes: "{count} votes",
  },
};

let locale = localStorage.getItem("locale") === "en" ? "en" : "zh-Hans";

export const currentLocale = () => locale;

export function setLocale(next) {
  locale = next;
  localStorage.setItem("locale", next);
}

export function t(key, values = {}) {
  return TEXTS[locale][key].replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
}

export function timeOf(seconds) {
  return new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", hour12: false }).format(seconds * 1000);
}

export function dayOf(seconds) {
  const day = new Date(seconds * 1000);
  const midnight = new Date().setHours(0, 0, 0, 0);
  const ago = Math.round((midnight - new Date(day).setHours(0, 0, 0, 0)) / 86400000);
  if (ago === 0) return t("today");
  if (ago === 1) return t("yesterday");
  return new Intl.DateTimeFormat(locale, { month: "long", day: "numeric", weekday: "short" }).format(day);
}

export function sizeOf(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
