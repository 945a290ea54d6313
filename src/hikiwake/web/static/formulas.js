/* Trying numbers: what is typed or drawn is sent as it moves, and the pieces named by the form's data-live follow.
   Without this file the form's button does the same. Nothing is worked out here. */
"use strict";
{
  const WAIT = 60;  // milliseconds between the last movement and the question
  let timer = 0;
  let asked = 0;
  let placed = 0;

  const trial = () => document.getElementById("trial");
  const fields = () => [...(trial()?.querySelectorAll("input.number") || [])];
  const plain = (text) => text.replace(/[\s\u00a0]/g, "").replace(/[-—]/g, "–");
  const changed = () => fields().filter((f) => plain(f.value) !== plain(f.dataset.stated));
  const tidy = (number) => String(Math.round(number * 10000) / 10000);

  function ends(text) {
    const found = text.replace(/,/g, ".").match(/\d*\.?\d+/g);
    return found && found.length < 3 ? found.map(Number) : null;
  }

  function mark(field) {
    const moved = plain(field.value) !== plain(field.dataset.stated);
    field.closest(".dial").classList.toggle("changed", moved);
    if (moved) field.title = `in the case: ${field.dataset.stated}`;
    else field.removeAttribute("title");
    const both = ends(field.value);
    const slider = field.parentElement.querySelector(".slider");
    if (slider && both && document.activeElement !== slider) slider.value = (both[0] + both[both.length - 1]) / 2;
  }

  function address() {
    const page = trial().dataset.page;
    const query = new URLSearchParams(location.search);
    query.delete("set");
    query.delete("said");
    for (const field of changed()) if (field.value.trim()) query.append("set", `${field.name}:${field.value.trim()}`);
    const text = query.toString();
    return text ? `${page}?${text}` : page;
  }

  function width() {
    const svg = [...document.querySelectorAll(".sized svg.chart")].find((e) => e.getClientRects().length);
    return svg ? svg.getAttribute("width") : "";
  }

  async function follow() {
    const form = trial();
    if (!form) return;
    const mine = ++asked;
    const url = address();
    const ids = form.dataset.live.split(" ");
    const all = form.dataset.notes ? [...ids, form.dataset.notes] : ids;
    try {
      const answer = await ask(`${url}${url.includes("?") ? "&" : "?"}w=${width()}`, all);
      if (!answer.ok || mine < placed) return;
      placed = mine;
      const text = await answer.text();
      place(ids, text);
      note(text);
      history.replaceState({ ids: ["main", "aside"] }, "", url);
    } catch {
      say("The workbench does not answer. Is hikiwake serve still running?");
    }
  }

  /** Small texts beside the fields: renewed where they stand, so that the field under the hand stays what it is. */
  function note(text) {
    if (!trial()?.dataset.notes) return;
    const answer = new DOMParser().parseFromString(text, "text/html");
    for (const fresh of answer.querySelectorAll("[data-note][id]")) {
      const old = document.getElementById(fresh.id);
      if (!old || old.outerHTML === fresh.outerHTML) continue;
      old.className = fresh.className;
      old.replaceChildren(...fresh.childNodes);
    }
  }

  function soon() {
    clearTimeout(timer);
    timer = setTimeout(() => { timer = 0; follow(); }, WAIT);
  }

  function shift(field, step) {
    const both = ends(field.value);
    if (!both) return;
    const low = Math.min(...both) + step;
    const high = Math.max(...both) + step;
    const held = low < 0 ? -low : high > 1 ? 1 - high : 0;
    field.value = both.map((end) => tidy(Math.min(Math.max(end + step + held, 0), 1))).join("–");
    mark(field);
    soon();
  }

  document.addEventListener("input", (event) => {
    const at = event.target;
    if (!at.closest?.("#trial")) return;
    if (at.matches(".slider")) {
      const field = at.parentElement.querySelector(".number");
      const both = ends(field.value);
      if (!both) { field.value = tidy(Number(at.value)); mark(field); soon(); return; }
      shift(field, Number(at.value) - (both[0] + both[both.length - 1]) / 2);
    } else if (at.matches(".number")) {
      mark(at);
      soon();
    }
  });

  document.addEventListener("keydown", (event) => {
    const at = event.target;
    if (!at.matches?.("#trial .number") || event.metaKey || event.ctrlKey || event.altKey) return;
    if (event.key === "ArrowUp" || event.key === "ArrowDown") {
      event.preventDefault();
      shift(at, (event.key === "ArrowUp" ? 1 : -1) * (event.shiftKey ? 0.1 : 0.01));
    } else if (event.key === "Enter") {
      event.preventDefault();
      const column = [...document.querySelectorAll(".matrix tr")].map((row) => row.children[at.closest("td").cellIndex]?.querySelector(".number")).filter(Boolean);
      const next = at.closest(".matrix") && column[column.indexOf(at) + (event.shiftKey ? -1 : 1)];
      if (next) { next.focus(); next.select(); }
      follow();
    } else if (event.key === "Escape") {
      at.value = at.dataset.stated;
      mark(at);
      soon();
    }
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("[data-drop]");
    if (!link || !trial()) return;
    event.preventDefault();
    for (const field of fields()) {
      if (link.dataset.drop !== "*" && field.name !== link.dataset.drop) continue;
      field.value = field.dataset.stated;
      mark(field);
    }
    follow();
  });

  /* What is kept is what the fields say: a form sent while they are still being followed waits for that. */
  document.addEventListener("submit", async (event) => {
    if (event.target.id === "trial") {
      event.preventDefault();
      follow();
    } else if (event.target.closest("#follows") && (timer || placed < asked)) {
      event.preventDefault();
      const action = event.target.getAttribute("action");
      const title = event.target.querySelector("[name=title]")?.value;
      clearTimeout(timer);
      timer = 0;
      await follow();
      const form = document.querySelector(`#follows form[action="${CSS.escape(action)}"]`);
      if (!form) return;
      if (title) form.querySelector("[name=title]").value = title;
      form.requestSubmit();
    }
  }, true);

  const wake = () => {
    for (const slider of document.querySelectorAll("#trial .slider[hidden]")) slider.hidden = false;
  };
  document.addEventListener("swapped", wake);
  wake();
}
