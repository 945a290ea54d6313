// The review queue: the first entry has the keys, and after a decision the one that takes its place. Correcting puts the cursor into the
// first field beside the queue, Escape takes it back.
"use strict";

(() => {
  const rows = () => [...document.querySelectorAll("#queue .item")];

  function take(row, isScrolled) {
    if (!row) return;
    row.tabIndex = -1;
    row.focus({ preventScroll: true });
    if (isScrolled) row.scrollIntoView({ block: "nearest" });
  }

  let isOpening = false;
  let row = "";
  let skipped = -1;  // the place of the entry that is shown last from now on

  document.addEventListener("click", (event) => {
    const opener = event.target.closest?.("#queue a[data-key=c]");
    if (opener) isOpening = true;
    const skip = event.target.closest?.("#queue a[data-key=s]");
    if (skip) skipped = rows().indexOf(skip.closest(".item"));
    row = opener?.closest(".item").id ?? row;
  }, true);

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !document.activeElement.closest("#aside") || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    take(document.getElementById(row) ?? rows()[0], true);
  }, true);

  document.addEventListener("swapped", (event) => {
    if (event.target.id === "aside" && isOpening) {
      isOpening = false;
      queueMicrotask(() => { const field = document.getElementById("e-source"); field?.focus(); field?.select(); });
    }
    if (event.target.id !== "queue") return;
    queueMicrotask(() => {
      const at = document.activeElement;
      if (skipped >= 0) {
        take(rows()[Math.min(skipped, rows().length - 1)], true);
        skipped = -1;
      } else if (at === document.body || at.id === "main") take(rows()[0], false);
      else if (at.closest(".item")) take(at.closest(".item"), true);
    });
  });

  if (document.activeElement === document.body) take(rows()[0], false);
})();
