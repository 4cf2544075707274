/* Tells the page around this frame how high it is, and nobody else: only whoever asked, and only if that is the parent.
   And leads to places in the text: a frame as high as its text does not scroll, and the page around it only follows the focus. */
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
  });
  if (window.ResizeObserver) { new ResizeObserver(function () { tell(false); }).observe(document.documentElement); }
  window.addEventListener("load", function () { tell(false); });
})();
