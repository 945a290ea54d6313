// The workbench's own script: forms and links that swap a piece of the page instead of loading it anew, and the keyboard.
// Everything works without it; with it nothing flickers and the place is kept.
"use strict";

const TYPING = "input:not([type=checkbox]):not([type=radio]):not([type=range]):not([type=button]):not([type=submit]), textarea, select, [contenteditable=true]";

// ---- swapping pieces ------------------------------------------------------------------------------------------------------

/** Put the named pieces of an answer in place; false where it holds none of them. */
function place(ids, text) {
  const answer = new DOMParser().parseFromString(text, "text/html");
  const said = answer.querySelector("[data-said]");
  const focus = remember();
  let placed = 0;
  for (const id of ids) {
    const old = document.getElementById(id);
    const block = answer.querySelector(`[data-block="${CSS.escape(id)}"]`);
    const fresh = (block || answer).querySelector(`#${CSS.escape(id)}`);
    if (!old || !(fresh || block)) continue;
    if (fresh) old.replaceWith(fresh);
    else old.replaceChildren(...block.childNodes);
    placed += 1;
    document.getElementById(id).dispatchEvent(new CustomEvent("swapped", { bubbles: true }));
  }
  recall(focus);
  follow(ids);
  if (said) say(said.textContent);
  poll();
  return placed > 0;
}

/** What else is new once a piece has come: it names the other pieces by `data-then="IDS"`. None that somebody is typing in. */
function follow(ids) {
  const then = ids.flatMap((id) => document.getElementById(id)?.dataset.then?.split(" ") || []);
  const free = then.filter((id) => !document.querySelector(`#${CSS.escape(id)} :is(${TYPING}):focus`));
  if (free.length) swap(location.pathname + location.search, free);
}

async function ask(url, ids, options = {}) {
  const headers = { Accept: "text/html", "X-Swap": ids.join(" "), ...(options.headers || {}) };
  return fetch(url, { credentials: "same-origin", cache: "no-store", ...options, headers });
}

async function swap(url, ids, options = {}) {
  for (const id of ids) document.getElementById(id)?.classList.add("busy");
  try {
    const answer = await ask(url, ids, options);
    const text = await answer.text();
    if (!answer.ok) trouble(text);
    else if (!place(ids, text)) location.assign(answer.url);
    return answer;
  } catch {
    say("The workbench does not answer. Is hikiwake serve still running?");
    return null;
  } finally {
    for (const id of ids) document.getElementById(id)?.classList.remove("busy");
  }
}

function trouble(text) {
  const answer = new DOMParser().parseFromString(text, "text/html");
  const shown = answer.querySelector("main") || answer.body;
  const box = document.getElementById("trouble");
  document.getElementById("trouble-text").replaceChildren(...shown.childNodes);
  if (!box.open) box.showModal();
}

function say(words) {
  const line = document.getElementById("told");
  line.toggleAttribute("data-said", true);
  line.textContent = "";
  requestAnimationFrame(() => { line.textContent = words; });
}

/** Where the focus is, in words that still mean something when the piece around it is new. */
function remember() {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const row = at.closest("[data-row]");
  const rows = row ? listed() : [];
  return {
    at, id: at.id, row: row?.id, place: rows.indexOf(row), isRow: row === at,
    name: at.getAttribute("name"), value: at.tagName === "BUTTON" ? at.value : null, key: at.getAttribute("data-key"),
  };
}

function recall(focus) {
  if (!focus || document.contains(focus.at)) return;
  let found = focus.id && document.getElementById(focus.id);
  if (!found && focus.place >= 0) {
    const rows = listed();
    const row = (focus.row && document.getElementById(focus.row)) || rows[Math.min(focus.place, rows.length - 1)];
    if (row) {
      const inside = focus.isRow ? null : [...row.querySelectorAll("button, input, select, textarea, a")].find((e) =>
        (focus.name && e.name === focus.name && (focus.value === null || e.value === focus.value)) || (focus.key && e.dataset.key === focus.key));
      found = inside || row;
    }
  }
  if (found && found.matches("[data-row]")) found.tabIndex = -1;
  (found || document.getElementById("main")).focus({ preventScroll: !found });
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  const ids = (event.submitter?.dataset.swap ?? form.dataset.swap)?.split(" ");
  if (!ids || event.defaultPrevented) return;
  event.preventDefault();
  const data = new FormData(form, event.submitter);
  const address = event.submitter?.getAttribute("formaction") || form.getAttribute("action") || location.pathname;
  if (form.method === "get") {
    const url = `${address}?${new URLSearchParams(data)}`;
    swap(url, ids).then((answer) => { if (answer?.ok) history.pushState({ ids }, "", url); });
    return;
  }
  const body = form.enctype === "multipart/form-data" ? data : new URLSearchParams(data);
  swap(address, ids, { method: "POST", body });
});

document.addEventListener("click", (event) => {
  if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const opener = event.target.closest("[data-open-dialog]");
  if (opener) return openKeys();
  const link = event.target.closest("a[href]");
  const sentence = event.target.closest(".s[data-key]");
  if (!link && sentence && !getSelection().toString()) return sentence.querySelector("a[href^='?at=']")?.click();
  if (!link) return;
  const ids = link.dataset.swap ? link.dataset.swap.split(" ") : link.getAttribute("href").startsWith("?at=") ? ["aside"] : null;
  if (!ids) return;
  event.preventDefault();
  const url = new URL(link.href);
  swap(url.pathname + url.search, ids).then((answer) => {
    if (!answer?.ok) return;
    history.pushState({ ids }, "", url);
    mark();
    if (ids[0] === "aside" && url.searchParams.get("at")) document.getElementById("at")?.focus({ preventScroll: true });
  });
});

addEventListener("popstate", () => swap(location.pathname + location.search, ["main", "aside"]).then(mark));

/** The sentence whose grounds stand beside it. */
function mark() {
  const at = new URLSearchParams(location.search).get("at");
  for (const s of document.querySelectorAll(".s.here")) s.classList.remove("here");
  if (at) for (const s of document.querySelectorAll(".s[data-key]")) s.classList.toggle("here", s.dataset.key === at);
}

// ---- pieces that change by themselves ---------------------------------------------------------------------------------------

const waiting = new Set();

/** Ask again for every piece that says `data-poll="SECONDS"`, as long as it says so. */
function poll() {
  for (const piece of document.querySelectorAll("[data-poll]")) {
    if (waiting.has(piece.id)) continue;
    waiting.add(piece.id);
    setTimeout(async () => {
      waiting.delete(piece.id);
      if (!document.getElementById(piece.id)?.hasAttribute("data-poll")) return;
      const url = piece.dataset.pollUrl || location.pathname + location.search;
      try {
        const answer = await ask(url, [piece.id]);
        if (answer.ok) return place([piece.id], await answer.text());
        if (answer.status < 500) return location.reload();  // what is wrong with the case stands on the page itself
      } catch { /* the server has gone: it is asked again, and the page still shows what it knew */ }
      poll();
    }, 1000 * (Number(piece.dataset.poll) || 1));
  }
}

// ---- the keyboard -------------------------------------------------------------------------------------------------------------

let current = null;
let went = 0;

function listed() {
  const wanted = ["[data-row]", "#trial summary", ...[...document.querySelectorAll("[data-rows]")].map((e) => e.dataset.rows)].join(", ");
  return [...document.querySelectorAll(wanted)].filter((e) => e.getClientRects().length);
}

function move(step) {
  const rows = listed();
  if (!rows.length) return;
  const held = document.activeElement.closest?.("[data-row]") || (rows.includes(document.activeElement) ? document.activeElement : current);
  let at = rows.indexOf(held);
  if (at < 0) at = step > 0 ? rows.findIndex((r) => r.getBoundingClientRect().bottom > 0) - 1 : rows.length;
  const row = rows[Math.max(0, Math.min(rows.length - 1, at + step))];
  row.tabIndex = -1;
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
  current = row;
}

function openKeys() {
  const here = document.getElementById("keys-here");
  const seen = new Set();
  here.replaceChildren();
  const tell = (words, ...keys) => {
    const line = document.createElement("div");
    const dt = document.createElement("dt");
    for (const name of keys) {
      const key = document.createElement("kbd");
      key.textContent = name;
      dt.append(key, " ");
    }
    const dd = document.createElement("dd");
    dd.textContent = words;
    line.append(dt, dd);
    here.append(line);
  };
  const tries = document.querySelector("#trial .number");
  if (tries) tell("into the first number of the row, or of the page", "e");
  if (document.querySelector(`main form :is(${TYPING}), aside form :is(${TYPING})`)) {
    tell(tries ? "within a field: keep what is tried, or send the form" : "within a field: send its form", "Ctrl", "Enter");
  }
  for (const e of document.querySelectorAll(":is(main, aside) :is(button, a, input, textarea)[data-key]")) {
    if (seen.has(e.dataset.key) || !e.getClientRects().length) continue;
    seen.add(e.dataset.key);
    tell((e.title || e.getAttribute("aria-label") || e.textContent).replace(/\s*\([^)]*\)\s*$/, "").trim(), e.dataset.key);
  }
  document.getElementById("keys").showModal();
}

/** Send the form of the field that has the focus, by its main button; where numbers are only tried in it, keep them once it is known what follows. */
function send(form) {
  if (form.id === "trial") {
    const waiting = new AbortController();  // whoever types on does not want it kept yet, nor does an answer that never came keep a later number
    const { signal } = waiting;
    document.addEventListener("input", () => waiting.abort(), { signal });
    document.addEventListener("swapped", (event) => {
      if (event.target.id !== "follows") return;
      waiting.abort();
      document.querySelector("#follows form.keep")?.requestSubmit();
    }, { signal });
    return form.requestSubmit();
  }
  const buttons = [...form.elements].filter((e) => e.type === "submit" && !e.disabled && !e.hasAttribute("formaction"));
  const main = buttons.find((b) => b.classList.contains("main")) || buttons[0];
  return main ? form.requestSubmit(main) : form.requestSubmit();
}

/** Into the first number that can be tried: of the row at hand, else of the page. */
function edit(at) {
  const row = at.closest("details") || at.closest("[data-row]") || (current && document.contains(current) ? current.closest("details, [data-row]") : null);
  const field = row?.querySelector(".number") || document.querySelector("#trial .number");
  if (!field) return false;
  if (field.closest("details")) field.closest("details").open = true;
  field.focus();
  field.select();
  return true;
}

/** What a key presses: a button of the current row, else one that belongs to no row. */
function pressed(key) {
  const wanted = `:is(button, a, summary, input)[data-key="${CSS.escape(key)}"]`;
  const row = document.activeElement.closest?.("[data-row]") || (current && document.contains(current) ? current : null);
  const inRow = row?.querySelector(wanted);
  if (inRow) return inRow;
  return [...document.querySelectorAll(wanted)].find((e) => !e.closest("[data-row]") && (e.getClientRects().length || e.closest("#undo")));
}

document.addEventListener("keydown", (event) => {
  const form = document.activeElement.form;
  const isSent = event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && !event.isComposing;
  if (isSent && form && !event.repeat && !event.defaultPrevented && document.activeElement.matches(`${TYPING}, input`)) {
    event.preventDefault();
    return send(form);
  }
  if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey || document.querySelector("dialog[open]")) return;
  const at = document.activeElement;
  if (at.matches(TYPING)) {
    if (event.key === "Escape") at.blur();
    return;
  }
  if (went && Date.now() - went < 1500) {
    went = 0;
    const link = document.querySelector(`[data-go="${CSS.escape(event.key)}"]`);
    if (link) { event.preventDefault(); link.click(); return; }
  }
  went = 0;
  if (event.key === "g") { went = Date.now(); return; }
  if (event.key === "j" || event.key === "k") { event.preventDefault(); return move(event.key === "j" ? 1 : -1); }
  if (event.key === "/") {
    const box = document.querySelector("[data-search], input[type=search]");
    if (box) { event.preventDefault(); box.focus(); box.select?.(); }
    return;
  }
  if (event.key === "e" && !pressed("e") && document.getElementById("trial") && edit(at)) return event.preventDefault();
  if (event.key === "?") { event.preventDefault(); return openKeys(); }
  const isRow = at.matches("[data-row]") || (at.matches(".s[data-key]"));
  if (event.key === "Enter" && !isRow) return;  // on a button or a link it does what it always does
  const button = pressed(event.key);
  if (button) { event.preventDefault(); return button.click(); }
  if (event.key === "Enter") {
    const link = at.querySelector("[data-open]") || at.querySelector("a[href]");
    if (link) { event.preventDefault(); link.click(); }
  }
});

document.addEventListener("focusin", (event) => { current = event.target.closest?.("[data-row], #trial summary") || current; });

mark();
poll();
