// The bottom of a chat: typing field, attachments, menu of commands, reply keyboard, Start.
import { button, el, icon, iconButton } from "./dom.js";
import { sizeOf, t } from "./texts.js";

const COARSE = matchMedia("(pointer: coarse)");

export class Composer {
  // `actions`: send(text, files), start(), restart(), commandsOpened()
  constructor(root, actions) {
    this.root = root;
    this.actions = actions;
    this.files = [];
    this.mode = null;
    this.chat = null;
    this.keysHidden = false;
    this.commandsOpen = false;
    this.field = el("textarea", { rows: "1", "data-testid": "composer", enterkeyhint: "send", autocomplete: "off" });
    this.field.addEventListener("input", () => this.typed());
    this.field.addEventListener("keydown", (event) => this.pressed(event));
    this.field.addEventListener("paste", (event) => this.pasted(event));
    this.above = el("div", { class: "above" });
    this.commands = el("div", { class: "commands", role: "listbox", "data-testid": "commands" });
    this.keys = el("div", { class: "reply-keys", "data-testid": "reply-keyboard" });
    this.pickers = { photo: this.picker("image/*", true), file: this.picker("", false) };
  }

  picker(accept, photo) {
    const input = el("input", { type: "file", accept: accept || null, multiple: true, hidden: true, "data-testid": photo ? "photo-input" : "file-input" });
    input.addEventListener("change", () => {
      this.add([...input.files], photo);
      input.value = "";
    });
    return input;
  }

  // Draws anew for a chat; what is being typed stays when it is the same chat.
  show(chat) {
    if (this.chat?.chat !== chat.chat) this.reset();
    const shape = (view) => view && JSON.stringify([view.chat, view.keyboard, view.commands, view.blocked, view.messages.length > 0]);
    const same = this.root.childElementCount > 0 && shape(this.chat) === shape(chat) && this.drawnIn === t("send");
    if (chat.keyboard !== undefined && JSON.stringify(this.chat?.keyboard) !== JSON.stringify(chat.keyboard)) this.keysHidden = false;
    this.chat = chat;
    if (!same) this.draw();
  }

  reset() {
    this.field.value = "";
    this.files = [];
    this.mode = null;
    this.commandsOpen = false;
    this.keysHidden = false;
  }

  draw() {
    this.drawnIn = t("send");
    if (this.chat.blocked) {
      this.root.replaceChildren(button({ class: "primary", onclick: this.actions.restart, "data-testid": "restart" }, t("restart")));
      return;
    }
    if (this.chat.kind === "private" && !this.chat.messages.length) {
      this.root.replaceChildren(button({ class: "primary", onclick: this.actions.start, "data-testid": "start" }, t("start")));
      return;
    }
    const menu = button(
      { class: "menu-button", "aria-label": t("menuLabel"), "aria-expanded": String(this.commandsOpen), onclick: () => this.toggleCommands(), "data-testid": "command-menu" },
      icon("menu"),
      el("span", {}, t("menu")),
    );
    const attach = iconButton("attach", t("attach"), { onclick: () => this.actions.attach(this.pickers), "data-testid": "attach" });
    const toggle = iconButton("keyboard", t("keyboard"), { onclick: () => this.toggleKeys(), "data-testid": "toggle-keyboard" });
    const send = iconButton("send", t("send"), { class: "round send", onclick: () => this.submit(), "data-testid": "send" });
    this.field.placeholder = t("write");
    this.field.setAttribute("aria-label", t("write"));
    const row = el("div", { class: "composer" }, this.chat.commands.length ? menu : null, attach, this.field, this.chat.keyboard?.keyboard ? toggle : null, send);
    this.root.replaceChildren(this.commands, this.above, row, this.keys, ...Object.values(this.pickers));
    this.drawAbove();
    this.drawKeys();
    this.drawCommands();
  }

  focus() {
    if (!COARSE.matches) this.field.focus();
  }

  // `mode`: {kind: "reply" | "edit", message, label}
  begin(mode) {
    this.mode = mode;
    if (mode.kind === "edit") this.field.value = mode.message.text ?? mode.message.caption ?? "";
    this.drawAbove();
    this.grow();
    this.field.focus();
  }

  add(files, photo) {
    this.files.push(...files.map((file) => ({ file, photo: photo && file.type.startsWith("image/"), preview: photo ? URL.createObjectURL(file) : null })));
    this.field.placeholder = t("caption");
    this.drawAbove();
    this.focus();
  }

  pasted(event) {
    const files = [...event.clipboardData.files];
    if (!files.length) return;
    event.preventDefault();
    this.add(files, files.every((file) => file.type.startsWith("image/")));
  }

  drawAbove() {
    const chips = this.files.map((entry, number) => {
      const remove = () => {
        this.files.splice(number, 1);
        this.drawAbove();
      };
      const image = entry.preview ? el("img", { src: entry.preview, alt: "" }) : icon("file");
      return el(
        "div",
        { class: "chip", "data-testid": "attachment" },
        image,
        el("span", { class: "ellipsis" }, `${entry.file.name} · ${sizeOf(entry.file.size)}`),
        iconButton("close", t("remove"), { onclick: remove }),
      );
    });
    if (this.mode) {
      const cancel = () => {
        if (this.mode.kind === "edit") this.field.value = "";
        this.mode = null;
        this.drawAbove();
      };
      chips.unshift(el("div", { class: "chip" }, el("span", { class: "ellipsis" }, this.mode.label), iconButton("close", t("cancel"), { onclick: cancel })));
    }
    this.above.replaceChildren(...chips);
    this.above.hidden = !chips.length;
  }

  drawKeys() {
    const rows = this.chat.keyboard?.keyboard ?? [];
    this.keys.hidden = !rows.length || this.keysHidden;
    const line = (row) => el("div", { class: "keys" }, row.map((key) => this.replyKey(key)));
    this.keys.replaceChildren(...rows.map(line));
  }

  replyKey(key) {
    const text = typeof key === "string" ? key : key.text;
    const press = () => {
      if (this.chat.keyboard.one_time_keyboard) this.keysHidden = true;
      this.drawKeys();
      this.actions.send(text, [], null);
    };
    return button({ onclick: press, "data-testid": "reply-button" }, text);
  }

  toggleKeys() {
    this.keysHidden = !this.keysHidden;
    this.drawKeys();
  }

  toggleCommands(open = !this.commandsOpen) {
    this.commandsOpen = open;
    this.drawCommands();
  }

  drawCommands() {
    const typed = /^\/\w*$/.test(this.field.value) ? this.field.value : null;
    const wanted = typed ? typed.slice(1).toLowerCase() : "";
    const found = this.chat.commands.filter((command) => command.command.startsWith(wanted));
    const open = (this.commandsOpen || typed !== null) && found.length > 0;
    this.commands.hidden = !open;
    this.root.querySelector("[data-testid=command-menu]")?.setAttribute("aria-expanded", String(open));
    const choose = (command) => {
      this.field.value = "";
      this.grow();
      this.toggleCommands(false);
      const name = this.chat.kind === "private" ? `/${command.command}` : `/${command.command}@${command.bot}`;
      this.actions.send(name, [], null);
    };
    const items = found.map((command) =>
      button(
        { role: "option", onclick: () => choose(command), "data-testid": `command-${command.command}` },
        el("strong", {}, command.description),
        el("span", { class: "soft" }, `/${command.command}`),
      ),
    );
    this.commands.replaceChildren(...(open ? items : []));
  }

  typed() {
    this.grow();
    this.drawCommands();
  }

  grow() {
    this.field.style.height = "auto";
    this.field.style.height = `${Math.min(this.field.scrollHeight + 4, 160)}px`;
  }

  pressed(event) {
    // While a Chinese input method is composing, Enter belongs to it.
    if (event.key !== "Enter" || event.isComposing || event.keyCode === 229) return;
    if (event.shiftKey || (COARSE.matches && !event.ctrlKey)) return;
    event.preventDefault();
    this.submit();
  }

  submit() {
    const text = this.field.value.trim();
    if (!text && !this.files.length) return;
    this.actions.send(text, this.files, this.mode);
    this.field.value = "";
    this.files = [];
    this.mode = null;
    this.field.placeholder = t("write");
    this.commandsOpen = false;
    this.drawAbove();
    this.drawCommands();
    this.grow();
    this.focus();
  }
}
