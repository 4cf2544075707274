/* <coproduction-item>: a page of the co-production resource library inside another page (/docs/guides/embedding).
   It keeps nothing and asks nobody but the library. What stands between the tags is shown until the library has
   answered, and again when it does not. */
(() => {
  "use strict";

  const NAME = "coproduction-item";
  const VERSION = 1;
  const PATIENCE = 4000; // milliseconds from page to answer
  const TALLEST = 200000; // pixels: more is a fault
  const PARAMETERS = ["language", "text", "background", "link", "scheme"];
  // Not allow-same-origin: what is in the frame belongs to no site, so it can keep nothing. Popups let tel: and mailto:
  // through, downloads PDF and Word.
  const SANDBOX = "allow-scripts allow-popups allow-popups-to-escape-sandbox allow-downloads";

  // `!important` here wins over the page's, so nothing hides or squeezes it by accident. Margins, width and `hidden` stay.
  const STYLE = `
    :host { display: block !important; position: relative !important; visibility: visible !important;
      opacity: 1 !important; height: auto !important; max-height: none !important; min-width: min(100%, 240px) !important;
      max-width: 100% !important; overflow: visible !important; clip-path: none !important; transform: none !important; }
    :host([hidden]) { display: none !important; }
    iframe { display: block; width: 100%; border: 0; }
    iframe:focus-visible { outline: 3px solid; outline-offset: 2px; }
    .waiting { position: absolute; inset: 0 0 auto; height: 1px !important; visibility: hidden; }
    slot { display: block; }
    .away { display: none; }`;

  // Twice on a page, or in a browser of before 2023: what is there stays.
  if (customElements.get(NAME) || !("adoptedStyleSheets" in Document.prototype)) return;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);

  class Item extends HTMLElement {
    static observedAttributes = ["src", "title", "height", ...PARAMETERS];

    #root = this.attachShadow({ mode: "open" });
    #fallback = document.createElement("slot");
    #frame = null;
    #answered = false;
    #patience = 0;
    #listener = (event) => this.#hear(event);

    constructor() {
      super();
      this.#root.adoptedStyleSheets = [sheet];
      this.#root.append(this.#fallback);
      this.addEventListener("focusout", () => setTimeout(() => this.#settle()));
    }

    connectedCallback() {
      const address = this.#address();
      if (!address || this.#frame) return;
      const frame = document.createElement("iframe");
      frame.className = "waiting";
      frame.title = this.#name(address);
      frame.loading = "lazy";
      frame.referrerPolicy = "strict-origin"; // which site, never which page of it
      frame.sandbox = address.searchParams.get("find") ? `${SANDBOX} allow-forms` : SANDBOX;
      frame.addEventListener("load", () => this.#greet());
      frame.src = address.href;
      this.#frame = frame;
      addEventListener("message", this.#listener);
      this.#root.append(frame);
    }

    disconnectedCallback() {
      removeEventListener("message", this.#listener);
      clearTimeout(this.#patience);
      this.#frame?.remove();
      this.#frame = null;
      this.#show(false);
    }

    connectedMoveCallback() {
      this.#greet();
    }

    attributeChangedCallback(name, before, after) {
      if (!this.#frame || before === after) return;
      if (name === "title") {
        this.#frame.title = this.#name(new URL(this.#frame.src));
      } else {
        this.disconnectedCallback();
        this.connectedCallback();
      }
    }

    #address() {
      let address;
      try {
        address = new URL(this.getAttribute("src"), document.baseURI);
      } catch {
        return null;
      }
      if (!this.getAttribute("src") || !/^https?:$/.test(address.protocol)) return null;
      for (const name of PARAMETERS) {
        const value = this.getAttribute(name)?.replace(/^#/, "");
        if (value && !address.searchParams.has(name)) address.searchParams.set(name, value);
      }
      return address;
    }

    #name(address) {
      return this.title || this.querySelector("h1,h2,h3,h4,h5,h6")?.textContent.trim() || address.hostname;
    }

    // To "*": the frame has no origin to name, and there is nothing to overhear.
    #greet() {
      this.#frame?.contentWindow?.postMessage({ type: "coproduction:hello", version: VERSION }, "*");
      clearTimeout(this.#patience);
      this.#patience = setTimeout(() => this.#show(false), PATIENCE);
    }

    // From this very frame, and from no site.
    #hear({ source, origin, data }) {
      if (!this.#frame || source !== this.#frame.contentWindow || origin !== "null" || data?.version !== VERSION) return;
      if (data.type === "coproduction:place") this.#lead(data);
      if (data.type !== "coproduction:height" || !(data.height > 0)) return;
      clearTimeout(this.#patience);
      const least = parseInt(this.getAttribute("height"), 10) || 0;
      this.#frame.style.height = `${Math.ceil(Math.min(Math.max(data.height, least), TALLEST))}px`;
      if (!this.title && data.title) this.#frame.title = String(data.title).slice(0, 300);
      this.#show(true);
    }

    // Where the reader is in the frame: WebKit scrolls no page for that.
    #lead({ top, height }) {
      const { style, offsetHeight } = this.#frame;
      style.scrollMargin = `${-top}px 0 ${top + height - offsetHeight}px`;
      this.#frame.scrollIntoView({ block: "nearest" });
      style.scrollMargin = "";
    }

    #show(answered) {
      this.#answered = answered;
      this.#settle();
    }

    // Who is on a link of the fallback is not thrown off it.
    #settle() {
      const reader = document.activeElement;
      if (this.#answered && reader !== this && this.contains(reader)) return;
      this.#fallback.classList.toggle("away", this.#answered);
      this.#frame?.classList.toggle("waiting", !this.#answered);
    }
  }

  customElements.define(NAME, Item);
})();
