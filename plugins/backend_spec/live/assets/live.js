// What an author sees while `mkdocs serve` runs: a badge, a panel of findings, and marks at their places on the page.
// All but the marks lives in a shadow root, so that it looks the same under every theme.
const OWN = new URL(".", import.meta.url);
const MOUNT = new URL("..", OWN);
const TOKEN = document.querySelector("script[data-token][src*='/live.js']")?.dataset.token ?? "";
const KEY = `backend-spec:${MOUNT.pathname}`;
const SEVERITIES = ["error", "warning", "info"];
const NOUNS = { error: "error", warning: "warning", info: "hint" };
const SIGNS = { error: "×", warning: "!", info: "i", good: "✓" };
const CALM = matchMedia("(prefers-reduced-motion: reduce)");
const DARK = matchMedia("(prefers-color-scheme: dark)");
const SMALL = matchMedia("(max-width: 600px)");

// What is remembered: the last state, so that a page that is loaded anew shows it at once, and how the panel was left.
const memory = {
  state: null, open: false, opened: {}, scroll: 0, hidden: "", folded: false, closed: "", forced: false, pending: "",
  said: { text: "", at: 0 },
};
try {
  Object.assign(memory, JSON.parse(sessionStorage.getItem(KEY)));
} catch {}
function remember() {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(memory));
  } catch {
    try {
      sessionStorage.setItem(KEY, JSON.stringify({ ...memory, state: null }));
    } catch {}
  }
}

/** An element of HTML; `on…` are listeners, other properties are attributes. Texts are never read as HTML. */
function element(name, properties, ...content) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties ?? {})) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...content.flat().filter((one) => one !== null && one !== undefined && one !== ""));
  return made;
}

const sign = (mood) => element("span", { class: "sign", "data-mood": mood, "aria-hidden": "true" }, SIGNS[mood]);
const FEW = 12;
const counted = (count, noun) => `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
/** Text with what stands between backticks as code. */
const prose = (text) => text.split("`").map((part, at) => (at % 2 ? element("code", {}, part) : part));

const plain = (text, properties) => element("button", { class: "plain", type: "button", ...properties }, text);

// The parts of the page

const host = element("div", { id: "backend-spec-live" });
const root = host.attachShadow({ mode: "open" });
const status = element("div", { class: "spoken", role: "status" });
const badge = element("button", { class: "badge", type: "button", "aria-keyshortcuts": "Alt+Shift+P", onclick: () => toggle(true) });
const fold = element("button", { class: "fold", type: "button", onclick: () => ((memory.folded = !memory.folded), remember(), paintBadge()) });
const bar = element("div", { class: "bar" }, badge, fold);
const summary = element("div", { class: "summary" });
const note = element("div", { class: "note" });
const list = element("div", { class: "list", tabindex: "-1" });
const panel = element(
  "section",
  { class: "panel", "aria-label": "Findings in the specification" },
  element(
    "header",
    {},
    element("h2", {}, "Specification"),
    summary,
    note,
    plain("Hide", { title: "Until the server starts again; Alt+Shift+P brings it back", onclick: dismiss }),
    plain("✕", { title: "Close (Esc)", "aria-label": "Close the panel", onclick: () => toggle(false) }),
  ),
  list,
);
const tip = element("div", { class: "tip", role: "tooltip", hidden: true });
root.append(status, bar, panel, tip);

let offline = false;
let building = false;
let opener = null;

function paint() {
  host.hidden = !memory.state || (memory.hidden === memory.state.session && !memory.state.failure);
  panel.hidden = !memory.open;
  bar.hidden = memory.open;
  paintBadge();
  if (memory.open) paintPanel();
  room();
}

function mood(state) {
  return state.failure ? "error" : SEVERITIES.find((one) => state.counts[one]) ?? "good";
}

function told({ counts, failure }) {
  const found = SEVERITIES.filter((one) => counts[one]).map((one) => counted(counts[one], NOUNS[one])).join(", ");
  return [failure?.title, found || (failure ? "" : "No findings")].filter(Boolean).join(". ");
}

function counts({ counts, failure }) {
  const shown = SEVERITIES.filter((one) => counts[one]);
  const number = (one) => element("span", { class: "count", "aria-hidden": "true" }, sign(one), counts[one].toLocaleString("en"));
  if (failure) return [element("span", { class: "count" }, sign("error"), "Failed"), ...shown.slice(1).map(number)];
  return shown.length ? shown.map(number) : [sign("good")];
}

function paintBadge() {
  const { state } = memory;
  if (!state) return;
  replaced(badge, [...counts(state), element("span", { class: "building", "data-on": building, "aria-hidden": "true" })]);
  const label = `Specification: ${told(state)}${offline ? ". The server does not answer" : ""}`;
  if (badge.getAttribute("aria-label") !== label) badge.setAttribute("aria-label", label);
  badge.title = `${label} (Alt+Shift+P)`;
  bar.dataset.mood = badge.dataset.mood = mood(state);
  badge.toggleAttribute("data-offline", offline);
  bar.toggleAttribute("data-folded", memory.folded && SMALL.matches);
  fold.textContent = memory.folded ? SIGNS[mood(state)] : "⌄";
  fold.setAttribute("aria-label", memory.folded ? `Unfold. ${label}` : "Fold");
}

/** New content, unless it is what is there: nothing is touched that does not change. */
function replaced(parent, content) {
  const next = element("div", {}, ...content);
  if (next.innerHTML !== parent.innerHTML) parent.replaceChildren(...next.childNodes);
}

function room() {
  const height = Math.round(Math.min(Math.max(innerHeight * 0.42, 220), 480, innerHeight - 80));
  host.style.setProperty("--height", `${height}px`);
  const needed = host.hidden ? "0px" : memory.open ? `${panel.offsetHeight}px` : memory.folded && SMALL.matches ? "26px" : "3rem";
  document.documentElement.style.setProperty("--spec-live-room", needed);
}

// The panel is as high as what it holds, up to a part of the window.
new ResizeObserver(() => memory.open && room()).observe(panel);

const here = (url) => url !== null && url !== undefined && same(new URL(url, MOUNT).pathname, location.pathname);
const same = (a, b) => decodeURI(a).replace(/index\.html$/, "") === decodeURI(b).replace(/index\.html$/, "");
let listed = "";

function paintPanel() {
  const { state } = memory;
  replaced(summary, counts(state));
  const said = offline ? "The server does not answer; trying again…" : building ? "Building…" : "";
  if (note.textContent !== said) note.textContent = said;
  const key = JSON.stringify([state.session, state.failure, state.documents, state.findings, state.omitted, location.pathname]);
  if (key === listed) return;
  listed = key;
  const held = focused();
  list.replaceChildren(...content(state));
  list.scrollTop = memory.scroll;
  refocus(held);
}

function content(state) {
  const failure = state.failure ? [failed(state.failure)] : [];
  if (!state.findings.length) {
    return state.failure ? failure : [element("p", { class: "clean" }, sign("good"), "Nothing to mend: no findings.")];
  }
  const known = new Map(state.documents.map((one) => [one.path, one]));
  const rank = (one) => (here(known.get(one.path)?.url) ? 0 : 1) * SEVERITIES.length + SEVERITIES.indexOf(one.severity);
  const sorted = [...state.findings].sort((a, b) => rank(a) - rank(b));
  // Findings with one subject stand together, where the first of them stands.
  const bundles = [...grouped(sorted, (one) => one.subject?.id ?? one.id).values()];
  const groups = [...grouped(bundles, ([one]) => one.path)];
  const said = `Not listed: ${counted(state.omitted, "finding")} more. backend-spec check tells them all.`;
  const more = state.omitted ? [element("p", { class: "where" }, said)] : [];
  return [...failure, ...groups.map(([path, own]) => group(known.get(path) ?? { path, title: path, url: null }, own)), ...more];
}

function failed({ title, text, path, line }) {
  const where = path ? element("p", { class: "where" }, "In ", element("code", {}, line ? `${path}:${line}` : path)) : null;
  return element("div", { class: "failure" }, element("h3", {}, title), where, code(text));
}

function grouped(items, key) {
  const groups = new Map();
  for (const one of items) groups.has(key(one)) ? groups.get(key(one)).push(one) : groups.set(key(one), [one]);
  return groups;
}

const code = (...content) => element("pre", { tabindex: "0", role: "group", "aria-label": "Code" }, ...content);

function group(document, bundles) {
  const order = (a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || a.line - b.line;
  const sorted = bundles.sort(([a], [b]) => order(a, b));
  return element(
    "section",
    {},
    element("h3", {}, document.title, element("small", {}, here(document.url) ? "this page" : document.path)),
    element("ul", {}, sorted.map((found) => (found.length > 1 ? bundle(found, document) : item(found[0], document)))),
  );
}

/** Several findings about one thing, under its name. */
function bundle(found, document) {
  const [{ subject }] = found;
  const name = element("span", {}, subject.noun ? `${subject.noun} ` : "", element("code", {}, subject.name));
  const about = element("div", { class: "about" }, name, element("small", {}, counted(found.length, "finding")));
  return element("li", { class: "bundle" }, about, element("ul", {}, found.map((one) => item(one, document))));
}

function item(one, document) {
  const open = memory.opened[one.id] ?? memory.state.findings.length < 3;
  const body = element("div", { class: "body", "data-mood": one.severity, hidden: !open });
  const fill = () => body.hasChildNodes() || body.append(...details(one));
  if (open) fill();
  const head = element(
    "button",
    {
      class: "head", type: "button", "aria-expanded": String(open),
      onclick: () => {
        fill();
        body.hidden = !body.hidden;
        memory.opened[one.id] = !body.hidden;
        head.setAttribute("aria-expanded", String(!body.hidden));
        remember();
      },
    },
    sign(one.severity),
    element("span", {}, element("span", { class: "spoken" }, `${NOUNS[one.severity]}: `), prose(one.message)),
  );
  return element("li", { "data-id": one.id }, element("div", { class: "row" }, head, jump(one, one.path === document.path ? undefined : placed(one))), body);
}

const placed = ({ path, line }) => `${path.split("/").pop()}:${line}`;

function jump(place, text = `line ${place.line}`) {
  if (place.url === null) return element("span", { class: "jump" }, text);
  const url = new URL(place.url, MOUNT);
  url.hash = place.anchor;
  const follow = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    memory.forced = false;
    remember();
    if (!here(place.url)) return;
    event.preventDefault();
    history.replaceState(history.state, "", url);
    arrive(place.anchor);
  };
  return element("a", { class: "jump", href: url, "aria-label": `Go to ${text} of ${place.path}`, onclick: follow }, text);
}

function details(one) {
  const links = [
    one.rule_url ? element("a", { href: new URL(one.rule_url, MOUNT) }, `Rule ${one.rule}`) : element("span", { class: "rule" }, one.rule),
    one.editor ? element("a", { href: one.editor }, "Open in editor") : null,
  ];
  return [
    one.frame.length ? code(...one.frame.flatMap((line, at) => [at ? "\n" : "", framed(line)].flat())) : "",
    one.help ? element("p", {}, prose(one.help)) : "",
    element("p", { class: "actions" }, one.fix ? fixing(one) : null, links),
    places(one),
  ].filter(Boolean);
}

/** The further places of a cause, by document; many are folded. */
function places(one) {
  const others = one.places.filter((place) => ["path", "line", "column"].some((name) => place[name] !== one[name]));
  if (!others.length) return "";
  const titles = new Map(memory.state.documents.map(({ path, title }) => [path, title]));
  const key = `${one.id} places`;
  const box = element("details", { open: memory.opened[key] ?? others.length <= FEW });
  box.addEventListener("toggle", () => ((memory.opened[key] = box.open), remember()));
  const listed = [...grouped(others, ({ path }) => path)].map(([path, own]) =>
    element("li", {}, element("span", { class: "where" }, titles.get(path) ?? path), element("ul", {}, own.map(further))),
  );
  const more = one.unlisted ? [element("li", { class: "where" }, `and ${one.unlisted.toLocaleString("en")} more`)] : [];
  const said = `${counted(others.length + one.unlisted, "further place")} of the same cause`;
  box.append(element("summary", {}, said), element("ul", { class: "places" }, listed, more));
  return box;
}

const further = (place) => element("li", {}, jump(place), element("span", {}, prose(place.message ?? place.text)));
/** A line of a code frame: what marks the line above it is coloured. */
function framed(line) {
  const [, gutter, marks] = /^( *\| *)([-^].*)$/.exec(line) ?? [];
  return marks ? [gutter, element(marks.startsWith("^") ? "b" : "i", {}, marks)] : line;
}

function fixing(one) {
  const button = element("button", { class: "fix", type: "button", title: one.fix.title, onclick: apply }, `Apply fix: ${one.fix.title}`);
  const refused = element("span", { class: "refused", role: "alert" });
  async function apply() {
    button.disabled = true;
    refused.textContent = "";
    try {
      const answer = await fetch(new URL("fix", OWN), {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-Backend-Spec-Token": TOKEN },
        body: JSON.stringify({ id: one.id, version: memory.state.version }),
      });
      if (answer.ok) return; // the finding goes with the next state
      refused.textContent = `Not applied: ${(await answer.json()).message}`;
    } catch {
      refused.textContent = "Not applied: the server does not answer.";
    }
    button.disabled = false;
  }
  return [button, refused];
}

/** What has the focus in the panel, so that it can be given back when the panel's content is made anew. */
function focused() {
  const active = root.activeElement;
  if (!active || !list.contains(active)) return null;
  const at = heads().findIndex((head) => head.closest("li").contains(active));
  return { id: active.closest("[data-id]")?.dataset.id, kind: active.className, at };
}

const heads = () => [...list.querySelectorAll(".head:not([hidden] .head, details:not([open]) .head)")];

function refocus(held) {
  if (!held) return;
  const same = held.id && list.querySelector(`[data-id="${CSS.escape(held.id)}"]`);
  const next = heads()[Math.min(Math.max(held.at, 0), heads().length - 1)];
  (same?.getElementsByClassName(held.kind)[0] ?? next ?? list).focus({ preventScroll: true });
}

function toggle(open) {
  if (open) opener = root.activeElement ?? document.activeElement;
  memory.open = open;
  memory.forced = false;
  if (open) memory.hidden = "";
  else memory.closed = JSON.stringify(memory.state?.failure ?? "");
  remember();
  listed = "";
  paint();
  hideTip();
  if (open) (heads()[0] ?? list).focus({ preventScroll: true });
  else (opener?.isConnected && opener !== document.body && opener !== host ? opener : badge).focus?.({ preventScroll: true });
}

function dismiss() {
  memory.hidden = memory.state.session;
  toggle(false);
}

addEventListener("keydown", (event) => {
  if (event.altKey && event.shiftKey && event.code === "KeyP") {
    event.preventDefault();
    toggle(!memory.open);
  } else if (event.key === "Escape" && !tip.hidden) hideTip();
});
panel.addEventListener("keydown", (event) => {
  // Themes have keys of their own, for search and for going to other pages.
  if (event.key !== "Tab" && !event.altKey && !event.ctrlKey && !event.metaKey) event.stopPropagation();
  if (event.key === "Escape") return toggle(false);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const every = heads();
  if (!step || !every.length || root.activeElement?.matches("pre")) return;
  event.preventDefault();
  const at = every.findIndex((head) => head.closest("li").contains(root.activeElement));
  every[Math.min(Math.max(at + step, 0), every.length - 1)].focus();
});
list.addEventListener("scroll", () => ((memory.scroll = list.scrollTop), later("scroll", remember, 150)), { passive: true });

const timers = {};
function later(name, action, delay) {
  clearTimeout(timers[name]);
  timers[name] = setTimeout(action, delay);
}

// Marks in the page

let marks = [];
let undo = [];
const CSSES = globalThis.CSS?.highlights && globalThis.Highlight ? CSS.highlights : null;
const NO_TEXT = ".headerlink, .spec-uses, .spec-copy, button, script, style, .spec-words, .md-clipboard";
const BLOCKS = "td, th, li, p, dt, dd, h1, h2, h3, h4, h5, h6, pre, summary, figcaption, div, body";
const SLOTS = {
  participant: "text.actor",
  message: ".messageText",
  note: ".noteText, .statediagram-note .nodeLabel",
  node: ".node .nodeLabel",
  edge: "span.edgeLabel",
  group: ".cluster .nodeLabel",
  entity: ".name .nodeLabel, .node > .label:not([class*=attribute]) .nodeLabel",
  state: ".statediagram-state .nodeLabel",
};
const bare = (text) => text.replace(/\s+/g, "");

/** Everything that stands on this page: findings, and the places of those with several. */
function standing() {
  const found = new Map();
  for (const one of memory.state?.findings ?? []) {
    for (const place of [one, ...one.places]) {
      if (!here(place.url) || found.has(place.anchor)) continue;
      const { severity, message, rule, id } = one;
      found.set(place.anchor, { message, rule, ...place, severity, shownBy: id });
    }
  }
  return found;
}

let marked = "";
function mark(force) {
  const found = standing();
  const key = JSON.stringify([...found.values()].map((one) => [one.anchor, one.severity, one.message, one.text]));
  if (!force && key === marked) return;
  marked = key;
  for (const action of undo) action();
  undo = [];
  marks = [];
  const taken = new Map();
  for (const place of document.querySelectorAll(".spec-finding-place")) {
    const one = found.get(place.id);
    if (!one) continue;
    const spans = place.dataset.specLabels ? inFigure(place, one) : inText(place, one.text);
    if (spans && !spans.length) continue; // a diagram that is not drawn yet
    const made = { one, place, ranges: spans ?? [], box: spans ? null : place.closest(BLOCKS) };
    // Two findings of the same text are told together; only the first can be reached by keyboard.
    const [range] = made.ranges;
    const others = taken.get(range?.startContainer) ?? [];
    made.second = others.some((other) => other.startOffset === range.startOffset && other.endContainer === range.endContainer);
    if (range) taken.set(range.startContainer, [...others, range]);
    marks.push(made);
    present(made);
  }
  if (CSSES) {
    for (const severity of SEVERITIES) {
      const own = marks.filter((made) => made.one.severity === severity).flatMap((made) => made.ranges);
      own.length ? CSSES.set(`spec-finding-${severity}`, new Highlight(...own)) : CSSES.delete(`spec-finding-${severity}`);
    }
  }
  if (!tip.hidden) lookUnder();
}

/** A mark for those who use the keyboard or listen, and an outline where nothing can be underlined. */
function present(made) {
  const { one, place, ranges } = made;
  if (!made.second) {
    place.tabIndex = 0;
    place.setAttribute("role", "button");
    place.setAttribute("aria-label", `${NOUNS[one.severity]}: ${one.message}`);
    const enter = () => showTip([made], rectOf(made));
    const press = (event) => (event.key === "Enter" || event.key === " ") && (event.preventDefault(), reveal(one.shownBy));
    const click = (event) => (event.preventDefault(), reveal(one.shownBy));
    place.addEventListener("focus", enter);
    place.addEventListener("blur", hideTip);
    place.addEventListener("keydown", press);
    place.addEventListener("click", click);
    undo.push(() => {
      for (const name of ["tabindex", "role", "aria-label"]) place.removeAttribute(name);
      place.removeEventListener("focus", enter);
      place.removeEventListener("blur", hideTip);
      place.removeEventListener("keydown", press);
      place.removeEventListener("click", click);
    });
  }
  const said = place.nextElementSibling;
  if (said?.matches(".spec-unresolved")) said.removeAttribute("title");
  const box = made.box ?? (CSSES ? null : ranges[0]?.startContainer.parentElement);
  if (box && !box.closest("svg")) {
    box.dataset.specFinding = one.severity;
    undo.push(() => delete box.dataset.specFinding);
  }
}

/** Show a finding in the panel. */
function reveal(id) {
  memory.opened[id] = true;
  toggle(true);
  const row = list.querySelector(`[data-id="${CSS.escape(id)}"]`);
  row?.scrollIntoView({ block: "nearest" });
  row?.querySelector(".head").focus();
}

/** The characters of an element that are no white space, with their places; `from` leaves out what stands before. */
function tape(elements, from) {
  const cells = [];
  const starts = new Set();
  const ends = new Set();
  for (const one of elements) {
    starts.add(cells.length);
    const walker = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
    if (from) walker.currentNode = from;
    while (walker.nextNode() && cells.length < 5000) {
      const node = walker.currentNode;
      if (node.parentElement.closest(NO_TEXT)) continue;
      for (let at = 0; at < node.data.length; at++) if (/\S/.test(node.data[at])) cells.push([node, at]);
    }
    ends.add(cells.length);
  }
  return { cells, starts, ends, text: cells.map(([node, at]) => node.data[at]).join("") };
}

function ranged(cells, from, to) {
  if (from >= to) return null;
  const range = document.createRange();
  range.setStart(...cells[from]);
  range.setEnd(cells[to - 1][0], cells[to - 1][1] + 1);
  return range;
}

/** The text behind a place that a finding is about. Null where there is none to be underlined. */
function inText(place, text) {
  const block = place.closest(BLOCKS);
  if (!block || block.matches("body")) return null;
  const heading = block.matches("h1, h2, h3, h4, h5, h6");
  const { cells, text: shown } = tape([block], heading ? null : place);
  const wanted = bare(text);
  if (!cells.length) return null;
  for (const form of wanted ? [wanted, wanted.replace(/^[#>|*_`\-\s]+|[|*_`\s]+$/g, ""), wanted.replace(/[*_`\\|]/g, "")] : []) {
    const at = form ? shown.slice(0, form.length + 400).indexOf(form) : -1;
    if (at >= 0) return [ranged(cells, at, at + form.length)];
  }
  let at = 0;
  for (const one of wanted) if (shown[at] === one) at++;
  if (at > 1 && !heading) return [ranged(cells, 0, at)];
  if (heading) return [ranged(cells, 0, cells.length)];
  // Nothing is written there: the rest of the line, or the first words.
  const [node] = cells[0];
  const line = node.data.indexOf("\n", cells[0][1]);
  const last = Math.min(line < 0 ? Infinity : line, cells[0][1] + 40);
  const end = cells.findIndex(([other, offset], index) => index && (other !== node || offset > last));
  return [ranged(cells, 0, end > 0 ? end : cells.length)];
}

// Diagrams

function figureOf(place) {
  let next = place;
  while (next && !next.matches(".spec-diagram")) next = next.nextElementSibling;
  return next;
}

function inFigure(place, one) {
  const figure = figureOf(place);
  if (!figure) return null;
  if (figure.dataset.specState === "failed") return inSource(figure, +place.dataset.specLine, one.text);
  if (figure.dataset.specState !== "drawn") return [];
  const svg = figure.querySelector(".spec-canvas svg");
  const found = svg ? JSON.parse(place.dataset.specLabels).map((label) => inDrawing(svg, label, bare(one.text))).filter(Boolean) : [];
  if (!found.length) {
    figure.dataset.specFinding = one.severity;
    undo.push(() => delete figure.dataset.specFinding);
    return [document.createRange()].filter((range) => (range.selectNode(figure), true));
  }
  // Labels that are HTML are underlined as all text is.
  const drawn = found.filter((range) => !CSSES || range.startContainer.parentElement instanceof SVGElement);
  for (const range of drawn) underline(svg, range, one.severity);
  return found;
}

function inSource(figure, line, text) {
  const { cells, text: shown } = tape([figure.querySelector(".spec-source code")]);
  const node = cells[0]?.[0];
  if (!node) return null;
  const lines = node.data.split("\n");
  const start = lines.slice(0, line - 1).join("\n").length;
  const from = cells.findIndex(([, at]) => at >= start);
  const to = cells.findLastIndex(([, at]) => at <= start + (lines[line - 1]?.length ?? 0)) + 1;
  const at = text ? shown.slice(from, to).indexOf(bare(text)) : -1;
  return from < 0 ? null : [at < 0 ? ranged(cells, from, to) : ranged(cells, from + at, from + at + bare(text).length)].filter(Boolean);
}

/** The label of a drawing with this slot, text and number among equal ones; of it what the finding is about. */
function inDrawing(svg, [slot, label, number], wanted) {
  const { cells, starts, ends, text } = tape(svg.querySelectorAll(SLOTS[slot]));
  for (let at = text.indexOf(label); at >= 0; at = text.indexOf(label, at + 1)) {
    if (!starts.has(at) || !ends.has(at + label.length) || number-- > 0) continue;
    const inner = wanted ? label.indexOf(wanted) : -1;
    return inner < 0 ? ranged(cells, at, at + label.length) : ranged(cells, at + inner, at + inner + wanted.length);
  }
  return null;
}

function rects(range) {
  const own = [...range.getClientRects()].filter(({ width }) => width);
  return own.length ? own : [(range.startContainer.parentElement ?? range.startContainer).getBoundingClientRect()];
}

/** A wave below a piece of a drawing, in the drawing's own measure, so that it is zoomed with it. */
function underline(svg, range, severity) {
  const matrix = svg.getScreenCTM()?.inverse();
  if (!matrix) return;
  const point = (x, y) => new DOMPoint(x, y).matrixTransform(matrix);
  let path = "";
  for (const { left, right, bottom } of rects(range)) {
    const from = point(left, bottom);
    const to = point(right, bottom);
    path += `M${from.x} ${from.y}`;
    for (let x = from.x, up = true; x < to.x; x += 3, up = !up) path += `q1.5 ${up ? -3 : 3} 3 0`;
  }
  const wave = document.createElementNS("http://www.w3.org/2000/svg", "path");
  wave.setAttribute("d", path);
  wave.setAttribute("class", "spec-finding-wave");
  wave.setAttribute("style", `fill:none!important;stroke:var(--spec-live-${severity})!important;stroke-width:1.8px`);
  svg.append(wave);
  undo.push(() => wave.remove());
}

function drawn(records) {
  if (!records.some(({ target }) => target.previousElementSibling?.matches(".spec-finding-place"))) return;
  later("drawn", () => (mark(true), memory.pending && arrive(memory.pending)), 0);
}
new MutationObserver(drawn).observe(document.documentElement, { subtree: true, attributeFilter: ["data-spec-state"] });

// Themes move parts of a page about when it is loaded; a range in what is moved is empty afterwards.
const lost = (range) => range.collapsed || !range.startContainer.isConnected;
const moves = new MutationObserver(() => marks.some(({ ranges }) => ranges.some(lost)) && mark(true));
moves.observe(document.body, { childList: true, subtree: true });

// The message at a mark

function rectOf(made) {
  return made.ranges.length ? rects(made.ranges[0])[0] : (made.box ?? made.place).getBoundingClientRect();
}

let tipped = "";
function showTip(found, at) {
  const key = JSON.stringify([found.map(({ one }) => one.anchor), at.left, at.top]);
  if (!tip.hidden && key === tipped) return;
  tipped = key;
  tip.replaceChildren(
    ...found.slice(0, 4).map(({ one }) =>
      element("div", {}, element("p", {}, sign(one.severity), element("span", {}, prose(one.message))), element("div", { class: "rule" }, one.rule)),
    ),
  );
  tip.hidden = false;
  CSSES?.set("spec-finding-active", new Highlight(...found.flatMap((made) => made.ranges)));
  const { width, height } = tip.getBoundingClientRect();
  const floor = innerHeight - panel.offsetHeight;
  const above = at.top - height - 7;
  tip.style.left = `${Math.max(8, Math.min(at.left, innerWidth - width - 8))}px`;
  tip.style.top = `${above > 4 || at.bottom + height + 9 > floor ? Math.max(4, above) : at.bottom + 9}px`;
}

function hideTip() {
  if (tip.hidden) return;
  tip.hidden = true;
  CSSES?.delete("spec-finding-active");
}

function under({ clientX: x, clientY: y, target }) {
  if (target === host || !(target instanceof Element)) return [];
  const inside = ({ left, right, top, bottom }) => x >= left && x <= right && y >= top - 1 && y <= bottom + 3;
  return marks.filter(({ ranges, box }) => {
    if (!ranges.length) return box === target || box?.contains(target);
    return ranges.some((range) => range.intersectsNode(target) && rects(range).some(inside));
  });
}

let pointer = null;
let looking = 0;
/** Show what is under the pointer, or at the place that has the focus. */
function lookUnder() {
  looking ||= requestAnimationFrame(() => {
    looking = 0;
    const found = pointer ? under(pointer) : [];
    const focused = marks.find(({ place }) => place === document.activeElement);
    if (found.length) showTip(found, rectOf(found[0]));
    else if (focused && inView(rectOf(focused))) showTip([focused], rectOf(focused));
    else hideTip();
  });
}
const inView = ({ top, bottom }) => bottom > 0 && top < innerHeight;

document.addEventListener("pointermove", (event) => {
  if (!marks.length || event.pointerType === "touch") return;
  const { clientX, clientY, target } = event;
  pointer = { clientX, clientY, target };
  lookUnder();
}, { passive: true });
document.addEventListener("click", (event) => {
  if (event.pointerType !== "touch") return; // fingers do not hover
  const found = under(event);
  if (found.length) showTip(found, rectOf(found[0]));
  else hideTip();
});
addEventListener("scroll", () => {
  if (pointer) pointer.target = document.elementFromPoint(pointer.clientX, pointer.clientY);
  if (marks.length) lookUnder();
}, { passive: true, capture: true });

// Going to a finding's place

/** Go to the place with this id; when it is not there yet, as soon as the page is built with it. */
function arrive(anchor) {
  const place = document.getElementById(anchor);
  const made = marks.find((one) => one.place === place);
  memory.pending = place && (made || !place.dataset.specLabels) ? "" : anchor;
  remember();
  if (!place) return;
  for (let box = place.closest("details"); box; box = box.parentElement?.closest("details")) box.open = true;
  const target = made?.ranges[0]?.startContainer;
  const box = (target instanceof Element ? target : target?.parentElement) ?? figureOf(place) ?? place.closest(BLOCKS) ?? place;
  box.scrollIntoView({ block: "center", inline: "nearest", behavior: CALM.matches || place.dataset.specLabels ? "auto" : "smooth" });
  if (made && CSSES) {
    CSSES.set("spec-finding-active", new Highlight(...made.ranges));
    later("active", () => tip.hidden && CSSES.delete("spec-finding-active"), 2500);
  }
  if (made) made.place.focus({ preventScroll: true });
}
const named = () => (location.hash.startsWith("#finding:") ? decodeURIComponent(location.hash.slice(1)) : "");
addEventListener("hashchange", () => named() && arrive(named()));

// The badge keeps clear of text: it stands in the other corner where there is text below it, else at the edge.

function covers(box) {
  const range = document.createRange();
  const seen = new Set();
  for (let x = 0; x <= 4; x++) {
    for (let y = 0; y <= 2; y++) {
      const [found] = document.elementsFromPoint(box.left + (box.width * x) / 4, box.top + (box.height * y) / 2).filter((one) => one !== host);
      if (!found || seen.has(found)) continue;
      seen.add(found);
      for (const node of found.childNodes) {
        if (node.nodeType !== Node.TEXT_NODE || !node.data.trim()) continue;
        range.selectNodeContents(node);
        for (const one of range.getClientRects()) {
          if (one.left < box.right && one.right > box.left && one.top < box.bottom && one.bottom > box.top) return true;
        }
      }
    }
  }
  return false;
}

function settle() {
  if (SMALL.matches || memory.open || host.hidden || badge.matches(":hover, :focus")) return;
  const { width, height } = badge.dataset.at === "edge" ? { width: 70, height: 30 } : badge.getBoundingClientRect();
  const top = innerHeight - 10 - height;
  const box = (left) => ({ left, right: left + width, top, bottom: top + height, width, height });
  const edge = document.documentElement.clientWidth;
  const free = { right: () => !covers(box(edge - 12 - width)), left: () => !covers(box(12)) };
  const now = badge.dataset.at ?? "right";
  const order = now === "left" ? ["left", "right"] : ["right", "left"];
  const chosen = order.find((side) => free[side]()) ?? "edge";
  if (chosen !== now) badge.dataset.at = chosen;
}
const settling = () => later("settle", settle, 120);
addEventListener("scroll", settling, { passive: true });
addEventListener("resize", () => (room(), paintBadge(), settling(), later("marks", () => mark(true), 200)));

// Light or dark is told by the page's own background, whatever the theme.

function scheme() {
  const rgb = (one) => getComputedStyle(one).backgroundColor.match(/[\d.]+/g)?.map(Number) ?? [0, 0, 0, 0];
  const shade = [document.body, document.documentElement].map(rgb).find(([, , , alpha = 1]) => alpha > 0.5);
  const own = getComputedStyle(document.documentElement).colorScheme.includes("dark") && DARK.matches;
  const dark = shade ? shade[0] * 0.299 + shade[1] * 0.587 + shade[2] * 0.114 < 128 : own;
  host.dataset.scheme = document.documentElement.dataset.specLive = dark ? "dark" : "light";
}
const themes = new MutationObserver(() => later("scheme", scheme, 50));
for (const one of [document.documentElement, document.body]) {
  themes.observe(one, { attributeFilter: ["class", "style", "data-md-color-scheme", "data-bs-theme", "data-theme"] });
}
DARK.addEventListener("change", () => later("scheme", scheme, 50));

// The state

/** Have a text read out by screen readers; again when the page is loaded anew before it can have been. */
function say(text) {
  memory.said = { text, at: Date.now() };
  status.textContent = text;
}
const HEARD = 5000;

function receive(state) {
  const last = memory.state;
  if (last?.session !== state.session) Object.assign(memory, { opened: {}, scroll: 0, closed: "", hidden: "" });
  memory.state = state;
  if (!last || told(last) !== told(state)) say(told(state));
  const failure = JSON.stringify(state.failure ?? "");
  const shown = state.failure && document.body.textContent.includes(state.failure.text.slice(0, 60));
  if (state.failure && !memory.open && memory.closed !== failure && !shown) memory.open = memory.forced = true;
  else if (!state.failure && memory.forced) memory.open = memory.forced = false;
  if (!state.failure) memory.closed = "";
  // Most builds are over before anybody would want to know.
  if (!state.building) building = false;
  later("building", () => state.building && ((building = true), paint()), 500);
  const known = new Set(state.findings.flatMap((one) => [one, ...one.places].map(({ anchor }) => anchor)));
  if (named() && !known.has(named())) history.replaceState(history.state, "", location.pathname + location.search);
  if (!known.has(memory.pending)) memory.pending = "";
  remember();
  paint();
  mark();
  settling();
}

let polling;
async function poll() {
  polling?.abort();
  const control = (polling = new AbortController());
  let after = "";
  for (let delay = 500; !control.signal.aborted; ) {
    try {
      const answer = await fetch(new URL(`state${after}`, OWN), { signal: control.signal, cache: "no-store" });
      if (!answer.ok) throw new Error(answer.statusText);
      const state = await answer.json();
      [delay, offline] = [500, false];
      clearTimeout(timers.offline);
      after = `?after=${state.version}`;
      receive(state);
    } catch (error) {
      if (control.signal.aborted) return;
      // A server that starts again is back soon.
      if (!offline && delay === 500) later("offline", () => ((offline = true), paint()), 2500);
      after = "";
      await new Promise((go) => setTimeout(go, delay));
      delay = Math.min(delay * 2, 8000);
    }
  }
}
const look = () => (document.visibilityState === "visible" ? poll() : polling?.abort());
document.addEventListener("visibilitychange", look);
addEventListener("pagehide", () => {
  polling?.abort();
  memory.held = memory.open ? focused() : null;
  remember();
});
addEventListener("pageshow", (event) => event.persisted && look());

const reloaded = () => performance.getEntriesByType("navigation")[0]?.type === "reload";

// The beginning. The sheet that the page has loaded is the shadow root's, too.

function styled() {
  const own = () => document.body.appendChild(element("link", { rel: "stylesheet", href: new URL("live.css", OWN) }));
  const link = document.querySelector("link[rel=stylesheet][href*='__backend-spec__/live.css']") ?? own();
  const adopt = () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync([...link.sheet.cssRules].map((rule) => rule.cssText).join("\n"));
    root.adoptedStyleSheets = [sheet];
  };
  if (link.sheet) return adopt();
  return new Promise((go) => link.addEventListener("load", () => go(adopt()), { once: true }));
}

await styled();
document.body.append(host);
scheme();
paint();
mark();
settle();
if (memory.pending || (named() && !reloaded())) {
  const going = memory.pending || named();
  history.scrollRestoration = "manual"; // the place comes before where the page was left
  const go = () => (arrive(going), (history.scrollRestoration = "auto"));
  document.readyState === "complete" ? go() : addEventListener("load", () => setTimeout(go), { once: true });
}
// Each build loads the page anew: who was in the panel goes on there.
if (memory.open && memory.held && reloaded()) refocus(memory.held);
if (reloaded() && Date.now() - memory.said.at < HEARD) setTimeout(() => (status.textContent = memory.said.text), 300);
look();
// Material announces each page, also those that it fetches without loading them anew.
let first = true;
window.document$?.subscribe(() => {
  if (first) return void (first = false);
  if (!host.isConnected) document.body.append(host);
  paint();
  mark(true);
  settling();
  if (named()) arrive(named());
});
