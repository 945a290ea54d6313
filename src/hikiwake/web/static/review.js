// The review queue: the first entry has the keys, and after a decision the one that takes its place.
"use strict";

(() => {
  const rows = () => [...document.querySelectorAll("#queue .item")];

  function take(row, isScrolled) {
    if (!row) return;
    row.tabIndex = -1;
    row.focus({ preventScroll: true });
    if (isScrolled) row.scrollIntoView({ block: "nearest" });
  }

  document.addEventListener("swapped", (event) => {
    if (event.target.id !== "queue") return;
    queueMicrotask(() => {
      const at = document.activeElement;
      if (at === document.body || at.id === "main") take(rows()[0], false);
      else if (at.closest(".item")) take(at.closest(".item"), true);
    });
  });

  if (document.activeElement === document.body) take(rows()[0], false);
})();
