// Tables that can be searched, filtered and sorted. Filters stand in the page already; what is set is kept in the
// address, so a view can be linked. Heads become buttons, of the same size as their text.
const order = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" }).compare;

export function mount(root) {
  root.querySelectorAll("table[data-spec-table]").forEach((table, index) => {
    if (table.specReady) return;
    table.specReady = true;
    enhance(table, index ? `${index + 1}.` : "");
  });
}

function enhance(table, prefix) {
  const rows = [...table.querySelectorAll("tbody > tr:not(.spec-group)")];
  const bodies = [...table.tBodies].map((body) => [body, [...body.rows]]);
  const filters = table.parentElement.querySelector(":scope > .spec-filters");
  const search = filters?.querySelector("input");
  const selects = filters ? [...filters.querySelectorAll("select")] : [];
  const shown = filters?.querySelector(".spec-shown");
  const clear = filters?.querySelector(".spec-clear");
  const all = shown?.textContent;
  let texts, has, empty;
  let sorted = [-1, ""];

  function filter() {
    texts ??= rows.map((row) => row.textContent.toLowerCase());
    has ??= rows.map((row) => new Set(row.dataset.specIs?.split(" ")));
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const chosen = selects.map((select) => select.value).filter(Boolean);
    let count = 0;
    rows.forEach((row, at) => {
      const fits = chosen.every((value) => has[at].has(value)) && words.every((word) => texts[at].includes(word));
      row.hidden = !fits;
      count += fits;
    });
    for (const [body, own] of bodies) {
      const head = own[0]?.matches(".spec-group") && own[0];
      if (head) head.hidden = sorted[1] || own.every((row) => row === head || row.hidden);
      body.hidden = !sorted[1] && own.every((row) => row.hidden);
    }
    bodies[0][0].hidden &&= !sorted[1];
    selects.forEach((select) => select.classList.toggle("spec-set", select.value));
    const set = words.length || chosen.length;
    clear.disabled = !set && !sorted[1];
    const text = set ? `${count.toLocaleString("en")} of ${all}` : all;
    if (shown.textContent !== text) shown.textContent = text;
    if (!count && !empty) {
      empty = document.createElement("p");
      empty.className = "spec-empty";
      empty.textContent = `No ${shown.dataset.specNoun} match.`;
      table.after(empty);
    }
    if (empty) empty.hidden = count > 0;
  }

  function sort(column, direction) {
    if (!direction && !sorted[1]) return;
    sorted = [column, direction];
    heads.forEach((head, at) => {
      if (at === column && direction) head.setAttribute("aria-sort", direction);
      else head.removeAttribute("aria-sort");
    });
    if (!direction) {
      for (const [body, own] of bodies) body.append(...own);
      return;
    }
    const sign = direction === "descending" ? -1 : 1;
    const key = (row) => row.cells[column].dataset.specSort ?? row.cells[column].textContent.trim();
    const keyed = rows.map((row) => [key(row), row]);
    // What has nothing in the column comes last in either order.
    keyed.sort(([a], [b]) => (!a - !b) || sign * order(a, b));
    bodies[0][0].append(...keyed.map(([, row]) => row));
  }

  // The address: words, filters by the text of what is chosen, the column and its order.
  function write() {
    const url = new URL(location.href);
    const set = (name, value) => (value ? url.searchParams.set(prefix + name, value) : url.searchParams.delete(prefix + name));
    set("q", search?.value.trim());
    for (const select of selects) set(name(select), select.value && select.selectedOptions[0].text);
    set("sort", sorted[1] && `${sorted[1] === "descending" ? "-" : ""}${name(heads[sorted[0]])}`);
    if (url.href !== location.href) history.replaceState(history.state, "", url);
  }

  function read() {
    const given = new URL(location.href).searchParams;
    if (search) search.value = given.get(prefix + "q") ?? "";
    for (const select of selects) {
      const wanted = given.get(prefix + name(select));
      const option = [...select.options].find((one) => one.value && one.text === wanted);
      select.value = option?.value ?? "";
    }
    const wanted = given.get(prefix + "sort") ?? "";
    const at = heads.findIndex((head) => head.dataset.specSortable != null && name(head) === wanted.replace(/^-/, ""));
    if (wanted && at >= 0) sort(at, wanted.startsWith("-") ? "descending" : "ascending");
    else if (sorted[1]) sort(-1, "");
  }

  function apply() {
    if (filters) filter();
    write();
  }

  function reset() {
    if (search) search.value = "";
    for (const select of selects) select.value = "";
    sort(-1, "");
    apply();
  }

  // A row that an address points at is shown, whatever the filters say.
  function reveal() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target || !table.contains(target) || !target.closest("[hidden]")) return;
    reset();
    target.scrollIntoView();
  }

  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    if (head.dataset.specSortable == null) return;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const now = sorted[0] === column ? sorted[1] : "";
      sort(column, now === "" ? "ascending" : now === "ascending" ? "descending" : "");
      apply();
    });
  });

  let timer;
  search?.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(apply, 60);
  });
  search?.addEventListener("keydown", (event) => event.key === "Escape" && search.value && reset());
  selects.forEach((select) => select.addEventListener("change", apply));
  clear?.addEventListener("click", () => {
    reset();
    search.focus();
  });
  addEventListener("hashchange", function follow() {
    if (table.isConnected) reveal();
    else removeEventListener("hashchange", follow); // the page was left without being loaded anew
  });
  if (location.search) {
    read();
    if (filters) filter();
  }
  reveal();
}

// What a filter or a column is called in the address.
function name(part) {
  return (part.getAttribute("aria-label") ?? part.textContent).trim().toLowerCase().replace(/\W+/g, "-");
}
