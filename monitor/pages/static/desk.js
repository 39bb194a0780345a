// Keys of the desk, and the reader's clock. Everything works without.
(function () {
  "use strict";
  // Times are told by the reader's clock: the next page knows its zone.
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone && !document.cookie.includes(`zone=${zone}`)) {
    document.cookie = `zone=${zone}; path=/; max-age=31536000; samesite=lax`;
  }

  // After g, a letter goes to a room; the letters are those of the keys' dialog.
  const ROOMS = { o: "/", s: "/stories", w: "/watches", u: "/outlets", d: "/digests" };
  const PATIENCE = 1500;
  let pressedG = -PATIENCE;
  const isTyping = (element) => element.closest("input, textarea, select, [contenteditable]") !== null;

  // The items can be reached by Tab as well: focus is moved to what can have it anyway, and nowhere kept.
  function step(by) {
    const items = [...document.querySelectorAll("a[data-item]")];
    const active = document.activeElement;
    const at = items.indexOf(active);
    const after = items.findIndex((item) => active.compareDocumentPosition(item) & Node.DOCUMENT_POSITION_FOLLOWING);
    const first = by > 0 ? after : (after < 0 ? items.length : after) - 1;
    const next = items[at < 0 ? (active === document.body ? (by > 0 ? 0 : items.length - 1) : first) : at + by];
    if (next) {
      next.focus();
      next.scrollIntoView({ block: "nearest" });
    }
  }

  // A new subscription goes by the clock of whoever writes it, as far as the browser tells.
  const clock = document.querySelector("[data-zone]");
  if (clock) clock.value = Intl.DateTimeFormat().resolvedOptions().timeZone || clock.value;

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const room = ROOMS[event.key];
    if (room && event.timeStamp - pressedG < PATIENCE) location.assign(room);
    else if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "/") document.getElementById("search")?.focus();
    else if (event.key === "?") document.getElementById("keys").showModal();
    else if (event.key !== "g") return;
    pressedG = event.key === "g" ? event.timeStamp : -PATIENCE;
    event.preventDefault();
  });
})();
