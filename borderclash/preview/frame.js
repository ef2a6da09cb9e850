"use strict";
(() => {
  const status = document.getElementById("status");
  const beside = document.getElementById("beside");
  const main = document.querySelector("main");
  const patience = 400;
  // What is on view, what is being loaded in its place, and the version of that.
  let view = null;
  let coming = null;
  let version = "";
  // Where the reader is on the comparison: also while problems stand in its place, and when this page is loaded anew.
  let place = { hash: "", y: 0, row: "", top: 0 };
  try {
    place = JSON.parse(sessionStorage.getItem("place")) ?? place;
  } catch {
    // Storage may be shut; then a page that is loaded anew begins at its top.
  }

  const say = (text, look = "") => {
    if (status.textContent !== text) status.textContent = text;
    status.className = look;
  };

  const framed = (title, address) => {
    const made = document.createElement("iframe");
    made.title = title;
    made.src = address;
    return made;
  };

  // The row, or else the event, at the top of the window: what stands above it may have changed its height.
  const rowAt = (page, width) => {
    const points = [60, 120, 200, 300].map((y) => page.elementFromPoint(width / 2, y));
    for (const kind of ["[data-o]", ".event"]) {
      const row = points.map((point) => point?.closest(kind)).find(Boolean);
      const id = row && (row.id || row.querySelector("details > [id]")?.id);
      if (id) return { row: id, top: row.getBoundingClientRect().top };
    }
    return { row: "", top: 0 };
  };

  const keep = () => {
    if (!view || view.dataset.kind !== "comparison") return;
    const { contentWindow: inside, contentDocument: page } = view;
    place = { hash: inside.location.hash, y: inside.scrollY, ...rowAt(page, inside.innerWidth) };
  };

  const goBack = ({ contentWindow: inside, contentDocument: page }) => {
    inside.scrollTo({ top: place.y, behavior: "instant" });
    const named = place.y > 0 && place.row && page.getElementById(place.row);
    const row = named && named.closest("[data-o], .event");
    if (row) inside.scrollBy({ top: row.getBoundingClientRect().top - place.top, behavior: "instant" });
  };

  // A page elsewhere is opened in a tab of its own: here stands only what the preview shows.
  const leadOut = (page) =>
    page.addEventListener(
      "click",
      (event) => {
        const link = event.target.closest?.("a[href]");
        if (link && link.origin !== location.origin) link.target = "_blank";
      },
      true,
    );

  const swap = (next) => {
    const page = next.contentDocument;
    // What a browser shows where no answer came is none of ours.
    if (!page || next.contentWindow.location.pathname !== "/page") {
      next.remove();
      version = "";
      return;
    }
    leadOut(page);
    keep();
    if (next.dataset.kind === "comparison") goBack(next);
    const focused = !view || document.activeElement === view;
    const field = view?.contentDocument?.activeElement?.id;
    view?.remove();
    view = next;
    next.className = "";
    document.title = page.title;
    if (focused) next.focus({ preventScroll: true });
    if (focused && field) page.getElementById(field)?.focus({ preventScroll: true });
  };

  const load = (kind) => {
    keep();
    coming?.remove();
    const next = framed(kind === "comparison" ? "Comparison" : "Problems", `/page${kind === "comparison" ? place.hash : ""}`);
    next.dataset.kind = kind;
    next.className = "coming";
    next.addEventListener("load", () => {
      if (next !== coming) return;
      coming = null;
      swap(next);
    });
    coming = next;
    main.append(next);
  };

  const showBeside = (counts) => {
    beside.hidden = !counts;
    beside.querySelector("iframe")?.remove();
    beside.querySelector("summary").textContent = counts;
    if (counts) beside.append(framed("Problems that leave the comparison as it is", "/beside"));
  };

  let late = 0;
  const told = {
    shown: (state) => {
      clearTimeout(late);
      const what = state.errors ? `${state.counts}; not compared` : "Live";
      say(`${what}${state.saved ? `; saved ${state.saved}` : ""}`, state.errors ? "errors" : "");
      if (state.version === version) return;
      version = state.version;
      load(state.errors ? "problems" : "comparison");
      showBeside(state.errors ? "" : state.counts);
    },
    reading: () => {
      clearTimeout(late);
      late = setTimeout(() => say("Reading the files"), patience);
    },
  };

  const listen = () => {
    const events = new EventSource("/events");
    for (const [name, tell] of Object.entries(told)) events.addEventListener(name, ({ data }) => tell(JSON.parse(data)));
    events.addEventListener("error", () => {
      clearTimeout(late);
      say("Not connected: this is how it last was. Waiting for the preview", "lost");
      if (events.readyState === EventSource.CLOSED) setTimeout(listen, 1000);
    });
  };

  addEventListener("pagehide", () => {
    keep();
    try {
      sessionStorage.setItem("place", JSON.stringify(place));
    } catch {
      // As above.
    }
  });
  listen();
})();
