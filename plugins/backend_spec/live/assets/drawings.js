// Findings in diagrams: labels and arrows of a drawing, or the source where it cannot be drawn.
import { CSSES, MOUNT } from "./shared.js";
import { bare, ranged, rects, tape } from "./text.js";
import { again } from "./marks.js";

/** Where each sort of text stands in a drawing, as the script says that drew it. */
let slots;

/** What is to be done when marks are taken away again. */
export const undo = [];

export function figureOf(place) {
  let next = place;
  while (next && !next.matches(".spec-diagram")) next = next.nextElementSibling;
  return next;
}

export function inFigure(place, one) {
  const figure = figureOf(place);
  if (!figure) return null;
  if (figure.dataset.specState === "failed") return inSource(figure, +place.dataset.specLine, one.text);
  const svg = figure.dataset.specState === "drawn" && figure.querySelector("svg[id]");
  if (!svg) return [];
  slots ??= import(new URL("assets/backend-spec/diagrams.js", MOUNT)).then(({ SLOTS }) => ((slots = SLOTS), again()));
  if (slots instanceof Promise) return [];
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
  const { cells, starts, ends, text } = tape(svg.querySelectorAll(slots[slot]));
  for (let at = text.indexOf(label); at >= 0; at = text.indexOf(label, at + 1)) {
    if (!starts.has(at) || !ends.has(at + label.length) || number-- > 0) continue;
    const inner = wanted ? label.indexOf(wanted) : -1;
    return inner < 0 ? ranged(cells, at, at + label.length) : ranged(cells, at + inner, at + inner + wanted.length);
  }
  return null;
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
  svg.append(shape("path", { d: path, ...WAVE(severity) }));
}

const WAVE = (severity) => ({
  class: "spec-finding-wave",
  style: `fill:none!important;stroke:var(--spec-live-${severity})!important;stroke-width:1.8px;pointer-events:none`,
});

function shape(name, attributes) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const key in attributes) made.setAttribute(key, attributes[key]);
  undo.push(() => made.remove());
  return made;
}

// Arrows without a label

/** The arrow that a finding is about, with a wave along it; what is returned is a wide strip for the pointer. */
export function onArrow(place, one) {
  const figure = place.dataset.specArrow && figureOf(place);
  const svg = figure?.dataset.specState === "drawn" && figure.querySelector("svg[id]");
  const line = svg && arrowIn(svg, JSON.parse(place.dataset.specArrow));
  if (!line) return null;
  if (line.nextElementSibling?.matches(".spec-finding-arrow")) return line.nextElementSibling;
  const from = line.getPointAtLength(0);
  let path = `M${from.x} ${from.y}`;
  for (let at = 0, up = 1; at < line.getTotalLength(); at += 3, up = -up) {
    const [a, b] = [line.getPointAtLength(at), line.getPointAtLength(at + 3)];
    path += `Q${(a.x + b.x) / 2 - up * (b.y - a.y)} ${(a.y + b.y) / 2 + up * (b.x - a.x)} ${b.x} ${b.y}`;
  }
  const strip = shape("path", { d: path, class: "spec-finding-arrow", style: "fill:none!important;stroke:transparent;stroke-width:14px;pointer-events:stroke" });
  line.after(strip, shape("path", { d: path, ...WAVE(one.severity) }));
  return strip;
}

/** An arrow by its ends and its number among those with the same; in types whose arrows do not tell their ends, by its
 *  number among all, if as many are drawn as were read. */
function arrowIn(svg, [from, to, number, index, count]) {
  const every = [...svg.querySelectorAll("[data-et=message], [data-et=edge]")];
  const joins = ({ dataset }) =>
    dataset.from === from ? dataset.to === to : dataset.id.startsWith(`L_${from}_${to}_`) && /^\d+$/.test(dataset.id.slice(from.length + to.length + 4));
  const same = every.filter(joins);
  if (same.length || !/^(er|state)/.test(svg.getAttribute("aria-roledescription"))) return same[number];
  const place = ({ dataset }) => Number(/\d+$/.exec(dataset.id)?.[0]);
  return every.length === count ? every.sort((a, b) => place(a) - place(b))[index] : undefined;
}
