// Choosing who one is, and the list of chats.
import { avatar, botAvatar, button, el, icon, openDialog } from "./dom.js";
import { plainText, senderName } from "./message.js";
import { currentLocale, dayOf, t, timeOf } from "./texts.js";

export function tools(actions) {
  const dark = document.documentElement.dataset.theme === "dark";
  return [
    button(
      { "aria-label": t("languageLabel"), onclick: actions.language, "data-testid": "language", lang: currentLocale() === "en" ? "zh-Hans" : "en" },
      icon("globe"),
      el("span", {}, t("language")),
    ),
    button(
      { "aria-label": t("themeLabel"), onclick: actions.theme, "data-testid": "theme" },
      icon(dark ? "sun" : "moon"),
      el("span", {}, t(dark ? "light" : "dark")),
    ),
  ];
}

function badge(count) {
  return count ? el("span", { class: "badge", "data-testid": "unread" }, count > 99 ? "99+" : String(count)) : null;
}

function peopleList(people, current, choose) {
  const cards = people.map((person) =>
    el(
      "li",
      {},
      button(
        { class: "person", onclick: () => choose(person.id), "data-testid": `person-${person.id}`, "aria-current": person.id === current ? "true" : null },
        avatar(person.first_name, person.id),
        el("span", { class: "who" }, el("strong", { class: "ellipsis" }, person.first_name), el("span", { class: "soft ellipsis" }, person.label || person.username || "")),
        badge(person.unread),
      ),
    ),
  );
  return el("ul", { class: "people" }, cards);
}

export function welcome(people, actions) {
  return el(
    "div",
    {},
    el("div", { class: "brand" }, el("img", { src: "/static/icon.svg", alt: "" }), el("strong", {}, t("local")), el("div", { class: "tools" }, tools(actions))),
    el("h1", {}, t("choose")),
    el("div", { class: "soft" }, people.length ? t("chooseHint") : t("nobody")),
    peopleList(people, null, actions.choose),
  );
}

export function choosePerson(people, current, choose) {
  const dialog = openDialog(
    t("choose"),
    peopleList(people, current, (id) => {
      dialog.close();
      choose(id);
    }),
  );
}

export function meCard(person, swap) {
  return [
    el("div", { class: "hint soft" }, t("youAre")),
    button(
      { onclick: swap, "data-testid": "switch-person", "aria-label": `${t("youAre")} ${person.first_name} ${person.label}. ${t("switchPerson")}` },
      avatar(person.first_name, person.id),
      el("span", { class: "who" }, el("strong", { class: "ellipsis" }, person.first_name), el("div", { class: "soft ellipsis" }, person.label || "")),
      el("span", { class: "swap" }, icon("swap"), t("switchPerson")),
    ),
  ];
}

export function chatAvatar(chat, small = false) {
  return chat.kind === "private" ? botAvatar(small) : avatar([...chat.title].slice(0, 2).join(""), chat.chat, small);
}

function when(seconds) {
  if (!seconds) return "";
  const today = new Date(seconds * 1000).toDateString() === new Date().toDateString();
  return today ? timeOf(seconds) : dayOf(seconds);
}

export function chatButton(chat, { me, open, current }) {
  const last = chat.last ? plainText(chat.last).replace(/\s+/g, " ").slice(0, 120) : t("startHint");
  const sender = chat.last && chat.kind !== "private" ? senderName(chat.last, me) : "";
  return button(
    { onclick: () => open(chat.chat), "data-testid": `chat-${chat.chat}`, "aria-current": current ? "true" : null },
    chatAvatar(chat),
    el(
      "span",
      { class: "what" },
      el("span", { class: "row" }, el("strong", { class: "ellipsis" }, chat.title), el("time", { class: "soft" }, when(chat.date))),
      el("span", { class: "row" }, el("span", { class: "soft ellipsis" }, sender ? `${sender}：${last}` : last), badge(chat.unread)),
    ),
  );
}
