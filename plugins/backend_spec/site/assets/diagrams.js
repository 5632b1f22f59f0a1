// Draws diagrams when they come near, puts links into them, and lets people zoom, copy and see them in full.
// Mermaid is fetched once, by the first diagram. Colours are CSS variables, so that a drawing follows the page's palette.
const LIBRARY = new URL("vendor/mermaid.min.js", import.meta.url);
const LONGEST = 30;
const FILLED = new RegExp(`(?=.{${LONGEST + 1}})(.{1,${LONGEST}}|\\S+)\\s+`, "g");
const SMALLEST = 0.5;
const LARGEST = 4;

// Where each sort of text stands in Mermaid's drawings.
export const SLOTS = {
  participant: "text.actor",
  message: ".messageText",
  note: ".noteText, .statediagram-note .nodeLabel",
  node: ".node .nodeLabel",
  edge: "span.edgeLabel",
  group: ".cluster .nodeLabel",
  entity: ".name .nodeLabel, .node > .label:not([class*=attribute]) .nodeLabel",
  state: ".statediagram-state .nodeLabel",
};

// What drawings of these types are coloured by is in COLOURS; the others take Mermaid's own colours and are drawn anew.
const OURS = /^(sequence|flowchart|er|state|class)/;
const COLOURS = `
text,tspan,.label,.nodeLabel,.cluster-label,.cluster-label span,.edgeLabel{fill:var(--spec-d-text)!important;color:var(--spec-d-text)!important}
rect.actor,.actor-man circle,.actor-man line,.activation0,.activation1,.activation2,.node rect,.node circle,.node ellipse,
.node polygon,.node path,.statediagram-cluster rect{fill:var(--spec-d-box);stroke:var(--spec-d-edge)!important}
.node .label rect,.edgeLabel rect{stroke:none!important;fill:none}
text.actor>tspan,.label.name .nodeLabel{font-weight:600}
.actor-line{stroke:var(--spec-d-edge);stroke-width:1px;stroke-dasharray:3 3}
.messageLine0,.messageLine1,.flowchart-link,.transition,.relationshipLine,.relation{stroke:var(--spec-d-line);stroke-width:1.4px}
marker path,marker circle,.marker,[id$=sequencenumber]{fill:var(--spec-d-line)!important;stroke:var(--spec-d-line)!important}
.marker.er path,.marker[id*=er-] path,.marker[id*=er-] circle,.marker.aggregation,.marker.extension{fill:var(--spec-d-bg)!important}
.sequenceNumber{fill:var(--spec-d-bg)!important}
.loopLine,.labelBox{stroke:var(--spec-d-frame);stroke-width:1px;stroke-dasharray:none}
.labelBox{fill:var(--spec-d-group)}
.labelText,.labelText>tspan{font-weight:600}
.loopText,.loopText>tspan,.sectionTitle,.sectionTitle>tspan{fill:var(--spec-d-faint)!important;font-style:italic}
.note,.statediagram-note path,.statediagram-note rect{fill:var(--spec-d-note);stroke:var(--spec-d-note-edge)!important}
rect.rect{fill-opacity:var(--spec-d-tint);stroke:var(--spec-d-frame)!important}
.cluster rect{fill:var(--spec-d-group);stroke:var(--spec-d-frame)}
.cluster-label span{font-weight:600}
.labelBkg,.edgeLabel,.edgeLabel p{background:var(--spec-d-bg)!important}
.row-rect-odd path,.statediagram-cluster .inner{fill:var(--spec-d-bg)!important}
.row-rect-even path{fill:var(--spec-d-group)}
.divider path{fill:none}
.attribute-type .nodeLabel,.attribute-keys .nodeLabel,.attribute-comment .nodeLabel{color:var(--spec-d-faint)!important}
.state-start,.node .fork-join{fill:var(--spec-d-line)!important;stroke:none}
`;

let library, stage, near, drawing, dialog, count = 0;
const waiting = new Set();

/** Draw the diagrams in `root` as they come near, and the others when there is time. */
export function mount(root) {
  near ??= new IntersectionObserver(coming, { rootMargin: "600px 0px" });
  for (const figure of root.querySelectorAll(".spec-diagram:not([data-spec-state])")) {
    figure.dataset.specState = "waiting";
    waiting.add(figure);
    near.observe(figure);
  }
}

function coming(entries) {
  for (const { target, isIntersecting } of entries) target.specNear = isIntersecting;
  drawing ??= drawAll().finally(() => (drawing = undefined));
}

/** What is near comes first; the rest when there is nothing else to do, for who prints the page or searches in it. */
async function drawAll() {
  for (let figure; ; await draw(figure)) {
    if (!next()?.specNear) await idle();
    await pause();
    if (!(figure = next())) return;
    waiting.delete(figure);
    near.unobserve(figure);
  }
}

function next() {
  for (const figure of waiting) figure.isConnected || waiting.delete(figure);
  return [...waiting].find((figure) => figure.specNear) ?? [...waiting][0];
}

// Between two diagrams the page answers to its reader.
const pause = () => new Promise((go) => setTimeout(go));
async function idle() {
  if (!library) await new Promise((go) => setTimeout(go, 1500));
  await new Promise((go) => (globalThis.requestIdleCallback ?? setTimeout)(go, { timeout: 2000 }));
}
const dark = () => document.body.dataset.mdColorScheme === "slate";

function load() {
  library ??= new Promise((done, fail) => {
    const script = document.createElement("script");
    const other = globalThis.mermaid;
    script.src = LIBRARY;
    script.onerror = () => fail(new Error("the Mermaid library is not part of this site"));
    script.onload = () => {
      done(globalThis.mermaid);
      if (other) globalThis.mermaid = other;
    };
    document.head.append(script);
  });
  return library;
}

function settings(source) {
  const style = getComputedStyle(stage);
  return {
    startOnLoad: false,
    securityLevel: "strict",
    suppressErrorRendering: true,
    // Diagrams are one family with the site: their texts set neither colours nor fonts for the whole.
    secure: ["secure", "securityLevel", "startOnLoad", "suppressErrorRendering", "theme", "themeCSS", "themeVariables", "fontFamily", "maxTextSize", "maxEdges"],
    maxTextSize: 500000,
    maxEdges: 5000,
    theme: dark() ? "dark" : "neutral",
    themeCSS: COLOURS,
    themeVariables: { fontSize: style.fontSize, fontFamily: style.fontFamily },
    fontFamily: style.fontFamily,
    fontSize: parseFloat(style.fontSize),
    flowchart: { curve: "basis", nodeSpacing: 24, rankSpacing: 40, padding: 12, wrappingWidth: 180 },
    sequence: {
      diagramMarginX: 8, diagramMarginY: 8, actorMargin: 36, width: 120, height: /^\s*(create\s+)?actor\s/im.test(source) ? 65 : 40,
      boxMargin: 8, boxTextMargin: 5,
      noteMargin: 8, messageMargin: 28, actorFontWeight: 600, actorFontSize: 14, noteFontSize: 14, messageFontSize: 14,
    },
    er: { fontSize: 14, nodeSpacing: 60, rankSpacing: 60, entityPadding: 10 },
  };
}

/** Draw one diagram. What cannot be drawn shows its source and why. */
async function draw(figure) {
  const source = figure.querySelector(".spec-source code").textContent;
  const canvas = figure.querySelector(".spec-canvas");
  try {
    const mermaid = await load();
    stage ??= element("div", { class: "spec-canvas spec-stage", "aria-hidden": "true" });
    document.body.append(stage);
    mermaid.initialize(settings(source));
    const made = await mermaid.render(`spec-drawing-${++count}`, wrapped(source), stage);
    if (!figure.isConnected) return;
    const before = figure.getBoundingClientRect();
    canvas.innerHTML = made.svg;
    finish(figure, canvas, made.diagramType);
    figure.dataset.specState = "drawn";
    // Where the browser does not keep the place itself, what is drawn above must not push the page.
    if (before.bottom < 0 && !CSS.supports("overflow-anchor", "auto")) scrollBy(0, figure.offsetHeight - before.height);
  } catch (error) {
    fail(figure, canvas, source, String(error?.message ?? error));
  } finally {
    stage?.remove();
    stage?.replaceChildren();
  }
}

const SAID = /^(\s*(?:note\s[^:\n]*|[^:\n]*?(?:--?>|--?x|--?\)|--?[|\\/])[^:\n]*):)(.+)$/gim;

/** Long texts of a sequence diagram on several lines, broken at spaces: their length sets how wide all of it is. */
function wrapped(source) {
  if (!/^\s*sequenceDiagram\b/m.test(source)) return source;
  return source.replace(SAID, (line, head, text) => {
    if (text.length <= LONGEST || text.replace(/#\w+;/g, "").includes(";")) return line;
    return `${head} ${text.trim().replace(FILLED, "$1<br/>")}`;
  });
}

function fail(figure, canvas, source, message) {
  canvas.replaceChildren();
  figure.querySelector(".spec-failure")?.remove();
  const reason = message.split("\n")[0].replace(/:$/, "").replace(/ on line (\d+)/, (_, line) => ` on line ${written(source, +line)}`);
  const got = /, got '?([^']+)'?$/.exec(message.trim())?.[1];
  const text = `This diagram cannot be drawn. ${reason}${got ? `: unexpected ${got}` : ""}.`;
  figure.prepend(element("p", { class: "spec-failure", role: "status" }, text));
  figure.dataset.specState = "failed";
}

/** The line of the source that Mermaid means: it does not count comments, nor settings and blank lines at the top. */
function written(source, line) {
  const lines = source.split("\n");
  const kept = lines.map((_, index) => index).filter((index) => !/^\s*%%(?!\{)/.test(lines[index]));
  while (kept.length && /^\s*(%%\{.*\}%%\s*)?$/.test(lines[kept[0]])) kept.shift();
  return (kept[line - 1] ?? line - 1) + 1;
}

function finish(figure, canvas, type) {
  const svg = canvas.querySelector("svg");
  const name = figure.getAttribute("aria-label") ?? "Diagram";
  const { width } = svg.viewBox.baseVal;
  figure.dataset.specType = type;
  figure.dataset.specDark = dark() && !OURS.test(type);
  svg.removeAttribute("width");
  svg.removeAttribute("style");
  svg.style.setProperty("--spec-width", `${width}px`);
  svg.setAttribute("aria-label", name);
  const words = figure.querySelector(".spec-words");
  if (words) svg.setAttribute("aria-describedby", (words.id ||= `${svg.id}-words`));
  canvas.tabIndex = 0;
  canvas.setAttribute("role", "group");
  canvas.setAttribute("aria-label", `${name} (scrolls)`);
  for (const shape of svg.querySelectorAll(".node > [style*=fill]")) contrast(shape);
  link(svg, JSON.parse(canvas.dataset.specLabels));
  canvas.scrollLeft = beginning(figure, canvas);
  const tools = figure.querySelector(".spec-tools");
  if (!tools.hasChildNodes()) {
    const full = button("Full screen", ICONS.full, () => open(figure));
    tools.append(...zooming(canvas), copying(() => figure), full);
  }
}

/** How far to the right a drawing that is wider than its box begins: what runs down begins with its topmost node. */
function beginning(figure, box) {
  const across = /^\s*(?:sequenceDiagram|(?:graph|flowchart)\s+(?:LR|RL)\b)/m;
  if (across.test(figure.querySelector(".spec-source code").textContent)) return 0;
  const places = [...box.querySelectorAll(".node")].map((node) => node.getBoundingClientRect());
  const first = places.reduce((top, one) => (one.top < top.top - 1 ? one : top), places[0] ?? { left: 0, width: 0 });
  return box.scrollLeft + first.left + first.width / 2 - box.getBoundingClientRect().left - box.clientWidth / 2;
}

/** Text on a colour that the author has chosen is black or white, whichever is read better. */
function contrast(shape) {
  const [r, g, b, a = 1] = getComputedStyle(shape).fill.match(/[\d.]+/g)?.map(Number) ?? [];
  if (r === undefined || a < 0.5) return;
  const ink = 0.299 * r + 0.587 * g + 0.114 * b > 140 ? "#111" : "#fff";
  const node = shape.closest(".node");
  for (const label of node.querySelectorAll(".label:not([style*=color])")) label.classList.add("spec-on-colour");
  node.style.setProperty("--spec-d-text", ink);
}

// Links

/** Put links into a drawing. A label is found by its slot and its whole text, white space aside. */
function link(svg, labels) {
  const slots = new Map();
  for (const [slot, parts] of labels) {
    const text = bare(parts.map((part) => (Array.isArray(part) ? part[0] : part)).join(""));
    if (!slots.has(slot)) slots.set(slot, new Map());
    const same = slots.get(slot);
    if (!same.has(text)) same.set(text, []);
    same.get(text).push(parts);
  }
  for (const [slot, texts] of slots) {
    const { text, cells, starts, ends } = tape(svg.querySelectorAll(SLOTS[slot]));
    const found = [];
    for (const [label, meant] of texts) {
      let number = 0;
      for (let at = text.indexOf(label); label && at >= 0; at = text.indexOf(label, at + 1)) {
        if (!starts.has(at) || !ends.has(at + label.length)) continue;
        found.push([at, meant[Math.min(number++, meant.length - 1)]]);
      }
    }
    for (const [at, parts] of found) weave(cells, at, parts);
  }
}

const bare = (text) => text.replace(/\s+/g, "");

/** All characters of some elements but white space, with their places. */
function tape(elements) {
  const cells = [];
  const starts = new Set();
  const ends = new Set();
  for (const one of elements) {
    starts.add(cells.length);
    const walker = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      for (let at = 0; at < node.data.length; at++) if (/\S/.test(node.data[at])) cells.push([node, at]);
    }
    ends.add(cells.length);
  }
  return { text: cells.map(([node, at]) => node.data[at]).join(""), cells, starts, ends };
}

function weave(cells, start, parts) {
  const links = [];
  let at = start;
  for (const part of parts) {
    const linked = Array.isArray(part);
    const { length } = bare(linked ? part[0] : part);
    if (linked && length) links.push([at, at + length, part]);
    at += length;
  }
  // From the end, so that what is cut off does not move what comes before.
  for (const [from, to, part] of links.reverse()) {
    for (let last = to - 1; last >= from; ) {
      const [node] = cells[last];
      let first = last;
      while (first > from && cells[first - 1][0] === node) first--;
      anchor(node, cells[first][1], cells[last][1] + 1, part);
      last = first - 1;
    }
  }
}

function anchor(node, start, end, [, href, kind]) {
  if (!/^(https?|file):$/.test(new URL(href, document.baseURI).protocol)) return;
  const around = node.parentNode;
  if (around.closest("a")) return;
  node.splitText(end);
  const text = node.splitText(start);
  const made = document.createElementNS(around.namespaceURI, "a");
  made.setAttribute("href", href);
  made.setAttribute("class", `spec-ref spec-to-${kind}`);
  text.replaceWith(made);
  made.append(text);
}

// Themes follow clicks on HTML links to change the page without loading all of it anew; those in drawings are SVG's.
document.addEventListener("click", (event) => {
  const target = event.target.closest?.(".spec-canvas a, .spec-full a");
  if (!target || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  dialog?.close();
  if (!(target instanceof SVGElement)) return;
  event.preventDefault();
  const proxy = element("a", { href: target.getAttribute("href"), hidden: "" });
  document.body.append(proxy);
  proxy.click();
  proxy.remove();
});

// Tools

const ICONS = {
  out: "M5 11h14v2H5z",
  in: "M19 13h-6v6h-2v-6H5v-2h6V5h2v6h6z",
  copy: "M19 21H8V7h11m0-2H8a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h11a2 2 0 0 0 2-2V7a2 2 0 0 0-2-2m-3-4H4a2 2 0 0 0-2 2v14h2V3h12z",
  full: "M5 5h5v2H7v3H5zm9 0h5v5h-2V7h-3zm3 9h2v5h-5v-2h3zm-7 3v2H5v-5h2v3z",
  close: "M19 6.4 17.6 5 12 10.6 6.4 5 5 6.4 10.6 12 5 17.6 6.4 19 12 13.4 17.6 19 19 17.6 13.4 12z",
};

function element(name, attributes, text) {
  const made = document.createElement(name);
  for (const key in attributes) made.setAttribute(key, attributes[key]);
  if (text) made.textContent = text;
  return made;
}

function button(label, icon, action) {
  const made = element("button", { type: "button", "aria-label": label, title: label });
  if (icon) made.innerHTML = `<svg viewBox="0 0 24 24" aria-hidden="true"><path d="${icon}"/></svg>`;
  made.addEventListener("click", () => action(made));
  return made;
}

function copying(figure) {
  const label = "Copy source";
  return button(label, ICONS.copy, async (self) => {
    await navigator.clipboard?.writeText(figure().querySelector(".spec-source code").textContent);
    self.setAttribute("aria-label", (self.title = "Copied"));
    setTimeout(() => self.setAttribute("aria-label", (self.title = label)), 1500);
  });
}

/** Buttons that change the size of the drawing in a box, about its middle. */
function zooming(box) {
  const reset = button("Reset zoom", "", () => zoom(box));
  reset.classList.add("spec-scale");
  const show = () => {
    const percent = `${Math.round(scale(box) * 100)} %`;
    reset.textContent = percent;
    reset.setAttribute("aria-label", `${percent}, reset zoom`);
  };
  new ResizeObserver(show).observe(box.querySelector("svg") ?? box);
  box.specShow = show;
  show();
  return [
    button("Zoom out", ICONS.out, () => zoom(box, 1 / 1.25)),
    reset,
    button("Zoom in", ICONS.in, () => zoom(box, 1.25)),
  ];
}

function scale(box) {
  const svg = box.querySelector("svg");
  return svg ? svg.getBoundingClientRect().width / svg.viewBox.baseVal.width : 1;
}

/** Zoom by a factor, or back to what the page gives. */
function zoom(box, factor) {
  const svg = box.querySelector("svg");
  const { scrollLeft, scrollTop, clientWidth, clientHeight } = box;
  const before = scale(box);
  const wanted = Math.min(LARGEST, Math.max(SMALLEST, before * (factor ?? 1)));
  svg.style.width = factor ? `${svg.viewBox.baseVal.width * wanted}px` : "";
  const grown = scale(box) / before;
  box.scrollLeft = (scrollLeft + clientWidth / 2) * grown - clientWidth / 2;
  box.scrollTop = (scrollTop + clientHeight / 2) * grown - clientHeight / 2;
  box.specShow?.();
}

// Full screen

let shown;

function open(figure) {
  dialog ??= made();
  shown = figure;
  const box = dialog.querySelector(".spec-view");
  const svg = figure.querySelector(".spec-canvas svg");
  const canvas = svg.parentNode;
  // The page keeps the room of what is away.
  canvas.style.height = `${canvas.offsetHeight}px`;
  svg.style.width = "";
  box.replaceChildren(svg);
  dialog.querySelector("h2").textContent = figure.getAttribute("aria-label");
  if (!dialog.isConnected) document.body.append(dialog);
  dialog.showModal();
  box.focus();
  const { width, height } = svg.viewBox.baseVal;
  const fit = Math.min((box.clientWidth - 32) / width, (box.clientHeight - 32) / height);
  dialog.style.setProperty("--spec-fit", Math.min(1.6, Math.max(innerWidth < 800 ? 0.85 : 0.7, fit)));
  box.scrollTo(beginning(figure, box), 0);
  box.specShow();
}

function closed() {
  const canvas = shown.querySelector(".spec-canvas");
  const svg = dialog.querySelector(".spec-view svg");
  svg.style.width = "";
  canvas.style.height = "";
  canvas.append(svg);
}

function made() {
  const box = element("div", { class: "spec-view", tabindex: "0", role: "group", "aria-label": "Drawing: arrow keys move it, + and - zoom" });
  const tools = element("div", { class: "spec-tools" });
  const head = element("div", { class: "spec-full-head" });
  const full = element("dialog", { class: "spec-full", "aria-labelledby": "spec-full-title" });
  tools.append(...zooming(box), copying(() => shown), button("Close", ICONS.close, () => full.close()));
  head.append(element("h2", { id: "spec-full-title" }), tools);
  full.append(head, box);
  full.addEventListener("close", closed);
  full.addEventListener("keydown", (event) => {
    const factor = { "+": 1.25, "=": 1.25, "-": 1 / 1.25, 0: null }[event.key];
    if (factor === undefined || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    zoom(box, factor ?? undefined);
  });
  box.addEventListener("wheel", (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    zoom(box, event.deltaY < 0 ? 1.1 : 1 / 1.1);
  }, { passive: false });
  drag(box);
  return full;
}

/** Move what is in a box with a mouse; a finger moves it anyway. What was dragged is not clicked. */
function drag(box) {
  let from, moved;
  box.addEventListener("pointerdown", (event) => {
    moved = false;
    if (event.pointerType === "mouse" && !event.button) from = [event.clientX + box.scrollLeft, event.clientY + box.scrollTop];
  });
  addEventListener("pointermove", (event) => {
    if (!from) return;
    const [left, top] = [from[0] - event.clientX, from[1] - event.clientY];
    if (Math.hypot(left - box.scrollLeft, top - box.scrollTop) > 4) moved = true;
    if (moved) box.scrollTo(left, top);
  });
  addEventListener("pointerup", () => (from = undefined));
  box.addEventListener("dragstart", (event) => event.preventDefault());
  box.addEventListener("click", (event) => moved && (event.preventDefault(), event.stopPropagation()), true);
}

// What is drawn in Mermaid's own colours is drawn anew for another palette.
new MutationObserver(() => {
  for (const figure of document.querySelectorAll(".spec-diagram[data-spec-state=drawn]")) {
    if (!OURS.test(figure.dataset.specType)) waiting.add(figure), (figure.specNear = true);
  }
  if (waiting.size) drawing ??= drawAll().finally(() => (drawing = undefined));
}).observe(document.body, { attributeFilter: ["data-md-color-scheme"] });
