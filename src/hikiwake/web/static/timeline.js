/* The timeline under the hand: wheel and pinch zoom, drag moves, a click on a mark opens it without a new page.
   Without this file every one of these is a link. Nothing is worked out here: the workbench draws each window. */
"use strict";
{
  const DAY = 86400000;
  const WAIT = 70;      // milliseconds between two drawings while the hand moves
  const SETTLE = 320;   // after which the list and the filters follow
  let view = null;      // the window under the hand: {first, last} in days since 1970, fractions allowed
  let held = null;      // pointers on the chart, by id
  let moved = false;
  let asking = false;
  let again = false;
  let last = 0;
  let settle = 0;
  let timer = 0;
  let elsewhere = -Infinity;

  const figure = () => {
    const at = document.getElementById("drawn");
    return at && at.dataset.show === "timeline" && at.dataset.first ? at : null;
  };
  const day = (text) => Date.parse(`${text}T00:00:00Z`) / DAY;
  const iso = (number) => {
    const text = new Date(Math.max(Math.round(number), -719162) * DAY).toISOString().slice(0, 10);
    return text.startsWith("+") || text.startsWith("-") ? "0001-01-01" : text;
  };
  const shown = () => {
    const at = figure();
    return at ? { first: day(at.dataset.first), last: day(at.dataset.last) + 1 } : null;
  };
  const chart = () => [...figure().querySelectorAll("svg.chart")].find((e) => e.getClientRects().length);
  const field = () => {
    const svg = chart();
    const box = svg.getBoundingClientRect();
    const plot = svg.querySelector(".phase-up").getBoundingClientRect();
    return { left: plot.left, width: plot.width, box };
  };

  function address(path) {
    const at = figure();
    const asked = new URLSearchParams(at.dataset.rest);
    const days = Math.max(Math.round(view.last - view.first), 1);
    const first = Math.round(view.first);
    asked.set("from", iso(first));
    asked.set("to", iso(first + days - 1));
    return `${path}?${asked}`;
  }

  function bounded(next) {
    const days = Math.min(Math.max(next.last - next.first, 1), 146097);
    const middle = (next.first + next.last) / 2;
    return { first: middle - days / 2, last: middle + days / 2 };
  }

  async function draw() {
    if (asking) { again = true; return; }
    asking = true;
    last = performance.now();
    try {
      const answer = await ask(address("/chronicle"), ["drawn"]);
      const text = answer.ok ? await answer.text() : "";
      const fresh = text && new DOMParser().parseFromString(text, "text/html").getElementById("drawn");
      const old = figure();
      if (fresh && old && (held === null || held.size === 0 || moved)) {
        fresh.dataset.live = "";
        fresh.classList.toggle("dragging", old.classList.contains("dragging"));
        old.replaceChildren(...fresh.childNodes);
        old.dataset.first = fresh.dataset.first;
        old.dataset.last = fresh.dataset.last;
      }
    } catch { /* the workbench has gone; the next swap says so */ }
    asking = false;
    if (again) { again = false; schedule(); }
  }

  function schedule() {
    clearTimeout(timer);
    timer = setTimeout(draw, Math.max(0, WAIT - (performance.now() - last)));
    clearTimeout(settle);
    settle = setTimeout(follow, SETTLE);
  }

  /** The list and the filters follow once the hand rests. */
  function follow() {
    if (asking || (held && held.size)) { settle = setTimeout(follow, SETTLE); return; }
    const url = address("/chronicle");
    swap(url, ["chronicle", "aside"]).then((answer) => {
      if (answer?.ok) history.replaceState({ ids: ["chronicle", "aside"] }, "", url);
      view = null;
    });
  }

  function zoom(factor, at) {
    view = view || shown();
    const days = view.last - view.first;
    const next = Math.min(Math.max(days * factor, 1), 146097);
    const here = view.first + days * at;
    view = bounded({ first: here - next * at, last: here + next * (1 - at) });
    schedule();
  }

  /* A turn of the wheel that began elsewhere goes on scrolling the page when the chart comes under it. */
  document.addEventListener("wheel", (event) => {
    const at = event.target.closest?.("#drawn svg.chart");
    const now = performance.now();
    const scrolls = now - elsewhere < 400 && !event.ctrlKey;
    if (!at || !figure() || scrolls) { elsewhere = now; return; }
    event.preventDefault();
    const plot = field();
    if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
      view = view || shown();
      const step = ((view.last - view.first) * event.deltaX) / plot.width;
      view = { first: view.first + step, last: view.last + step };
      schedule();
      return;
    }
    const share = Math.min(Math.max((event.clientX - plot.left) / plot.width, 0), 1);
    zoom(Math.exp(Math.max(Math.min(event.deltaY, 120), -120) / 240), share);
  }, { passive: false });

  document.addEventListener("pointerdown", (event) => {
    if (event.button || !event.target.closest?.("#drawn svg.chart") || !figure()) return;
    held = held || new Map();
    held.set(event.pointerId, event.clientX);
    moved = false;
  });
  document.addEventListener("pointermove", (event) => {
    if (!held?.has(event.pointerId) || !figure()) return;
    const before = held.get(event.pointerId);
    const plot = field();
    const others = [...held].filter(([id]) => id !== event.pointerId).map(([, x]) => x);
    if (!moved && Math.abs(event.clientX - before) < 5) return;
    if (!moved) { moved = true; figure().classList.add("dragging"); getSelection()?.removeAllRanges(); }
    view = view || shown();
    if (others.length) {
      const was = Math.abs(before - others[0]) || 1;
      const now = Math.abs(event.clientX - others[0]) || 1;
      zoom(was / now, ((event.clientX + others[0]) / 2 - plot.left) / plot.width);
    } else {
      const step = ((before - event.clientX) / plot.width) * (view.last - view.first);
      view = { first: view.first + step, last: view.last + step };
      schedule();
    }
    held.set(event.pointerId, event.clientX);
  });
  for (const name of ["pointerup", "pointercancel"]) {
    document.addEventListener(name, (event) => {
      held?.delete(event.pointerId);
      if (!held?.size) figure()?.classList.remove("dragging");
    });
  }
  document.addEventListener("dragstart", (event) => { if (event.target.closest?.("#drawn")) event.preventDefault(); });

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("#drawn svg a");
    if (!link) return;
    if (moved) { event.preventDefault(); moved = false; return; }
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
    const to = new URL(link.getAttribute("href"), location.href);
    if (to.pathname !== "/chronicle") return;
    event.preventDefault();
    if (!to.search) { document.getElementById(to.hash.slice(1))?.focus(); document.getElementById(to.hash.slice(1))?.scrollIntoView(); return; }
    view = null;
    swap(to.pathname + to.search, ["chronicle", "aside"]).then((answer) => {
      if (answer?.ok) history.pushState({ ids: ["chronicle", "aside"] }, "", to.pathname + to.search);
    });
  });

  /* What the mark under the hand or the focus holds, at once; the browser's own hint takes a second and a telephone has none. */
  const says = (event) => {
    const mark = event.target.closest?.("#drawn svg a");
    const line = document.querySelector("#drawn .says");
    if (mark && line) line.textContent = mark.querySelector("title")?.textContent || "";
  };
  document.addEventListener("pointerover", says);
  document.addEventListener("focusin", says);

  /* Which width is on screen: pieces of the page then come with that one only. A page that has changed its width asks anew. */
  const WIDTHS = [330, 640, 880];
  const fitting = () => {
    const at = document.getElementById("drawn");
    return at && WIDTHS.findLast((w) => w <= at.clientWidth) || WIDTHS[0];
  };
  const tell = () => { document.cookie = `chart=${fitting()}; path=/; samesite=strict`; };
  let resized = 0;
  addEventListener("resize", () => {
    tell();
    clearTimeout(resized);
    resized = setTimeout(() => {
      const svg = document.querySelector("#drawn .drawn:not([class*=at]) svg.chart");
      if (svg && Number(svg.getAttribute("width")) !== fitting()) swap(location.pathname + location.search, ["drawn"]);
    }, 200);
  });

  const live = () => {
    const at = figure();
    if (at) at.dataset.live = "";
    tell();
    // the page came after a wait, and its filters are still to come
    if (document.getElementById("entries") && !document.querySelector("#aside .side")) swap(location.pathname + location.search, ["aside"]);
  };
  document.addEventListener("swapped", (event) => { if (event.target.id !== "aside") live(); });
  live();
}
