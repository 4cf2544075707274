// Beside the form of a draft or an adaptation: what is in it as readers would see it, and what is to be looked at, while it is being typed.
"use strict";

(function () {
  const PAUSE = 700;
  const form = document.querySelector("form[data-typed]");
  if (!form) return;
  const bar = document.querySelector("[data-looking]");
  const said = bar.querySelector("[data-looking-said]");
  const two = document.querySelector("[data-two]");
  const box = document.querySelector("[data-frame]");
  const frame = box.querySelector("iframe");
  const lookBox = document.querySelector("[data-look]");
  const home = lookBox.previousElementSibling;
  let waiting = 0;
  let asked = null;
  let arriving = false;

  function chosen() {
    return bar.querySelector("input:checked").value;
  }

  async function post(address, signal) {
    const answer = await fetch(address, { method: "POST", body: new FormData(form), signal, credentials: "same-origin" });
    // Signed out meanwhile, or somebody has taken the draft on: what is typed stays, and is saved or refused as ever.
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    return answer;
  }

  // Paper is set anew only when it is asked for; a page follows what is typed, and stays where the reader has scrolled to.
  async function show(again) {
    if (asked) asked.abort();
    asked = new AbortController();
    const { signal } = asked;
    try {
      lookBox.innerHTML = await (await post(form.dataset.typed, signal)).text();
      const what = chosen();
      if (what === "page" && frame.dataset.shows === "page" && !again) {
        const answer = await post(form.dataset.typedPage, signal);
        follow(await answer.text(), answer.headers.has("Preview-Refused"));
      } else if (what && (what === "page" || again)) send(what);
      const count = lookBox.querySelectorAll("li").length;
      said.textContent = count ? `${count} to look at.` : "Nothing to look at.";
    } catch (error) {
      if (error.name !== "AbortError") said.textContent = "What you type is not shown for the moment. It is still in the form: save it.";
    }
  }

  // A page and a refusal have each a style and a policy of their own, which do not come with a body: then the frame is sent anew. So it
  // is while the frame still waits for its first page, as what it holds then has the policy of the desk.
  function follow(text, refused) {
    const inside = frame.contentDocument;
    if (arriving || !inside || !inside.body || refused !== inside.body.hasAttribute("data-refusal")) return send("page");
    // By the frame's own parser: what the page says of referrers holds, in Chromium, for the window whose parser reads it, and a
    // desk that sends none can't save any more.
    const page = new frame.contentWindow.DOMParser().parseFromString(text, "text/html");
    inside.title = page.title;
    inside.body.replaceWith(inside.adoptNode(page.body));
  }

  // By the browser's own way of sending a form, so that the frame is a page with its own policy, and its viewer shows paper.
  function send(what) {
    const button = document.createElement("button");
    button.formAction = form.dataset.typedPage + (what === "page" ? "" : `?as=${what}`);
    button.formTarget = frame.name;
    button.hidden = true;
    arriving = true;
    form.append(button);
    const touched = form.dataset.touched;
    button.click(); // as requestSubmit does, in older browsers, too
    button.remove();
    if (touched) form.dataset.touched = touched;
    frame.dataset.shows = what;
  }

  function later() {
    clearTimeout(waiting);
    waiting = setTimeout(() => show(false), PAUSE);
  }

  // The control that a pointer into the text leads to: items are found by their place in the page, whatever they are called there.
  function controlOf(pointer) {
    let name = "document";
    let place = null;
    for (const part of pointer.split("/").slice(1)) {
      const list = document.getElementById(`id_${name.replaceAll("/", "-")}`);
      if (list && list.hasAttribute("data-many")) {
        const item = list.querySelectorAll(":scope > [data-items] > [data-item]")[Number(part)];
        if (!item) return place;
        name += `/${item.querySelector("[data-marker]").value.split(":")[0]}`;
        place = item.querySelector("summary");
      } else name += `/${part}`;
      place = document.getElementById(`id_${name.replaceAll("/", "-")}`) || place;
    }
    return place;
  }

  function reveal(link) {
    const control = link.dataset.control ? document.getElementById(link.dataset.control) : controlOf(link.dataset.pointer);
    if (!control) return;
    for (let hiding = control.closest("details"); hiding; hiding = hiding.parentElement.closest("details")) hiding.open = true;
    control.scrollIntoView({ block: "center" });
    if (!control.matches("input, textarea, select, summary, button")) control.tabIndex = -1;
    control.focus();
    const at = link.dataset.words && "value" in control ? control.value.indexOf(link.dataset.words) : -1;
    if (at >= 0) control.setSelectionRange(at, at + link.dataset.words.length);
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-pointer], a[data-control]");
    if (link) {
      event.preventDefault();
      reveal(link);
    }
    if (event.target.closest("button[data-add], button[data-remove], button[data-up], button[data-down], .d-removed button")) later();
  });
  frame.addEventListener("load", () => {
    arriving = false;
  });
  form.addEventListener("input", later);
  bar.addEventListener("change", () => {
    const what = chosen();
    box.hidden = !what;
    two.classList.toggle("d-beside", Boolean(what));
    if (what) box.append(lookBox);
    else home.after(lookBox);
    if (what) send(what);
    else frame.dataset.shows = "";
  });
  bar.querySelector("[data-again]").addEventListener("click", () => show(true));
  bar.hidden = false;
})();
