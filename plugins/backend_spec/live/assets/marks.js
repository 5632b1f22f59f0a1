// Findings marked at their places in the page, and the way to them.
import { CALM, CSSES, here, later, memory, NOUNS, remember, SEVERITIES } from "./shared.js";
import { BLOCKS, inText } from "./text.js";
import { list, tip, toggle } from "./shell.js";
import { hideTip, lookUnder, rectOf, showTip } from "./tip.js";
import { figureOf, inFigure, onArrow, undo } from "./drawings.js";

export const marks = [];

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
export function mark(force) {
  const found = standing();
  const key = JSON.stringify([...found.values()].map((one) => [one.anchor, one.severity, one.message, one.text]));
  if (!force && key === marked) return;
  marked = key;
  for (const action of undo.splice(0)) action();
  marks.length = 0;
  const taken = new Map();
  for (const place of document.querySelectorAll(".spec-finding-place")) {
    const one = found.get(place.id);
    if (!one) continue;
    const arrow = onArrow(place, one);
    const spans = arrow ? null : place.dataset.specLabels ? inFigure(place, one) : inText(place, one.text);
    if (spans && !spans.length) continue; // a diagram that is not drawn yet
    const made = { one, place, arrow, ranges: spans ?? [], box: arrow || spans ? null : place.closest(BLOCKS) };
    // Findings of the same text are told together; only the first can be reached by keyboard.
    const [range] = made.ranges;
    const key = range?.startContainer ?? arrow ?? made.box;
    const alike = ({ ranges: [other] }) => other?.startOffset === range?.startOffset && other?.endContainer === range?.endContainer;
    const others = taken.get(key) ?? [];
    made.together = others.find(alike)?.together ?? [];
    made.together.push(made);
    taken.set(key, [...others, made]);
    marks.push(made);
  }
  marks.forEach(present);
  if (CSSES) {
    for (const severity of SEVERITIES) {
      const own = marks.filter((made) => made.one.severity === severity).flatMap((made) => made.ranges);
      const drawn = new Highlight(...own);
      drawn.priority = -SEVERITIES.indexOf(severity); // the worst is seen
      own.length ? CSSES.set(`spec-finding-${severity}`, drawn) : CSSES.delete(`spec-finding-${severity}`);
    }
  }
  if (document.activeElement === document.body && Date.now() < went.until) went.place.focus({ preventScroll: true });
  if (!tip.hidden) lookUnder();
}

/** A mark for those who use the keyboard or listen, and an outline where nothing can be underlined. */
function present(made) {
  const { one, place, ranges, together } = made;
  if (together[0] === made) {
    place.tabIndex = 0;
    place.setAttribute("role", "button");
    place.setAttribute("aria-label", together.map(({ one }) => `${NOUNS[one.severity]}: ${one.message}`).join("; "));
    const enter = () => showTip(together, rectOf(made));
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

function drawn(records) {
  if (!records.some(({ target }) => target.previousElementSibling?.matches(".spec-finding-place"))) return;
  again();
}
/** Mark anew, and go where that was not possible before. */
export const again = () => later("drawn", () => (mark(true), memory.pending && arrive(memory.pending)), 0);
new MutationObserver(drawn).observe(document.documentElement, { subtree: true, attributeFilter: ["data-spec-state"] });

// Themes move parts of a page about when it is loaded; a range in what is moved is empty afterwards.
const lost = (range) => range.collapsed || !range.startContainer.isConnected;
const moves = new MutationObserver(() => marks.some(({ ranges }) => ranges.some(lost)) && mark(true));
moves.observe(document.body, { childList: true, subtree: true });

// Going to a finding's place

/** Where somebody has just gone: what is moved about in a page loses the focus, and gets it back. */
let went = { place: null, until: 0 };

/** Go to the place with this id; when it is not there yet, as soon as the page is built with it. */
export function arrive(anchor) {
  const place = document.getElementById(anchor);
  const made = marks.find((one) => one.place === place);
  memory.pending = place && (made || !place.dataset.specLabels) ? "" : anchor;
  remember();
  if (!place) return;
  for (let box = place.closest("details"); box; box = box.parentElement?.closest("details")) box.open = true;
  const target = made?.arrow ?? made?.ranges[0]?.startContainer;
  const box = (target instanceof Element ? target : target?.parentElement) ?? figureOf(place) ?? place.closest(BLOCKS) ?? place;
  box.scrollIntoView({ block: "center", inline: "nearest", behavior: CALM.matches || place.dataset.specLabels ? "auto" : "smooth" });
  if (made && CSSES) {
    CSSES.set("spec-finding-active", new Highlight(...made.ranges));
    later("active", () => tip.hidden && CSSES.delete("spec-finding-active"), 2500);
  }
  if (!made) return;
  const [first] = made.together;
  first.place.focus({ preventScroll: true });
  went = { place: first.place, until: Date.now() + 2000 };
}
export const named = () => (location.hash.startsWith("#finding:") ? decodeURIComponent(location.hash.slice(1)) : "");
addEventListener("hashchange", () => named() && arrive(named()));
