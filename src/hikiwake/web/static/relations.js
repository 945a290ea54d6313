/* The brush: drawn across one of the charts it chooses the days that both show; a double click shows all. The address keeps the days.
   Without this file the links and the form above the charts do the same. Nothing is worked out here: the workbench draws each window. */
"use strict";
{
  const DAY = 86400000;
  const LEAST = 28;  // days that a window holds at least, as the workbench has it
  let start = null;  // where the pointer went down, on the plot from 0 to 1
  let pointer = null;
  let box = null;

  const drawn = () => document.getElementById("drawn");
  const day = (text) => Date.parse(`${text}T00:00:00Z`) / DAY;
  const iso = (number) => new Date(Math.floor(number) * DAY).toISOString().slice(0, 10);
  const words = (text) => new Date(`${text}T00:00:00Z`).toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });

  /** The plot of the charts on screen, in pixels of the page; all share it. */
  function plot() {
    const at = drawn();
    const svg = [...at.querySelectorAll("svg.chart[width]")].find((e) => e.getClientRects().length);
    if (!svg) return null;
    const field = svg.getBoundingClientRect();
    const scale = field.width / Number(svg.getAttribute("width"));
    const left = field.left + Number(at.dataset.left) * scale;
    return { left, width: field.right - Number(at.dataset.right) * scale - left };
  }

  const share = (x, p) => Math.min(Math.max((x - p.left) / p.width, 0), 1);

  /** The days between two places on the plot. */
  function days(one, other) {
    const at = drawn();
    const first = day(at.dataset.first);
    const length = day(at.dataset.last) + 1 - first;
    let [from, to] = [first + Math.min(one, other) * length, first + Math.max(one, other) * length];
    if (to - from < LEAST) { const middle = (from + to) / 2; from = middle - LEAST / 2; to = middle + LEAST / 2; }
    return [iso(from), iso(to - 1)];
  }

  function show(url) {
    const query = new URLSearchParams(url.split("?")[1] || "");
    query.set("w", width());
    swap(`/relations?${query}`, ["relations"]).then((answer) => {
      if (answer?.ok) history.pushState({ ids: ["relations"] }, "", url);
      live();
    });
  }

  /** The charts' width on screen, so that the piece of the page comes with that one only. */
  const width = () => [330, 640, 880].findLast((w) => w <= drawn().clientWidth) || 330;

  function clear() {
    box?.remove();
    box = start = pointer = null;
  }

  document.addEventListener("pointerdown", (event) => {
    if (event.button || !event.isPrimary || !event.target.closest?.("#drawn svg.chart") || event.target.closest("a")) return;
    const p = plot();
    if (!p) return;
    start = share(event.clientX, p);
    pointer = event.pointerId;
  });

  document.addEventListener("pointermove", (event) => {
    if (start === null || event.pointerId !== pointer) return;
    const p = plot();
    const now = share(event.clientX, p);
    if (!box && Math.abs(now - start) * p.width < 5) return;
    if (!box) {
      box = document.createElement("div");
      box.className = "brush";
      box.append(document.createElement("span"));
      drawn().append(box);
      getSelection()?.removeAllRanges();
    }
    const [from, to] = days(start, now);
    box.firstChild.textContent = `${words(from)} – ${words(to)}`;
    const origin = drawn().getBoundingClientRect().left;
    box.style.left = `${p.left - origin + Math.min(start, now) * p.width}px`;
    box.style.width = `${Math.abs(now - start) * p.width}px`;
  });

  document.addEventListener("pointerup", (event) => {
    if (start === null || event.pointerId !== pointer) return;
    const [from, to] = days(start, share(event.clientX, plot()));
    const is_drawn = box !== null;
    clear();
    if (is_drawn) show(`/relations?from=${from}&to=${to}`);
  });
  document.addEventListener("pointercancel", clear);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && start !== null) { event.preventDefault(); event.stopPropagation(); clear(); } }, true);
  document.addEventListener("dblclick", (event) => { if (event.target.closest?.("#drawn svg.chart")) show("/relations"); });
  document.addEventListener("dragstart", (event) => { if (event.target.closest?.("#drawn")) event.preventDefault(); });

  /* A page whose width has changed asks for the charts that fit. */
  let resized = 0;
  addEventListener("resize", () => {
    clearTimeout(resized);
    resized = setTimeout(() => {
      const svg = document.querySelector("#drawn .drawn:not([class*=at]) svg.chart");
      if (svg && Number(svg.getAttribute("width")) !== width()) swap(location.pathname + location.search, ["relations"]).then(live);
    }, 200);
  });

  const live = () => { const at = drawn(); if (at) at.dataset.live = ""; };
  document.addEventListener("swapped", live);
  live();
}
