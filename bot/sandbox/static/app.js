// The web chat: who I am, which chat is open, and keeping both up to date with what happens.
import { call, listen } from "./api.js";
import { Composer } from "./composer.js";
import { $, avatar, botAvatar, button, clearToasts, el, icon, iconButton, openDialog, toast } from "./dom.js";
import { chatAvatar, chatButton, choosePerson, meCard, tools, welcome } from "./lists.js";
import { bubble, plainText, senderName, startLink, together } from "./message.js";
import { currentLocale, dayOf, setLocale, t } from "./texts.js";

const PRESS_PATIENCE = 15000;
const TYPING_LASTS = 5000;

const state = { people: [], me: null, chats: [], chat: null, view: null, topic: 0, busy: null };
const drawn = new Map();
const presses = new Map();
const composer = new Composer($("bottom"), {
  send: (text, files, mode) => send(text, files, mode),
  start: () => start(""),
  restart: () => act("unblock").then(() => start("")),
  attach: (pickers) => chooseAttachment(pickers),
});

const me = () => state.people.find((person) => person.id === state.me);
const where = () => ({ user: state.me, chat: state.chat });

async function attempt(promise) {
  try {
    return await promise;
  } catch (error) {
    toast(error.message);
    return null;
  }
}

function act(operation, args = {}, files = []) {
  return attempt(call(operation, { ...where(), ...args }, files));
}

// ---- what the person does ----------------------------------------------------------------------

async function send(text, files, mode) {
  stickToEnd = true;
  if (mode?.kind === "edit") return act("edit", { message: mode.message.message_id, text });
  const more = mode?.kind === "reply" ? { reply_to: mode.message.message_id } : {};
  if (state.topic) more.thread = state.topic;
  return act("send", { text, typed: true, ...more }, files);
}

async function start(code) {
  stickToEnd = true;
  return act("start", { code });
}

async function startByLink({ username, code }) {
  const chat = state.chats.find((one) => one.username?.toLowerCase() === username.toLowerCase());
  if (!chat) return toast(`t.me/${username}`);
  await openChat(chat.chat);
  return start(code);
}

// A bot is added to one of the person's groups, which is opened then.
function addToGroup({ code }) {
  const groups = state.chats.filter((chat) => chat.kind === "group" || chat.kind === "supergroup");
  if (!groups.length) return toast(t("noGroups"));
  const choose = async (group) => {
    dialog.close();
    await openChat(group.chat);
    await act("start_group", { code });
  };
  const rows = groups.map((group) => button({ class: "plain", onclick: () => choose(group), "data-testid": `add-to-${group.chat}` }, group.title));
  const dialog = openDialog(t("addToGroup"), el("div", { class: "choices" }, rows));
}

async function tap(message, data, key) {
  key.setAttribute("aria-busy", "true");
  const release = () => key.removeAttribute("aria-busy");
  const answer = await act("tap", { message: message.message_id, data });
  if (!answer) return release();
  const timer = setTimeout(() => {
    presses.delete(answer.callback);
    release();
    toast(t("noAnswer"));
  }, PRESS_PATIENCE);
  const done = (event) => {
    clearTimeout(timer);
    presses.delete(answer.callback);
    release();
    showAnswer(event);
  };
  // The answer may have come before the press was known here.
  const early = answered.get(answer.callback);
  if (early) done(early);
  else presses.set(answer.callback, done);
  return null;
}

const answered = new Map();

function showAnswer(event) {
  const opens = event.url ? startLink(event.url) : null;
  if (opens) return startByLink(opens);
  if (!event.text) return;
  if (!event.alert) return toast(event.text);
  const dialog = openDialog(
    state.view?.title ?? "",
    el("div", { class: "alert", "data-testid": "alert" }, event.text),
    button({ class: "primary", onclick: () => dialog.close(), "data-testid": "alert-ok" }, t("ok")),
  );
  return dialog;
}

function chooseAttachment(pickers) {
  const choice = (name, label, picker) =>
    button({ class: "plain", onclick: () => (dialog.close(), picker.click()), "data-testid": `attach-${name}` }, icon(name), label);
  const dialog = openDialog(
    t("attach"),
    el("div", { class: "choices" }, choice("photo", t("attachPhoto"), pickers.photo), choice("file", t("attachFile"), pickers.file)),
  );
}

function messageActions(message) {
  const text = message.text ?? message.caption ?? "";
  const item = (name, run) => button({ class: "plain", onclick: () => (dialog.close(), run()), "data-testid": `action-${name}` }, t(name));
  const own = message.from?.id === state.me && text;
  const reply = () => composer.begin({ kind: "reply", message, label: t("replying", { name: senderName(message, state.me) }) });
  const dialog = openDialog(
    plainText(message).slice(0, 40),
    el(
      "div",
      { class: "choices" },
      item("reply", reply),
      own ? item("edit", () => composer.begin({ kind: "edit", message, label: t("editing") })) : null,
      text ? item("copy", () => navigator.clipboard?.writeText(text)) : null,
    ),
  );
}

const handlers = {
  tap,
  start: startByLink,
  addToGroup,
  command: (text) => send(text, [], null),
  vote: (message, options) => act("vote", { message: message.message_id, options }),
  actions: messageActions,
};

// ---- drawing -----------------------------------------------------------------------------------

let stickToEnd = true;
let atEnd = true;

function drawSidebar() {
  $("me").replaceChildren(...meCard(me(), swapPerson));
  $("chats").setAttribute("aria-label", t("chats"));
  const context = (chat) => ({ me: state.me, open: openChat, current: chat.chat === state.chat });
  $("chats").replaceChildren(...state.chats.map((chat) => chatButton(chat, context(chat))));
  $("tools").replaceChildren(...tools(toolActions));
  const unread = state.chats.reduce((sum, chat) => sum + chat.unread, 0);
  document.title = unread ? `(${unread}) ${t("title")}` : t("title");
}

function drawTop() {
  const view = state.view;
  const busy = state.busy ? t(state.busy) : null;
  const kind = view.kind === "private" ? t("bot") : view.kind === "channel" ? t("channel") : t("group", { count: view.members.length });
  $("top").replaceChildren(
    iconButton("back", t("back"), { class: "round back", onclick: closeChat, "data-testid": "back" }),
    chatAvatar(view, true),
    el("div", { class: "name" }, el("strong", { class: "ellipsis", "data-testid": "chat-title" }, view.title), el("span", { class: busy ? "busy" : "soft", "data-testid": "chat-status" }, busy ?? kind)),
    button({ class: "self", "aria-label": `${t("youAre")} ${me().first_name}. ${t("switchPerson")}`, onclick: swapPerson, "data-testid": "self" }, avatar(me().first_name, me().id, true)),
    iconButton("more", t("about"), { onclick: aboutChat, "data-testid": "about" }),
  );
}

function drawPinned() {
  const message = state.view.messages.find((one) => one.message_id === state.view.pinned);
  $("pinned").hidden = !message;
  if (!message) return;
  const text = el("span", { class: "ellipsis" }, t("pinned", { text: plainText(message) }));
  $("pinned").replaceChildren(icon("pin"), text);
}

function drawTopics() {
  const topics = state.view.topics;
  $("topics").hidden = !topics.length;
  const pick = (id) => () => {
    state.topic = id;
    drawChat();
  };
  const chip = (id, name) => button({ "aria-pressed": String(state.topic === id), onclick: pick(id), "data-testid": `topic-${id}` }, name);
  $("topics").replaceChildren(chip(0, t("allTopics")), ...topics.map((topic) => chip(topic.id, topic.closed ? `🔒 ${topic.name}` : topic.name)));
}

function shownMessages() {
  return state.view.messages.filter((message) => !state.topic || message.message_thread_id === state.topic);
}

// Messages that did not change keep their elements, so that nothing flickers and focus stays.
function drawMessages() {
  const labels = new Map(state.people.map((person) => [person.id, person.label]));
  // Where all topics are shown together, each message names its own.
  const topics = new Map(state.topic ? [] : state.view.topics.map((topic) => [topic.id, topic.name]));
  const context = { me: state.me, group: state.view.kind !== "private", labels, topics, handlers };
  const nodes = [];
  let day = "";
  const kept = new Set();
  for (const messages of together(shownMessages())) {
    const [message] = messages;
    const on = dayOf(message.date);
    if (on !== day) nodes.push(el("div", { class: "day" }, on));
    day = on;
    const key = `${state.me}/${state.chat}/${message.message_id}`;
    const topic = topics.get(message.message_thread_id) ?? "";
    const signature = currentLocale() + topic + JSON.stringify(messages);
    if (drawn.get(key)?.signature !== signature) drawn.set(key, { signature, node: bubble(messages, context) });
    nodes.push(drawn.get(key).node);
    kept.add(key);
  }
  for (const key of drawn.keys()) if (!kept.has(key)) drawn.delete(key);
  $("log").replaceChildren(...(nodes.length ? nodes : [emptyChat()]));
}

function emptyChat() {
  const view = state.view;
  const text = view.description || t("startHint");
  return el("div", { class: "nothing" }, view.kind === "private" ? botAvatar() : chatAvatar(view), el("h2", {}, view.title), view.kind === "private" ? text : "");
}

function drawChat() {
  if (!state.view) return;
  const scroll = $("scroll");
  const nearEnd = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 120;
  const follow = stickToEnd || nearEnd;
  const focused = document.activeElement;
  drawTop();
  drawPinned();
  drawTopics();
  drawMessages();
  composer.show(state.view);
  if (focused?.isConnected && focused !== document.activeElement) focused.focus({ preventScroll: true });
  if (follow) toEnd();
  else $("newer").hidden = false;
  stickToEnd = false;
}

function toEnd() {
  const scroll = $("scroll");
  scroll.scrollTop = scroll.scrollHeight;
  atEnd = true;
  $("newer").hidden = true;
}

function drawWelcome() {
  $("welcome").hidden = state.me !== null;
  $("messenger").hidden = state.me === null;
  document.documentElement.lang = currentLocale();
  $("newer").replaceChildren(icon("down"), t("newer"));
  $("offline").textContent = t("offline");
  $("welcome").replaceChildren();
  if (state.me === null) {
    document.title = t("title");
    $("welcome").replaceChildren(welcome(state.people, { ...toolActions, choose: become }));
  }
}

function drawAll() {
  drawWelcome();
  if (state.me === null) return;
  $("messenger").dataset.view = state.chat === null ? "chats" : "chat";
  drawSidebar();
  drawChat();
}

function aboutChat() {
  const view = state.view;
  const block = () => (dialog.close(), act("block"));
  const members = view.members.map((member) =>
    el("li", { class: "soft" }, el("strong", {}, member.first_name), member.label ? ` · ${member.label}` : ""),
  );
  const dialog = openDialog(
    view.title,
    view.description ? el("div", { class: "alert" }, view.description) : null,
    members.length ? el("ul", {}, members) : null,
    view.kind === "private" && !view.blocked ? button({ class: "plain", onclick: block, "data-testid": "block" }, t("block")) : null,
  );
}

// ---- going about -------------------------------------------------------------------------------

const toolActions = {
  language: () => {
    setLocale(currentLocale() === "en" ? "zh-Hans" : "en");
    drawAll();
  },
  theme: () => {
    const next = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
    document.documentElement.dataset.theme = next;
    localStorage.setItem("theme", next);
    drawAll();
  },
};

async function swapPerson() {
  await loadPeople();
  choosePerson(state.people, state.me, become);
}

async function become(id) {
  state.me = id;
  state.chat = null;
  state.view = null;
  clearToasts();
  composer.reset();
  await loadChats();
  const narrow = matchMedia("(max-width: 760px)").matches;
  if (state.chats.length && (!narrow || state.chats.length === 1)) await openChat(state.chats[0].chat);
  else remember();
  drawAll();
}

async function openChat(chat) {
  state.chat = chat;
  state.topic = 0;
  state.busy = null;
  stickToEnd = true;
  remember();
  await loadChat();
  drawAll();
  composer.focus();
}

function closeChat() {
  state.chat = null;
  state.view = null;
  remember();
  drawAll();
}

function remember() {
  const hash = state.me === null ? "" : `#user=${state.me}${state.chat === null ? "" : `&chat=${state.chat}`}`;
  history.replaceState(null, "", location.pathname + hash);
}

async function loadPeople() {
  state.people = (await attempt(call("people"))) ?? state.people;
}

async function loadChats() {
  state.chats = (await attempt(call("chats", { user: state.me }))) ?? state.chats;
}

async function loadChat() {
  const wanted = state.chat;
  const view = await act("chat", { limit: 300 });
  if (view && state.chat === wanted) state.view = view;
  if (!document.hidden) await act("read");
  const open = state.chats.find((chat) => chat.chat === wanted);
  if (open && !document.hidden) open.unread = 0;
}

// ---- what happens ------------------------------------------------------------------------------

let refreshing = null;
let again = false;

// Many events in a row cost one look; one that comes during the look makes another.
async function refresh() {
  if (refreshing) {
    again = true;
    return;
  }
  refreshing = true;
  do {
    again = false;
    if (state.me === null) await loadPeople();
    if (!me()) state.me = state.chat = state.view = null;
    if (state.me !== null) {
      await loadChats();
      if (state.chat !== null) await loadChat();
    }
    drawAll();
  } while (again);
  refreshing = null;
}

let typing = null;

function heard(event) {
  const bot = event.chat_id < 0 ? event.chat_id : event.bot_id;
  const own = event.chat_id < 0 || event.chat_id === state.me;
  if (event.kind === "callback-answered") {
    if (event.user_id !== state.me) return;
    answered.set(event.callback_id, event);
    presses.get(event.callback_id)?.(event);
    return;
  }
  if (state.me !== null && !own) return;
  if (own && bot === state.chat && (event.kind === "action" || event.kind === "message")) {
    clearTimeout(typing);
    state.busy = event.kind === "action" ? (event.action === "typing" ? "typing" : "sendingFile") : null;
    typing = setTimeout(() => ((state.busy = null), state.view && drawTop()), TYPING_LASTS);
    if (event.kind === "action") {
      if (state.view) drawTop();
      return;
    }
  }
  if (event.kind !== "read") refresh();
}

async function begin() {
  const dark = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  document.documentElement.dataset.theme = localStorage.getItem("theme") ?? dark;
  $("newer").addEventListener("click", toEnd);
  $("scroll").addEventListener("scroll", () => {
    const { scrollHeight, scrollTop, clientHeight } = $("scroll");
    atEnd = scrollHeight - scrollTop - clientHeight < 60;
    if (atEnd) $("newer").hidden = true;
  });
  // A menu or keyboard that opens must not cover the newest message.
  new ResizeObserver(() => atEnd && toEnd()).observe($("scroll"));
  $("log").addEventListener("load", () => $("newer").hidden && toEnd(), true);
  document.addEventListener("visibilitychange", () => !document.hidden && refresh());
  await loadPeople();
  const wanted = new URLSearchParams(location.hash.slice(1));
  const user = Number(wanted.get("user"));
  if (state.people.some((person) => person.id === user)) {
    await become(user);
    const chat = Number(wanted.get("chat"));
    if (state.chats.some((one) => one.chat === chat)) await openChat(chat);
    if (wanted.get("start") !== null && state.chats.length) {
      if (state.chat === null) await openChat(state.chats[0].chat);
      await start(wanted.get("start"));
    }
  }
  drawAll();
  listen(heard, (lost) => {
    $("offline").hidden = !lost;
    // Whatever happened while nobody listened is seen by looking.
    if (!lost) loadPeople().then(refresh);
  });
}

begin();
