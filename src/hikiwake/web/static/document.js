// A document's page: keys through its entries, adding by selected words, and the places that an address names.
// Everything here can be done without it, by links and forms.
"use strict";

(() => {
  const column = () => document.getElementById("text");
  const panel = () => document.getElementById("entry");
  const isTyping = (e) => e?.matches?.("input:not([type=radio]):not([type=checkbox]), textarea, select");

  // ---- offsets: code points of the stored text ------------------------------------------------------------------------------

  /** Where a point of the page stands in the stored text; null outside of it. */
  function offsetOf(node, offset) {
    const holder = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node.childNodes[offset] ?? node);
    const piece = (holder.nodeType === Node.TEXT_NODE ? holder.parentElement : holder).closest?.("[data-o]");
    if (!piece) return null;
    const before = document.createRange();
    before.selectNodeContents(piece);
    if (piece.contains(node)) before.setEnd(node, offset);
    else before.collapse(true);
    return Number(piece.dataset.o) + [...before.toString()].length;
  }

  /** The selected words as [start, end] without white space at their ends; null where no words of the text are selected. */
  function selected() {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed || !column()) return null;
    const range = selection.getRangeAt(0).cloneRange();
    const pieces = [...column().querySelectorAll("[data-o]")].filter((p) => range.intersectsNode(p));
    if (!pieces.length) return null;
    let start = offsetOf(range.startContainer, range.startOffset) ?? Number(pieces[0].dataset.o);
    const last = pieces[pieces.length - 1];
    let end = offsetOf(range.endContainer, range.endOffset);
    if (end === null || end <= start) end = Number(last.dataset.o) + [...last.textContent].length;
    const words = wordsOf(start, end);
    start += [...words].length - [...words.trimStart()].length;
    end -= [...words].length - [...words.trimEnd()].length;
    return start < end ? [start, end] : null;
  }

  /** What the page shows of a stretch of the text. */
  function wordsOf(start, end) {
    let words = "";
    for (const piece of column().querySelectorAll("[data-o]")) {
      const at = Number(piece.dataset.o);
      if (at >= end) break;
      const letters = [...piece.textContent];
      if (at + letters.length > start) words += letters.slice(Math.max(0, start - at), end - at).join("");
    }
    return words;
  }

  window.hikiwake = { selected, offsetOf, wordsOf };  // for whoever tests it

  // ---- the open entry -----------------------------------------------------------------------------------------------------------

  const stops = () => [...(column()?.querySelectorAll("a[data-stop]") ?? [])];

  /** Mark the open entry's words, bring them into view, and keep its address. */
  function show(move) {
    const text = column();
    if (!text) return;
    const id = panel()?.dataset.entry ?? "";
    for (const e of text.querySelectorAll(".here")) e.classList.remove("here");
    for (const piece of text.querySelectorAll("[data-e]")) {
      const at = piece.dataset.e.split(" ").indexOf(id);
      if (id && at >= 0) (at ? piece.querySelectorAll("span")[at - 1] ?? piece : piece).classList.add("here");
    }
    if (!id) return;
    const url = new URL(location.href);
    if (url.searchParams.get("entry") !== id) {
      url.searchParams.set("entry", id);
      for (const name of ["said", "add", "merge", "at"]) url.searchParams.delete(name);
      url.hash = "";
      history.replaceState(history.state, "", url);
    }
    const stop = text.querySelector(`a[data-stop~="${CSS.escape(id)}"]`) ?? text.querySelector(`[data-e~="${CSS.escape(id)}"]`);
    if (!stop) return void (move && location.assign(url));  // in another part of a long document
    stop.closest("details:not([open])")?.setAttribute("open", "");
    const box = stop.getBoundingClientRect();
    const sheet = innerWidth < 1100 ? innerHeight * 0.48 : innerHeight;
    if (box.top < 60 || box.bottom > sheet - 40) stop.scrollIntoView({ block: innerWidth < 1100 ? "start" : "center" });
    if (move && !stop.matches("a")) stop.tabIndex = -1;
    if (move) stop.focus({ preventScroll: true });
  }

  let isMoving = false;

  function step(by) {
    const rows = stops();
    const id = panel()?.dataset.entry;
    // Of entries whose words begin at one place only one has a stop in the text; the panel knows them all.
    const neighbour = id && panel().querySelector(by > 0 ? ".step a[rel=next]" : ".step a[rel=prev]");
    if (neighbour) {
      isMoving = true;
      neighbour.click();
      return;
    }
    let at = rows.findIndex((r) => r.dataset.stop === id);
    if (at < 0 && rows.includes(document.activeElement)) at = rows.indexOf(document.activeElement);
    if (at < 0) at = by > 0 ? rows.findIndex((r) => r.getBoundingClientRect().bottom > 0) - 1 : rows.length;
    const next = rows[at + by];
    if (!next) {
      const further = document.querySelector(by > 0 ? ".step a[rel=next]" : ".step a[rel=prev]");
      if (further) location.assign(further.href);
      return;
    }
    isMoving = true;
    next.click();
  }

  document.addEventListener("swapped", (event) => {
    if (["aside", "text", "main"].includes(event.target.id)) {
      hideBar();
      const isHere = () => document.activeElement === document.body || document.activeElement.id === "main" || column()?.contains(document.activeElement);
      const wasIn = isHere();
      queueMicrotask(() => {
        show(isMoving || (wasIn && isHere()));  // by now the frame has put the focus back into the field that it was in
        isMoving = false;
        const start = panel()?.dataset.add ? panel().querySelector("#a-source") : panel()?.querySelector("#merge [data-row]");
        if (!start) return;
        if (start.matches("li")) start.tabIndex = -1;
        start.focus();
      });
    }
  });

  document.addEventListener("submit", (event) => {
    if (/\/(accept|reject)$/.test(event.target.getAttribute("action") ?? "")) isMoving = true;
  }, true);

  // Before the frame's own keys: here j and k open what they reach, and Enter opens first and accepts then.
  document.addEventListener("keydown", (event) => {
    if (event.metaKey || event.ctrlKey || event.altKey || document.querySelector("dialog[open]")) return;
    const at = document.activeElement;
    if (!isTyping(at) && panel() && !at.closest(".item") && (event.key === "c" || event.key === "n")) {
      event.preventDefault();
      const field = panel().querySelector(`[data-key="${event.key}"]`);
      field?.focus();
      field?.select();
      return;
    }
    if (!column()) return;
    if (event.key === "Escape" && !isTyping(at)) {
      if (selected()) { getSelection().removeAllRanges(); hideBar(); return; }
      const close = panel()?.querySelector("a.close");
      if (close) { event.preventDefault(); close.click(); }
      return;
    }
    if (isTyping(at)) return;
    if ((event.key === "j" || event.key === "k") && !at.closest("#merge")) { event.preventDefault(); step(event.key === "j" ? 1 : -1); return; }
    const words = selected();
    if (words && (event.key === "a" || event.key === "w")) { event.preventDefault(); use(event.key, words); return; }
    const isAtOpen = at.dataset.stop === panel()?.dataset.entry || (at.tabIndex < 0 && at.matches("[data-e]"));
    if (event.key === "Enter" && panel()?.dataset.entry && column().contains(at) && isAtOpen) {
      event.preventDefault();
      panel().querySelector("button[data-key=Enter]")?.click();
    }
  }, true);

  // ---- selecting words -------------------------------------------------------------------------------------------------------------

  let bar = null;

  function hideBar() { if (bar) bar.hidden = true; }

  function showBar() {
    const words = selected();
    if (!words) return hideBar();
    if (!bar) {
      bar = document.createElement("div");
      bar.className = "bar";
      bar.setAttribute("role", "toolbar");
      bar.setAttribute("aria-label", "The selected words");
      document.body.append(bar);
    }
    bar.replaceChildren(button("Add an entry", "a"), ...(panel()?.dataset.entry ? [button("They tell the open entry", "w")] : panel()?.dataset.add ? [button("These words too", "w")] : []));
    const box = getSelection().getRangeAt(0).getBoundingClientRect();
    bar.hidden = false;
    bar.style.left = `${Math.max(8, Math.min(scrollX + box.left, scrollX + innerWidth - bar.offsetWidth - 12))}px`;
    bar.style.top = `${scrollY + box.bottom + 8}px`;
  }

  function button(label, key) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = `${label} `;
    const hint = document.createElement("kbd");
    hint.textContent = key;
    hint.setAttribute("aria-hidden", "true");
    made.append(hint);
    made.addEventListener("mousedown", (event) => event.preventDefault());  // the selection stays
    made.addEventListener("click", () => { const words = selected(); if (words) use(key, words); });
    return made;
  }

  /** Add an entry on the words, or give them to the open entry. */
  function use(key, [start, end]) {
    hideBar();
    if (key === "w" && panel()?.dataset.entry) {
      const form = panel().querySelector("form.edges");
      const at = document.createElement("input");
      at.type = "hidden";
      at.name = "at";
      at.value = `${start}-${end}`;
      form.append(at);
      getSelection().removeAllRanges();
      form.requestSubmit();
      return;
    }
    const link = document.createElement("a");
    const before = key === "w" && panel()?.dataset.add ? `${panel().dataset.add},` : "";
    link.href = `${column().dataset.base}?add=${before}${start}-${end}`;
    link.dataset.swap = "text aside";
    document.body.append(link);
    getSelection().removeAllRanges();
    link.click();
    link.remove();
  }

  document.addEventListener("selectionchange", () => { clearTimeout(showBar.later); showBar.later = setTimeout(showBar, 120); });
  // Browsers begin no selection on a link, so a highlight is none as long as the button is down.
  let held = null;

  document.addEventListener("mousedown", (event) => {
    const piece = event.target.closest?.(".column a[href]");
    if (!piece || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    held = [piece, piece.getAttribute("href")];
    piece.removeAttribute("href");
  }, true);

  function release() {
    held?.[0].setAttribute("href", held[1]);
    held = null;
  }

  for (const name of ["mouseup", "blur", "pointercancel"]) addEventListener(name, release, true);

  // A drag that began on a highlight selects, and does not open it.
  document.addEventListener("click", (event) => {
    if (event.target.closest?.(".column a") && !getSelection().isCollapsed) { event.preventDefault(); event.stopPropagation(); }
  }, true);
  document.addEventListener("dragstart", (event) => { if (event.target.closest?.(".column")) event.preventDefault(); });

  // ---- one entry's words together under the pointer ----------------------------------------------------------------------------

  document.addEventListener("mouseover", (event) => {
    const piece = event.target.closest?.(".column a[data-e]");
    for (const e of document.querySelectorAll(".column a.near")) e.classList.remove("near");
    if (!piece) return;
    const id = piece.dataset.e.split(" ").pop();
    for (const e of column().querySelectorAll(`[data-e~="${CSS.escape(id)}"]`)) e.classList.add("near");
  });

  // ---- places that an address names: #s120-160 -----------------------------------------------------------------------------------

  function goTo() {
    const text = column();
    const named = /^#[cs](\d+)-(\d+)$/.exec(location.hash);
    if (!text || !named) return;
    const [start, end] = [Number(named[1]), Number(named[2])];
    for (const e of text.querySelectorAll(".target")) e.classList.remove("target");
    if (start < Number(text.dataset.start) || start >= Number(text.dataset.end)) {
      const url = new URL(location.href);
      if (start < Number(text.dataset.length) && !url.searchParams.get("at")) {
        url.searchParams.set("at", `${start}-${Math.min(end, Number(text.dataset.length))}`);
        location.replace(url);
      }
      return;
    }
    let first = null;
    for (const piece of text.querySelectorAll("[data-o]")) {
      const at = Number(piece.dataset.o);
      if (at >= end) break;
      if (at + [...piece.textContent].length <= start) continue;
      first ??= piece;
      if (at >= start && piece.matches("a")) piece.classList.add("target");
    }
    first?.closest("details:not([open])")?.setAttribute("open", "");
    first?.scrollIntoView({ block: "center" });
  }

  addEventListener("hashchange", goTo);
  goTo();
  show(false);
})();
