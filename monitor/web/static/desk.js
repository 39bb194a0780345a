// Keys of the desk: j and k go through the items of a page, / searches, ? shows the keys. Everything works without.
(function () {
  "use strict";
  const isTyping = (element) => element.closest("input, textarea, select") !== null;

  function step(by) {
    const items = [...document.querySelectorAll("[data-item]")];
    const at = items.indexOf(document.activeElement);
    const next = items[at < 0 ? (by > 0 ? 0 : items.length - 1) : at + by];
    if (next) {
      if (!next.matches("a, button")) next.tabIndex = -1;
      next.focus();
      next.scrollIntoView({ block: "nearest" });
    }
  }

  // A new subscription goes by the clock of whoever writes it, as far as the browser tells.
  const zone = document.querySelector("[data-zone]");
  if (zone) zone.value = Intl.DateTimeFormat().resolvedOptions().timeZone || zone.value;

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "/") document.getElementById("search").focus();
    else if (event.key === "?") document.getElementById("keys").showModal();
    else return;
    event.preventDefault();
  });
})();
