/* Tells the page around this frame how high it is, and nobody else: only whoever asked, and only if that is the parent.
   And leads to places in the text: a frame as high as its text does not scroll. The page around it follows the focus by itself in
   Chromium and Firefox; WebKit never scrolls a page for a frame of another site, so it is told where the reader is now.
   WordPress asks by a secret after the # of the address, and then lets the frame open no window, call no number and send no
   form (/docs/guides/wordpress). There, links to pages of embeds stay in the frame, and all others open in place of its page. */
(function () {
  "use strict";
  var asker = null;
  var told = 0;
  var framed = window.parent !== window;
  var secret = framed ? (/^#\?secret=([A-Za-z0-9]{1,40})$/.exec(location.hash) || [])[1] : null;
  function tell(always) {
    var height = Math.ceil(document.documentElement.getBoundingClientRect().height);
    if ((asker === null && !secret) || (height === told && !always)) { return; }
    told = height;
    if (asker !== null) {
      window.parent.postMessage({ type: "coproduction:height", version: 1, height: height, title: document.title }, asker);
    }
    if (secret) { window.parent.postMessage({ message: "height", value: height, secret: secret }, "*"); }
  }
  function point(place, least) {
    var box = place.getBoundingClientRect();
    var top = Math.floor(box.top) - 12; // the ring around it, too
    var height = Math.ceil(Math.max(box.height, least)) + 24;
    if (asker === null) { return; }
    window.parent.postMessage({ type: "coproduction:place", version: 1, top: top, height: height }, asker);
  }
  window.addEventListener("message", function (event) {
    var said = event.data;
    if (!framed || event.source !== window.parent || !said) { return; }
    if (secret && said.message === "ready" && said.secret === secret) { tell(true); }
    if (event.origin === "null" || said.type !== "coproduction:hello" || said.version !== 1) { return; }
    asker = event.origin;
    tell(true);
  });
  // This very page at the place of a link, without a frame around it. What a reader typed is not told to the page around:
  // the web page of the local version is.
  function alone(link) {
    var page = new URL(location.href);
    var section = link.closest("section, footer");
    var place = section && section.querySelector("[id]");
    var canonical = document.querySelector("link[rel=canonical]");
    if (page.searchParams.has("postcode")) {
      page.searchParams.delete("postcode");
      if (canonical) { page = new URL(canonical.href); }
    }
    page.hash = place ? place.id : "";
    return page.href;
  }
  function lead(event, link) {
    var ours = link.host === location.host && link.protocol === location.protocol;
    event.preventDefault();
    if (ours && link.target !== "_blank") {
      location.href = link.href.split("#")[0] + location.hash;
    } else {
      window.parent.postMessage({ message: "link", value: ours ? link.href : alone(link), secret: secret }, "*");
    }
  }
  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[href]");
    var place = link && link.matches("[href^='#']") && document.getElementById(decodeURIComponent(link.hash.slice(1)));
    var form = secret && event.target.closest("form button") && event.target.closest("form");
    if (place) {
      event.preventDefault();
      place.tabIndex = -1;
      place.focus();
      point(place, 360); // with the beginning of what follows: of urgent help, its numbers
    } else if (secret && link) {
      lead(event, link);
    } else if (form) {
      event.preventDefault();
      if (form.reportValidity()) {
        location.href = form.getAttribute("action") + "?" + new URLSearchParams(new FormData(form)) + location.hash;
      }
    }
  });
  // Not for a pointer's focus: what is pressed is in sight, and must not move away under the finger.
  document.addEventListener("focusin", function (event) {
    if (asker !== null && event.target.matches(":focus-visible")) { point(event.target, 1); }
  });
  if (window.ResizeObserver) { new ResizeObserver(function () { tell(false); }).observe(document.documentElement); }
  window.addEventListener("load", function () { tell(false); });
})();
