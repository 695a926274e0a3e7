// Building elements. Text is always set as text, never as markup.
import { t } from "./texts.js";

export const $ = (id) => document.getElementById(id);

const SVG = "http://www.w3.org/2000/svg";

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `/static/icons.svg#${name}`);
  svg.append(use);
  return svg;
}

export function el(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "class") node.className = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

export function button(properties, ...children) {
  return el("button", { type: "button", ...properties }, ...children);
}

export function iconButton(name, label, properties = {}) {
  return button({ class: "round", "aria-label": label, title: label, ...properties }, icon(name));
}

// The given name of a Chinese person, or the first letters of anything else.
function initials(name) {
  if (/^[㐀-鿿·]{2,}$/u.test(name)) return [...name].slice(-2).join("");
  return [...name].slice(0, 1).join("").toUpperCase();
}

export function avatar(name, id, small = false) {
  return el("span", { class: `avatar tone${Math.abs(id) % 8}${small ? " small" : ""}`, "aria-hidden": "true" }, initials(name));
}

export function botAvatar(small = false) {
  const image = el("img", { src: "/static/icon.svg", alt: "" });
  return el("span", { class: `avatar${small ? " small" : ""}`, "aria-hidden": "true" }, image);
}

export function toast(text) {
  const node = el("div", { class: "toast", "data-testid": "toast" }, text);
  // The newest only: a pile would cover the conversation.
  $("toasts").replaceChildren(node);
  setTimeout(() => node.remove(), 3500 + text.length * 60);
}

// What was said to one person is nothing to the next.
export function clearToasts() {
  $("toasts").replaceChildren();
}

export function openDialog(title, ...content) {
  const dialog = $("dialog");
  dialog.className = "";
  const close = iconButton("close", t("close"), { onclick: () => dialog.close(), "data-testid": "dialog-close" });
  dialog.replaceChildren(el("div", { class: "inside" }, el("div", { class: "head" }, el("h2", {}, title), close), ...content));
  show(dialog);
  return dialog;
}

export function openPicture(source, label) {
  const dialog = $("dialog");
  dialog.className = "picture";
  const image = el("img", { src: source, alt: label });
  dialog.replaceChildren(button({ "aria-label": t("close"), onclick: () => dialog.close() }, image));
  show(dialog);
}

function show(dialog) {
  if (dialog.open) dialog.close();
  dialog.onclose = () => dialog.open || dialog.replaceChildren();
  dialog.onclick = (event) => event.target === dialog && dialog.close();
  dialog.showModal();
}
