"use strict";
// Without this script the page still tells everything, in its tables. It puts nothing on the page but copies of what
// stands there, and sends nothing.
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const byId = (id) => document.getElementById(id);

  // Filters: rows and marks carry what they are; a saga without a claim left goes too.
  const form = byId("filters");
  const rows = all("tr[data-claim]");
  const marks = all("a.mark");

  function fits(claim) {
    const { source, stage, club, certainty, background } = form.elements;
    const is = claim.dataset;
    return (
      (!source.value || is.source === source.value) &&
      (!stage.value || is.stage === stage.value) &&
      (!club.value || is.clubs.split(" ").includes(club.value)) &&
      (!certainty.value || is.certainty === certainty.value) &&
      !(background.checked && "background" in is)
    );
  }

  function filter() {
    for (const claim of [...rows, ...marks]) claim.toggleAttribute("hidden", !fits(claim));
    for (const saga of all("article.saga")) {
      saga.hidden = !all("tr[data-claim]", saga).some((row) => !row.hidden);
      const entry = document.querySelector(`[data-saga="${saga.id}"]`);
      if (entry) entry.hidden = saga.hidden;
    }
    const shown = rows.filter((row) => !row.hidden).length;
    byId("count").textContent =
      shown === rows.length ? `All ${shown} claims shown` : `${shown} of ${rows.length} claims shown`;
    byId("nothing").hidden = shown > 0;
    hideCard();
    all(".plot").forEach(rove);
  }

  // Evidence: the row of a mark, as a card beside it.
  let current = null;
  let leaving = 0;

  function part(row, selector, tag, name) {
    const made = document.createElement(tag);
    made.className = name;
    for (const node of row.querySelector(selector).childNodes) made.append(node.cloneNode(true));
    return made;
  }

  function showCard(mark) {
    clearTimeout(leaving);
    if (current === mark) return;
    hideCard();
    current = mark;
    const picture = mark.closest(".picture");
    const card = picture.querySelector(".card");
    const row = byId(mark.dataset.row);
    const head = document.createElement("p");
    head.append(part(row, ".when", "b", ""), " ", part(row, ".stage", "span", ""));
    card.replaceChildren(
      head,
      part(row, ".said", "p", "said"),
      part(row, ".source", "p", "source"),
      part(row, ".evidence", "p", "evidence"),
    );
    card.hidden = false;
    mark.setAttribute("aria-describedby", card.id);
    place(card, mark, picture);
  }

  function place(card, mark, picture) {
    const frame = picture.getBoundingClientRect();
    const spot = mark.getBoundingClientRect();
    const left = spot.left + spot.width / 2 - frame.left - card.offsetWidth / 2;
    card.style.left = `${Math.max(0, Math.min(left, frame.width - card.offsetWidth))}px`;
    const below = spot.bottom + card.offsetHeight + 8 < window.innerHeight || spot.top < card.offsetHeight + 8;
    card.style.top = `${below ? spot.bottom - frame.top + 6 : spot.top - frame.top - card.offsetHeight - 6}px`;
  }

  function hideCard() {
    if (!current) return;
    current.closest(".picture").querySelector(".card").hidden = true;
    current.removeAttribute("aria-describedby");
    current = null;
  }

  function leave() {
    clearTimeout(leaving);
    leaving = setTimeout(hideCard, 250);
  }

  let touched = false;

  function focusQuietly(mark) {
    touched = true;
    mark.focus();
    touched = false;
  }

  for (const mark of marks) {
    mark.addEventListener("pointerenter", (event) => event.pointerType === "mouse" && showCard(mark));
    mark.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && leave());
    mark.addEventListener("pointerdown", (event) => (touched = event.pointerType === "touch"));
    mark.addEventListener("focus", () => touched || showCard(mark));
    mark.addEventListener("blur", (event) => {
      if (!mark.closest(".picture").querySelector(".card").contains(event.relatedTarget)) leave();
    });
    mark.addEventListener("click", (event) => {
      // A finger cannot hover: its first tap shows the evidence, its second goes on to the article.
      if (touched && current !== mark) {
        event.preventDefault();
        showCard(mark);
      }
      touched = false;
    });
  }
  for (const card of all(".card")) {
    card.addEventListener("pointerenter", () => clearTimeout(leaving));
    card.addEventListener("pointerleave", leave);
    card.addEventListener("focusout", leave);
    card.addEventListener("focusin", () => clearTimeout(leaving));
  }
  document.addEventListener("pointerdown", (event) => event.target.closest(".card, a.mark") || hideCard());
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !current) return;
    const mark = current;
    const inside = mark.closest(".picture").querySelector(".card").contains(document.activeElement);
    hideCard();
    if (inside) focusQuietly(mark);
  });

  // One stop of the Tab key a picture; the arrow keys go from mark to mark.
  const visible = (plot) => all("a.mark:not([hidden])", plot);

  function rove(plot) {
    const within = visible(plot);
    const stop = within.find((mark) => mark.getAttribute("tabindex") === "0") ?? within[0];
    for (const mark of all("a.mark", plot)) mark.setAttribute("tabindex", mark === stop ? "0" : "-1");
  }

  for (const plot of all(".plot")) {
    plot.addEventListener("keydown", (event) => {
      const within = visible(plot);
      const at = within.indexOf(document.activeElement);
      const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: within.length - 1 };
      const next = at < 0 ? undefined : within[to[event.key]];
      if (!(event.key in to)) return;
      event.preventDefault();
      if (!next) return;
      for (const mark of within) mark.setAttribute("tabindex", mark === next ? "0" : "-1");
      next.focus();
    });
  }

  // What a link leads to may be folded or filtered away.
  function reveal() {
    let id = "";
    try {
      id = decodeURIComponent(location.hash.slice(1));
    } catch {
      return;
    }
    const target = id && byId(id);
    if (!target) return;
    if (target.closest("[hidden]")) {
      form.reset();
      filter();
    }
    for (let box = target.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    for (const mark of all("mark.lit")) mark.classList.remove("lit");
    if (target.classList.contains("anchor"))
      for (const mark of all("mark")) mark.classList.toggle("lit", mark.dataset.of.split(" ").includes(id.slice(1)));
    if (target.tagName === "TR") target.setAttribute("tabindex", "-1");
    hideCard();
    target.scrollIntoView({ block: target.matches(".anchor, tr") ? "center" : "start" });
    target.focus({ preventScroll: true });
  }
  window.addEventListener("hashchange", reveal);
  // The same link a second time changes no address.
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (link && !event.defaultPrevented && link.getAttribute("href") === location.hash) setTimeout(reveal);
  });

  // The league table sorts by the column whose head is pressed.
  for (const head of all("th[data-sort]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") ? head.getAttribute("aria-sort") === "ascending" : head.dataset.sort === "number";
      for (const other of all("th[aria-sort]", head.parentElement)) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const key = (row) => row.cells[head.cellIndex].dataset.value ?? row.cells[head.cellIndex].textContent.trim();
      const order = (a, b) => (head.dataset.sort === "number" ? key(a) - key(b) : key(a).localeCompare(key(b), "en"));
      const body = head.closest("table").tBodies[0];
      body.append(...[...body.rows].sort((a, b) => (down ? order(b, a) : order(a, b))));
    });
  }

  // On paper nothing can be pointed at: the tables under the pictures are printed too.
  let unfolded = [];
  window.addEventListener("beforeprint", () => {
    hideCard();
    unfolded = all("details.told:not([open])");
    for (const box of unfolded) box.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const box of unfolded) box.open = false;
  });

  form.hidden = false;
  form.addEventListener("change", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(filter));
  filter();
  reveal();
})();
