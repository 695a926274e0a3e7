// One message as a bubble: text with its entities, pictures, files, polls and the buttons under it.
import { fileAddress } from "./api.js";
import { button, el, icon, iconButton, openPicture } from "./dom.js";
import { sizeOf, t, timeOf } from "./texts.js";

const TAGS = {
  bold: "strong",
  italic: "em",
  underline: "u",
  strikethrough: "s",
  code: "code",
  pre: "pre",
  blockquote: "blockquote",
  expandable_blockquote: "blockquote",
};

export function plainText(message) {
  if (message.text) return message.text;
  if (message.photo) return `${t("photo")} ${message.caption ?? ""}`.trim();
  if (message.document) return `${t("file", { name: message.document.file_name })} ${message.caption ?? ""}`.trim();
  if (message.poll) return t("poll", { question: message.poll.question });
  return serviceText(message) ?? "";
}

export function serviceText(message) {
  const names = (people) => people.map((person) => person.first_name).join("、");
  if (message.new_chat_members) return t("joined", { name: names(message.new_chat_members) });
  if (message.left_chat_member) return t("left", { name: message.left_chat_member.first_name });
  if (message.migrate_to_chat_id || message.migrate_from_chat_id) return t("upgraded");
  if (message.new_chat_title) return t("retitled", { title: message.new_chat_title });
  if (message.forum_topic_created) return t("topicMade", { name: message.forum_topic_created.name });
  if (message.forum_topic_edited) return t("topicRenamed", { name: message.forum_topic_edited.name ?? "" });
  if (message.forum_topic_closed) return t("topicClosed");
  if (message.forum_topic_reopened) return t("topicReopened");
  return null;
}

export function senderName(message, me) {
  if (message.from?.id === me) return t("mine");
  if (message.sender_chat && message.sender_chat.id !== message.chat.id) return message.sender_chat.title;
  if (message.sender_chat && message.from) return t("anonymous");
  return message.from?.first_name ?? message.sender_chat?.title ?? "";
}

// Offsets count UTF-16 units, which is what JavaScript strings are made of.
function formatted(text, entities, handlers, from = 0, to = text.length) {
  const nodes = [];
  let at = from;
  let rest = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  while (rest.length) {
    const [entity, ...others] = rest;
    const start = Math.max(entity.offset, at);
    const stop = Math.min(entity.offset + entity.length, to);
    rest = others;
    if (stop <= start) continue;
    if (start > at) nodes.push(text.slice(at, start));
    const inner = others.filter((other) => other.offset < stop);
    rest = others.filter((other) => other.offset >= stop);
    nodes.push(wrapped(entity, text.slice(start, stop), formatted(text, inner, handlers, start, stop), handlers));
    at = stop;
  }
  if (at < to) nodes.push(text.slice(at, to));
  return nodes;
}

function wrapped(entity, text, inner, handlers) {
  const tag = TAGS[entity.type];
  if (entity.type === "expandable_blockquote") {
    return el(tag, { class: "expandable", onclick: (event) => event.currentTarget.classList.toggle("open") }, inner);
  }
  if (tag) return el(tag, {}, inner);
  if (entity.type === "spoiler") {
    return el("span", { class: "spoiler", onclick: (event) => event.currentTarget.classList.add("open") }, inner);
  }
  if (entity.type === "text_link" || entity.type === "url") return link(entity.url ?? text, inner, handlers);
  if (entity.type === "bot_command") return button({ class: "command", onclick: () => handlers.command(text) }, inner);
  if (entity.type === "email") return el("a", { href: `mailto:${text}` }, inner);
  return el("span", {}, inner);
}

// The start parameter of a link to a bot, or null for any other link.
export function startLink(address) {
  const found = /^(?:https?:\/\/)?t\.me\/(\w+)\/?\?start=([\w-]*)$/.exec(address);
  const scheme = /^tg:\/\/resolve\?domain=(\w+)&start=([\w-]*)$/.exec(address);
  const match = found ?? scheme;
  return match ? { username: match[1], code: match[2] } : null;
}

// The same of a link that adds a bot to a group.
export function groupLink(address) {
  const found = /^(?:https?:\/\/)?t\.me\/(\w+)\/?\?startgroup=([\w-]*)$/.exec(address);
  return found ? { username: found[1], code: found[2] } : null;
}

function link(address, inner, handlers, properties = {}) {
  const adding = groupLink(address);
  if (adding) return button({ class: "command", onclick: () => handlers.addToGroup(adding), "data-testid": "group-link", ...properties }, inner);
  const start = startLink(address);
  if (start) {
    const open = (event) => {
      event.preventDefault();
      handlers.start(start);
    };
    return el("a", { href: "#", onclick: open, "data-testid": "start-link", ...properties }, inner);
  }
  const whole = /^[a-z]+:/i.test(address) ? address : `https://${address}`;
  if (!/^(https?|mailto|tel):/i.test(whole)) return el("span", {}, inner);
  return el("a", { href: whole, target: "_blank", rel: "noopener noreferrer", ...properties }, inner);
}

function picture(message) {
  const size = message.photo.at(-1);
  const source = fileAddress(size.file_id);
  const label = message.caption ?? t("photo");
  const image = el("img", { src: source, alt: label, width: size.width, height: size.height, loading: "lazy" });
  const properties = { class: "photo", "aria-label": t("openPhoto"), "data-testid": "photo" };
  return button({ ...properties, onclick: () => openPicture(source, label) }, image);
}

// Several pictures that were sent together.
function album(messages) {
  const pictures = messages.filter((message) => message.photo).map(picture);
  return pictures.length > 1 ? el("div", { class: "album", "data-testid": "album" }, pictures) : pictures;
}

function attachment(message) {
  const { file_id: id, file_name: name, file_size: size } = message.document;
  return el(
    "a",
    { class: "document", href: fileAddress(id), download: name, "aria-label": t("download", { name }), "data-testid": "document" },
    el("span", { class: "round" }, icon("file")),
    el("span", {}, el("strong", {}, name), el("span", { class: "soft" }, sizeOf(size))),
  );
}

// Who has answered, or comes too late, sees how everybody did; with several answers a button sends them.
function poll(message, handlers) {
  const { question, options, chosen = [], is_closed: closed, allows_multiple_answers: several } = message.poll;
  const { explanation, description, description_entities: marks } = message.poll;
  const over = chosen.length > 0 || closed;
  const picked = new Set();
  const press = (number, key) => {
    if (!several) return handlers.vote(message, [number]);
    if (!picked.delete(number)) picked.add(number);
    key.setAttribute("aria-pressed", String(picked.has(number)));
    return null;
  };
  const rows = options.map((option, number) =>
    over
      ? pollResult(message.poll, number)
      : button(
          { onclick: (event) => press(number, event.currentTarget), "data-testid": "poll-option", ...(several ? { "aria-pressed": "false" } : {}) },
          el("span", {}, option.text),
        ),
  );
  const send = () => picked.size && handlers.vote(message, [...picked].sort((a, b) => a - b));
  return [
    description && el("div", { class: "text" }, formatted(description, marks ?? [], handlers)),
    el("strong", { "data-testid": "poll-question" }, question),
    el("div", { class: "soft" }, t(closed ? "pollClosed" : message.poll.type === "quiz" ? "quiz" : "regularPoll")),
    el("div", { class: "poll" }, rows),
    several && !over ? button({ class: "primary", onclick: send, "data-testid": "poll-send" }, t("vote")) : null,
    over && chosen.length && message.poll.allows_revoting && !closed ? button({ class: "plain", onclick: () => handlers.vote(message, []), "data-testid": "poll-retract" }, t("retract")) : null,
    over && explanation ? el("div", { class: "soft", "data-testid": "poll-explanation" }, explanation) : null,
  ];
}

function pollResult({ options, chosen = [], correct_option_ids: correct = [], total_voter_count: voters }, number) {
  const { text, voter_count: votes } = options[number];
  const mine = chosen.includes(number);
  const mark = correct.includes(number) ? "✓ " : mine ? (correct.length ? "✗ " : "● ") : "";
  const share = voters ? Math.round((votes * 100) / voters) : 0;
  return el(
    "div",
    { class: "result", "data-testid": "poll-result" },
    el("span", {}, mark + text),
    el("span", { class: "soft" }, `${share}% · ${t("votes", { count: votes })}`),
  );
}

function inlineKey(message, key, handlers) {
  if (key.url) return link(key.url, [el("span", {}, key.text), icon("link")], handlers, { "data-testid": "inline-button" });
  const press = (event) => key.callback_data && handlers.tap(message, key.callback_data, event.currentTarget);
  return button({ onclick: press, "data-testid": "inline-button", "data-callback": key.callback_data }, key.text);
}

function inlineKeys(message, handlers) {
  const rows = message.reply_markup?.inline_keyboard ?? [];
  if (!rows.length) return null;
  const lines = rows.map((row) => el("div", { class: "keys" }, row.map((key) => inlineKey(message, key, handlers))));
  return el("div", { class: "inline", role: "group", "data-testid": "inline-keyboard" }, lines);
}

function meta(message, handlers) {
  const edited = message.edit_date ? el("span", { "data-testid": "edited" }, t("edited")) : null;
  const more = iconButton("more", t("actions"), { class: "", onclick: () => handlers.actions(message), "data-testid": "message-actions" });
  const time = el("time", { datetime: new Date(message.date * 1000).toISOString() }, timeOf(message.date));
  return el("div", { class: "meta" }, edited, time, more);
}

function quoted(message, me) {
  const source = message.reply_to_message;
  if (!source) return null;
  const text = el("div", { class: "ellipsis" }, plainText(source).slice(0, 80));
  return el("div", { class: "quote" }, el("strong", {}, senderName(source, me)), text);
}

// Messages of one album follow each other and are shown as one.
export function together(messages) {
  const groups = [];
  for (const message of messages) {
    const last = groups.at(-1);
    if (message.media_group_id && last?.[0].media_group_id === message.media_group_id) last.push(message);
    else groups.push([message]);
  }
  return groups;
}

// `messages`: one message, or those of an album.
export function bubble(messages, { me, group, labels, topics, handlers }) {
  const message = messages.find((one) => one.caption) ?? messages[0];
  const service = serviceText(message);
  if (service) return el("div", { class: "event", "data-testid": `message-${message.message_id}` }, service);
  const mine = message.from?.id === me;
  const text = message.text ?? message.caption ?? "";
  const entities = message.entities ?? message.caption_entities ?? [];
  const label = labels.get(message.from?.id);
  const body = el(
    "div",
    { class: "bubble" },
    group && !mine && el("div", { class: "sender" }, senderName(message, me), label ? el("span", { class: "soft" }, ` · ${label}`) : null),
    quoted(message, me),
    topics.has(message.message_thread_id) && el("div", { class: "topic soft" }, `# ${topics.get(message.message_thread_id)}`),
    album(messages),
    messages.filter((one) => one.document).map(attachment),
    message.poll && poll(message, handlers),
    text && el("div", { class: "text", "data-testid": "text" }, formatted(text, entities, handlers)),
    meta(message, handlers),
  );
  const properties = { class: `message${mine ? " mine" : ""}`, "data-testid": `message-${message.message_id}` };
  return el("article", { ...properties, "data-from": mine ? "me" : message.bot ? "bot" : "person" }, body, inlineKeys(message, handlers));
}

