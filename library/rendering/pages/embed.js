/* Tells the page around this frame how high it is, and nobody else: only whoever asked, and only if that is the parent.
   And leads to places in the text: a frame as high as its text does not scroll. The page around it follows the focus by itself in
   Chromium and Firefox; WebKit never scrolls a page for a frame of another site, so it is told where the reader is now. */
(function () {
  "use strict";
  var asker = null;
  var told = 0;
  function tell(always) {
    var height = Math.ceil(document.documentElement.getBoundingClientRect().height);
    if (asker === null || (height === told && !always)) { return; }
    told = height;
    window.parent.postMessage({ type: "coproduction:height", version: 1, height: height, title: document.title }, asker);
  }
  function lead(place, least) {
    var box = place.getBoundingClientRect();
    var top = Math.floor(box.top) - 12; // the ring around it, too
    var height = Math.ceil(Math.max(box.height, least)) + 24;
    if (asker === null) { return; }
    window.parent.postMessage({ type: "coproduction:place", version: 1, top: top, height: height }, asker);
  }
  window.addEventListener("message", function (event) {
    var said = event.data;
    if (window.parent === window || event.source !== window.parent || event.origin === "null") { return; }
    if (!said || said.type !== "coproduction:hello" || said.version !== 1) { return; }
    asker = event.origin;
    tell(true);
  });
  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[href^='#']");
    var place = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!place) { return; }
    event.preventDefault();
    place.tabIndex = -1;
    place.focus();
    lead(place, 360); // with the beginning of what follows: of urgent help, its numbers
  });
  // Not for a pointer's focus: what is pressed is in sight, and must not move away under the finger.
  document.addEventListener("focusin", function (event) {
    if (asker !== null && event.target.matches(":focus-visible")) { lead(event.target, 1); }
  });
  if (window.ResizeObserver) { new ResizeObserver(function () { tell(false); }).observe(document.documentElement); }
  window.addEventListener("load", function () { tell(false); });
})();
