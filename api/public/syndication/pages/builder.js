/* The builder follows what is chosen, and copies. The page is whole without it: it asks the same page anew and takes over the parts. */
(() => {
  "use strict";
  const form = document.getElementById("choices");
  const said = document.getElementById("said");
  let waiting = 0;
  let asked = 0;

  function say(words) {
    said.textContent = "";
    setTimeout(() => { said.textContent = words; }, 50); // said anew, also when the words are the same
  }

  function showButtons() {
    for (const button of document.querySelectorAll("[data-copy]")) button.hidden = false;
  }

  async function follow() {
    const number = ++asked;
    const address = `${form.getAttribute("action")}?${new URLSearchParams(new FormData(form))}`;
    let page;
    try {
      const answer = await fetch(address, { headers: { Accept: "text/html" } });
      if (!answer.ok) throw new Error(answer.status);
      page = new DOMParser().parseFromString(await answer.text(), "text/html");
    } catch {
      if (number === asked) say("The preview can’t follow just now. Use the button.");
      document.getElementById("show").hidden = false;
      return;
    }
    if (number !== asked) return;
    // Parsed apart from this page, where there are no scripts: what is for browsers without them would come to life.
    for (const element of page.querySelectorAll("noscript")) element.remove();
    const open = [...document.querySelectorAll("#outcome details")].map((details) => details.open);
    for (const part of document.querySelectorAll("[data-part]")) {
      const next = page.querySelector(`[data-part="${part.dataset.part}"]`);
      if (next) part.replaceChildren(...next.childNodes);
    }
    document.querySelectorAll("#outcome details").forEach((details, place) => { details.open = !!open[place]; });
    for (const field of form.elements) {
      const wrong = !!document.getElementById(`${field.name}-fault`)?.textContent;
      if (wrong) field.setAttribute("aria-invalid", "true");
      else field.removeAttribute("aria-invalid");
    }
    showButtons();
    history.replaceState(null, "", address);
    say(document.querySelector(".refused") ? "Something has to be chosen otherwise before there is a snippet." : "Preview and snippet follow your choices.");
  }

  function soon(patience) {
    clearTimeout(waiting);
    waiting = setTimeout(follow, patience);
  }

  async function copy(button) {
    const text = document.getElementById(button.dataset.copy);
    try {
      await navigator.clipboard.writeText(text.value);
    } catch {
      text.select();
      if (!document.execCommand("copy")) return say("Your browser does not let us copy. The snippet is selected: copy it yourself.");
    }
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = "Copy"; }, 4000);
    say("Copied. Paste it into your page, where it takes HTML.");
  }

  // A field for picking beside each for typing; typing stays, since it can be empty and takes a colour from elsewhere.
  for (const field of form.querySelectorAll("[data-colour]")) {
    const picker = document.createElement("input");
    const shown = () => {
      const digits = field.value.trim().replace(/^#/, "");
      picker.value = /^[0-9a-f]{6}$/i.test(digits) ? `#${digits.toLowerCase()}` : picker.value;
      picker.classList.toggle("empty", !digits);
    };
    picker.type = "color";
    picker.className = "picker";
    picker.setAttribute("aria-label", `Pick: ${field.labels[0].textContent}`);
    picker.value = field.id === "background" ? "#ffffff" : "#16191b";
    picker.addEventListener("input", (event) => {
      event.stopPropagation();
      field.value = picker.value.slice(1);
      shown();
      soon(300);
    });
    field.addEventListener("input", shown);
    field.after(picker);
    shown();
  }

  form.addEventListener("input", (event) => soon(event.target.matches("input:not([type=radio])") ? 600 : 0));
  form.addEventListener("submit", (event) => { event.preventDefault(); soon(0); });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy]");
    if (button) copy(button);
  });
  document.getElementById("show").hidden = true;
  showButtons();
})();
