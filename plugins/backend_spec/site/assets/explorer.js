// The explorer: pick an entity, see what would be hit if it changed and what it touches. Names and links stand in the
// page's list of all entities; the data holds who touches whom as numbers. The address names what is shown.
const OFFERED = 30;
const SHOWN = 24;

export function mount(root) {
  for (const tool of root.querySelectorAll("[data-spec-explorer]")) {
    if (!tool.dataset.specReady) start(tool, JSON.parse(tool.dataset.specExplorer));
    tool.dataset.specReady = "yes";
  }
}

function start(tool, { kinds, verbs, edges }) {
  const [input, options, steps, told, reach] = ["input", "[role=listbox]", "select", ".spec-told", ".spec-reach"].map(
    (selector) => tool.querySelector(selector),
  );
  const begin = [told.textContent, ...reach.childNodes];
  const kindOf = kinds.flatMap(([title, count]) => Array(count).fill(title));
  const numbers = new Map();
  const nodes = [...document.querySelectorAll(".spec-all > details")].map((entry, number) => {
    const ids = [...entry.querySelectorAll("span[id]")].map((span) => span.id);
    for (const id of [`spec-${number}`, ...ids]) numbers.set(id, number);
    const name = entry.querySelector("summary code").textContent;
    return { name, low: name.toLowerCase(), kind: kindOf[number], id: ids[0], href: entry.querySelector("p a").href };
  });
  const out = edges.map((flat) => pairs(flat));
  const into = nodes.map(() => []);
  out.forEach((own, source) => own.forEach(([verb, target]) => into[target].push([verb, source])));
  let active = -1;
  let found = [];

  // What is shown

  function show(number) {
    if (number === undefined) {
      told.textContent = begin[0];
      reach.replaceChildren(...begin.slice(1));
      input.value = "";
      return;
    }
    const node = nodes[number];
    const [hit, touched] = [into, out].map((lists) => within(lists, number, Number(steps.value)));
    input.value = node.name;
    told.replaceChildren(
      make("strong", "", node.name), ` A change hits ${hit.length}; it touches ${touched.length}. `,
      link(node.href, "Definition"),
    );
    reach.replaceChildren(panel("Hit if it changes", hit, 1), panel("It touches", touched, 0));
  }

  function panel(title, reached, end) {
    const section = make("section", "");
    section.append(make("h2", "", title, make("span", "spec-count", String(reached.length))));
    if (!reached.length) section.append(make("p", "spec-none", "Nothing."));
    const groups = new Map();
    for (const [number, distance, verb] of reached) {
      const words = distance === 1 ? verbs[verb][end] : nodes[number].kind;
      const key = `${distance} ${words}`;
      if (!groups.has(key)) groups.set(key, { distance, words, links: [] });
      groups.get(key).links.push(pick(number));
    }
    let far = 1;
    for (const { distance, words, links } of groups.values()) {
      if (distance > far) section.append(make("h3", "", `In ${(far = distance)} steps`));
      section.append(make("p", "spec-words", words), list(links.slice(0, SHOWN)));
      if (links.length > SHOWN) {
        const more = make("details", "spec-fold", make("summary", "", `${links.length - SHOWN} more`));
        more.append(list(links.slice(SHOWN)));
        section.append(more);
      }
    }
    return section;
  }

  function pick(number) {
    return link(`#${nodes[number].id}`, nodes[number].name);
  }

  // The address

  function address(number) {
    const url = new URL(location);
    url.searchParams.set("steps", steps.value);
    url.hash = nodes[number]?.id ?? "";
    return url;
  }

  function chosen() {
    return numbers.get(decodeURIComponent(location.hash.slice(1)));
  }

  function choose(number) {
    close();
    history.pushState(null, "", address(number));
    show(number);
  }

  function read() {
    const url = new URL(location);
    const asked = url.searchParams.get("steps");
    if ([...steps.options].some((option) => option.value === asked)) steps.value = asked;
    show(chosen());
  }

  // The list of suggestions

  function suggest() {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    found = words.length ? ranked(nodes, words).slice(0, OFFERED) : [];
    options.replaceChildren(
      ...found.map((number, index) => {
        const option = make("li", "", make("code", "", nodes[number].name), make("span", "", nodes[number].kind));
        option.id = `spec-option-${index}`;
        option.setAttribute("role", "option");
        return option;
      }),
    );
    move(found.length ? 0 : -1);
    options.hidden = !found.length;
    input.setAttribute("aria-expanded", String(!options.hidden));
  }

  function move(to) {
    active = to;
    [...options.children].forEach((option, index) => option.setAttribute("aria-selected", String(index === active)));
    const option = options.children[active];
    option?.scrollIntoView({ block: "nearest" });
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
  }

  function close() {
    options.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  input.addEventListener("input", suggest);
  input.addEventListener("focus", () => input.select());
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      if (options.hidden) input.value = "";
      close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (options.hidden) suggest();
      else move((active + (event.key === "ArrowDown" ? 1 : -1) + found.length) % found.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (!options.hidden && active >= 0) choose(found[active]);
    }
  });
  options.addEventListener("pointerdown", (event) => event.preventDefault());
  options.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) choose(found[[...options.children].indexOf(option)]);
  });
  tool.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
  steps.addEventListener("change", () => {
    history.replaceState(null, "", address(chosen()));
    show(chosen());
  });
  reach.addEventListener("click", (event) => {
    const target = event.target.closest("a");
    const number = numbers.get(decodeURIComponent(target?.hash.slice(1) ?? ""));
    if (number === undefined || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation(); // Material would take it for a way to another page
    choose(number);
    input.focus({ preventScroll: true });
    close();
  });
  window.addEventListener("popstate", () => tool.isConnected && read());
  const typed = input === document.activeElement ? input.value : "";
  read();
  if (typed) {
    // Somebody was faster than this script.
    input.value = typed;
    suggest();
  }
  if (chosen() !== undefined) {
    // The browser has gone to the list's entry and unfolded it: back to what is shown of it.
    document.querySelectorAll(".spec-all, .spec-all > details").forEach((entry) => (entry.open = false));
    scrollTo(0, 0);
  }
}

function pairs(flat) {
  return Array.from({ length: flat.length / 2 }, (_, index) => [flat[2 * index], flat[2 * index + 1]]);
}

// Everything within so many steps: number, distance, and the verb of the first step to it; each once.
function within(lists, start, steps) {
  const seen = new Set([start]);
  const reached = [];
  let edge = [start];
  for (let distance = 1; distance <= steps; distance++) {
    const next = [];
    for (const near of edge) {
      for (const [verb, far] of lists[near]) {
        if (!seen.has(far)) next.push([far, distance, verb]);
        seen.add(far);
      }
    }
    next.sort((a, b) => (distance === 1 ? a[2] - b[2] : 0) || a[0] - b[0]);
    reached.push(...next);
    edge = next.map(([number]) => number);
  }
  return reached;
}

// Names that hold every word: those that begin with the first one, or have a part that does, come first.
function ranked(nodes, words) {
  const rank = ({ low }) => {
    if (!words.every((word) => low.includes(word))) return 9;
    const [word] = words;
    if (low === word) return 0;
    if (low.startsWith(word)) return 1;
    return /[^a-z0-9]/.test(low[low.indexOf(word) - 1]) ? 2 : 3;
  };
  return nodes
    .map((node, number) => [rank(node), node.low.length, number])
    .filter(([rank]) => rank < 9)
    .sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2])
    .map(([, , number]) => number);
}

function make(name, className, ...content) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...content);
  return made;
}

function link(href, text) {
  const made = make("a", "", text);
  made.href = href;
  return made;
}

function list(links) {
  return make("ul", "spec-links", ...links.map((link) => make("li", "", link)));
}
