"use strict";
(() => {
  const form = document.getElementById("controls");
  const words = document.getElementById("words");
  const sort = document.getElementById("sort");
  const told = document.getElementById("shown");
  const orders = ["gap", "ratio"];
  // Fewer rows are seen at a glance, and need no filters.
  const dozen = 12;
  // The digits are those of the figures in the page, in whatever language it is.
  const numbers = `${document.documentElement.lang}-u-nu-latn`;

  // Accents and the several ways to write a letter make no difference to a search.
  const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  // Both the rows of a table and the answers that one party alone gives are filtered, sorted and counted as rows.
  const rowsOf = (node, what) =>
    [...node.querySelectorAll("[data-o]")].map((row, index) => ({ node: row, index, ...what(row), places: row.dataset.o.split(" ").map(Number) }));
  const sections = [...document.querySelectorAll(".event")].map((node) => {
    const about = [...node.querySelectorAll("h2, .when")].map((part) => part.textContent).join(" ");
    const parts = [...node.querySelectorAll("table")].map((table) => {
      const heads = [...table.tHead.rows[0].cells];
      const what = (body) => {
        const cells = [...body.rows[0].cells];
        const parties = heads.flatMap((head, n) => (head.dataset.p && cells[n].matches(":not(.e)") ? [head.dataset.p] : []));
        return { parties: new Set(parties), verdict: cells.at(-1).classList[1], said: [...body.querySelectorAll("th, a, em, .v, details, p")] };
      };
      return { node: table, list: table, about, rows: rowsOf(table, what) };
    });
    for (const alone of node.querySelectorAll(".alone")) {
      const named = `${about} ${alone.querySelector("h3").textContent}`;
      const what = (item) => ({ parties: new Set([alone.dataset.p]), verdict: item.className, said: [...item.querySelectorAll("summary, summary + div, .plot + div")] });
      parts.push({ node: alone, list: alone.querySelector("ul"), about: named, rows: rowsOf(alone, what) });
    }
    return { node, parts };
  });
  const parts = sections.flatMap((section) => section.parts);
  const all = parts.flatMap((part) => part.rows);

  // What a row is searched by: not the names of the parties that say nothing in it.
  const searched = (row, about) => (row.text ??= folded([about, ...row.said.map((part) => part.textContent)].join(" ")));

  const boxes = (name) => [...form.querySelectorAll(`[name=${name}]`)];
  const chosen = (name) => boxes(name).filter((box) => box.checked).map((box) => box.value);

  // What is out of sight on a long page follows, frame by frame: laying out a large table at once would take a while.
  const atOnce = 50;
  let late = [];
  const follow = (nodes) => {
    if (nodes !== late || !nodes.length) return;
    for (const node of nodes.splice(0, atOnce)) node.hidden = false;
    requestAnimationFrame(() => follow(nodes));
  };

  const apply = () => {
    late = [];
    const verdicts = new Set(chosen("verdict"));
    const parties = chosen("party");
    const wanted = folded(words.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const part of parts) {
      let any = false;
      for (const row of part.rows) {
        const fits =
          (!verdicts.size || verdicts.has(row.verdict)) &&
          parties.every((party) => row.parties.has(party)) &&
          (!wanted.length || wanted.every((word) => searched(row, part.about).includes(word)));
        if (fits && row.node.hidden && shown >= atOnce) late.push(row.node);
        else row.node.hidden = !fits;
        any ||= fits;
        shown += fits;
      }
      part.node.hidden = !any;
    }
    for (const section of sections) section.node.hidden = section.parts.every((part) => part.node.hidden);
    const text = told.dataset.shown.replace("{}", shown.toLocaleString(numbers));
    if (told.textContent !== text) told.textContent = text;
    if (all.length >= dozen || shown < all.length || sort.value) form.hidden = false;
    requestAnimationFrame(() => follow(late));
  };

  let sorted = "";
  const order = () => {
    if (sort.value === sorted) return;
    sorted = sort.value;
    const by = orders.indexOf(sorted);
    for (const { list, rows } of parts) {
      rows.sort((a, b) => (by < 0 ? a.index - b.index : a.places[by] - b.places[by]));
      for (const { node } of rows) node.hidden = true;
      list.append(...rows.map((row) => row.node));
    }
  };

  // The view stands behind the # of the address, which a browser sends to nobody.
  const address = () => {
    const state = new URLSearchParams();
    if (words.value.trim()) state.set("words", words.value.trim());
    for (const name of ["verdict", "party"]) for (const value of chosen(name)) state.append(name, value);
    if (sort.value) state.set("sort", sort.value);
    for (const open of document.querySelectorAll("details[open] > [id]")) state.append("open", open.id);
    const hash = state.size ? `#${state}` : "";
    // An address that leads to a place on the page stays, as long as there is no view to keep.
    if (hash === location.hash || (!hash && !location.hash.includes("="))) return;
    try {
      history.replaceState(null, "", hash || location.pathname + location.search);
    } catch {
      // Browsers refuse too many changes at a time, and any in some frames; the page works without.
    }
  };
  let waiting = 0;
  const remember = () => {
    clearTimeout(waiting);
    waiting = setTimeout(address, 150);
  };

  const restore = () => {
    const hash = location.hash.slice(1);
    if (!hash.includes("=")) {
      const named = document.getElementById(hash);
      const details = named?.closest("details");
      if (details) details.open = true;
      // Whoever names a row or an event wants to see it, whatever was filtered before.
      if (named?.closest("[hidden]")) {
        form.reset();
        setTimeout(() => named.scrollIntoView());
      }
      remember();
      return;
    }
    const state = new URLSearchParams(hash);
    words.value = state.get("words") ?? "";
    for (const name of ["verdict", "party"])
      for (const box of boxes(name)) box.checked = state.getAll(name).includes(box.value);
    sort.value = orders.includes(state.get("sort")) ? state.get("sort") : "";
    const open = new Set(state.getAll("open"));
    for (const part of document.querySelectorAll("details > [id]"))
      part.parentNode.open = [part, ...part.children].some(({ id }) => open.has(id));
    order();
    apply();
  };

  const changed = () => {
    order();
    apply();
    remember();
  };

  // A cell opens what is behind its row, at the claims of its party.
  const partOf = (link) => {
    const details = document.getElementById(link.hash.slice(1)).parentNode;
    const links = [...link.closest("tr").querySelectorAll("td > a")];
    return { details, part: details.lastElementChild.children[links.indexOf(link)] };
  };
  const mark = (details, part) => {
    for (const other of details.lastElementChild.children) other.classList.toggle("on", other === part);
  };
  const openers = new WeakMap();
  const open = (link) => {
    const { details, part } = partOf(link);
    if (details.open && part.classList.contains("on")) {
      details.open = false;
      return;
    }
    details.open = true;
    mark(details, part);
    openers.set(details, link);
    part.tabIndex = -1;
    part.focus({ preventScroll: true });
    part.scrollIntoView({ block: "nearest" });
  };

  document.addEventListener("click", (event) => {
    const cell = event.target.closest("tbody tr:first-child td");
    const link = cell && cell.querySelector(":scope > a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !getSelection().isCollapsed) return;
    event.preventDefault();
    open(link);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const details = event.target.closest("[data-o]")?.querySelector("details[open]");
    if (!details) return;
    details.open = false;
    (openers.get(details) ?? details.querySelector("summary")).focus();
  });
  document.addEventListener(
    "toggle",
    (event) => {
      const details = event.target;
      if (!details.open) mark(details, null);
      for (const link of details.closest("tbody")?.rows[0].querySelectorAll("td > a") ?? [])
        link.setAttribute("aria-expanded", details.open);
      remember();
    },
    true,
  );

  // Each row as a paragraph to be pasted elsewhere: a character stands for each piece that other rows have, too.
  const prose = document.getElementById("prose");
  const [pieces, paragraphs] = JSON.parse(prose.textContent);
  const { copy, copied, select } = prose.dataset;
  const status = document.createElement("p");
  Object.assign(status, { className: "skip", id: "copied", ariaLive: "polite" });
  document.body.append(status);
  all.forEach(({ node }, number) => {
    const button = document.createElement("button");
    const about = node.querySelector("th, summary").textContent.trim();
    Object.assign(button, { type: "button", className: "c", value: number, textContent: copy, ariaLabel: `${copy}: ${about}` });
    const details = node.querySelector("details, td > p");
    if (node.matches("li")) details.append(button);
    else details.before(button);
  });

  const copyText = async (button) => {
    const text = paragraphs[button.value].replace(/[\uE000-\uF8FF]/g, (sign) => pieces[sign.charCodeAt() - 0xe000]);
    let done = true;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // Where a browser gives no leave, or to no page without a server, the text is shown and selected.
      let shown = button.nextElementSibling;
      if (!shown?.matches(".c")) {
        shown = document.createElement("p");
        Object.assign(shown, { className: "c", tabIndex: -1, textContent: text });
        button.after(shown);
      }
      shown.focus();
      getSelection().selectAllChildren(shown);
      done = document.execCommand("copy");
    }
    button.textContent = status.textContent = done ? copied : select;
    setTimeout(() => (button.textContent = copy), 3000);
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button.c");
    if (button) copyText(button);
  });

  form.addEventListener("input", changed);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(changed));
  addEventListener("hashchange", restore);

  // Older browsers print closed details closed, whatever the style says.
  if (!CSS.supports("selector(::details-content)")) {
    let opened = [];
    addEventListener("beforeprint", () => {
      opened = [...document.querySelectorAll("details:not([open])")];
      for (const details of opened) details.open = true;
    });
    addEventListener("afterprint", () => {
      for (const details of opened) details.open = false;
    });
  }

  document.documentElement.classList.add("js");
  for (const link of document.querySelectorAll("td > a")) link.setAttribute("aria-expanded", "false");
  apply();
  restore();
})();
