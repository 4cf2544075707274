// The desk's forms: lists whose items are added, moved and removed, and a word of warning before typed text is lost.
"use strict";

(function () {
  let made = 0;

  function say(blanks, words) {
    const status = blanks.querySelector("[data-said]");
    if (status) status.textContent = words;
  }

  function nameOf(item) {
    const noun = item.querySelector(".d-noun");
    const title = item.querySelector("[data-title]");
    return `${noun ? noun.textContent : "Item"} ${title ? title.textContent : ""}`.trim();
  }

  function add(list, number) {
    const prototype = list.querySelector(`:scope > template[data-prototype="${number}"]`);
    made += 1;
    const token = `new${Date.now().toString(36)}${made}`;
    const holder = document.createElement("div");
    holder.innerHTML = prototype.innerHTML.replaceAll(list.dataset.placeholder, token);
    const item = holder.firstElementChild;
    list.querySelector(":scope > [data-items]").append(item);
    item.open = true;
    const control = item.querySelector("input:not([type=hidden]), textarea, select");
    if (control) control.focus();
    say(list.closest("[data-blanks]"), `${nameOf(item)} added.`);
    touched(item.closest("form"));
  }

  function move(item, up) {
    const other = up ? item.previousElementSibling : item.nextElementSibling;
    const blanks = item.closest("[data-blanks]");
    if (!other) return say(blanks, up ? "It is the first already." : "It is the last already.");
    if (up) other.before(item);
    else other.after(item);
    item.querySelector(up ? "[data-up]" : "[data-down]").focus();
    say(blanks, `${nameOf(item)} moved ${up ? "up" : "down"}.`);
    touched(item.closest("form"));
  }

  // A removed item is only set aside until the form is saved, so that a slip of the hand costs nothing.
  function remove(item) {
    const blanks = item.closest("[data-blanks]");
    const form = item.closest("form");
    const note = document.createElement("p");
    note.className = "d-removed";
    const words = document.createElement("span");
    words.textContent = `${nameOf(item)} will be removed when you save.`;
    const undo = document.createElement("button");
    undo.type = "button";
    undo.className = "d-button d-quiet";
    undo.textContent = "Keep it";
    note.append(words, undo);
    item.replaceWith(note);
    undo.addEventListener("click", () => {
      note.replaceWith(item);
      item.querySelector("summary").focus();
      say(blanks, `${nameOf(item)} is kept.`);
    });
    undo.focus();
    say(blanks, words.textContent);
    touched(form);
  }

  function touched(form) {
    if (form && form.hasAttribute("data-warn")) form.dataset.touched = "yes";
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    const item = button && button.closest("[data-item]");
    if (button && button.hasAttribute("data-add")) add(button.closest("[data-many]"), button.dataset.add);
    else if (button && item && button.hasAttribute("data-up")) move(item, true);
    else if (button && item && button.hasAttribute("data-down")) move(item, false);
    else if (button && item && button.hasAttribute("data-remove")) remove(item);
    if (button && (button.hasAttribute("data-open-all") || button.hasAttribute("data-close-all"))) {
      const items = button.closest("[data-many]").querySelectorAll(":scope > [data-items] > [data-item]");
      items.forEach((one) => { one.open = button.hasAttribute("data-open-all"); });
    }
    const link = event.target.closest("a[data-open]");
    if (link) reveal(document.getElementById(link.hash.slice(1)), event);
  });

  // A link to a control inside closed items opens them on the way.
  function reveal(target, event) {
    if (!target) return;
    event.preventDefault();
    for (let box = target.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    target.scrollIntoView({ block: "center" });
    target.focus();
  }

  document.addEventListener("input", (event) => {
    touched(event.target.closest("form"));
    const item = event.target.closest("[data-item]");
    if (item && /\/(heading|title|label|said)$/.test(event.target.name || "")) {
      const title = item.querySelector(":scope > summary [data-title]");
      if (event.target.closest("[data-item]") === item && title) title.textContent = event.target.value;
    }
  });

  document.addEventListener("submit", (event) => { delete event.target.dataset.touched; });
  window.addEventListener("beforeunload", (event) => {
    if (document.querySelector("form[data-touched]")) event.preventDefault();
  });
  // The admin's script writes the name of a chosen file into the first text field that it finds: here that is a title, or whose rights.
  document.addEventListener("change", (event) => {
    if (event.target.matches(".d-form input[type=file]")) event.stopPropagation();
  }, true);
  document.addEventListener("DOMContentLoaded", () => {
    const alert = document.querySelector("[data-alert]");
    if (alert) alert.focus();
    const key = document.getElementById("new-key");
    if (key) key.select();
  });
})();
