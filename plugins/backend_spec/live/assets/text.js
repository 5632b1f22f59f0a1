// Pieces of text in a page, found by their characters: white space does not count.

export const BLOCKS = "td, th, li, p, dt, dd, h1, h2, h3, h4, h5, h6, pre, summary, figcaption, div, body";
const NO_TEXT = ".headerlink, .spec-uses, .spec-copy, button, script, style, .spec-words, .md-clipboard";

export const bare = (text) => text.replace(/\s+/g, "");

/** The characters of an element that are no white space, with their places; `from` leaves out what stands before. */
export function tape(elements, from) {
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

export function ranged(cells, from, to) {
  if (from >= to) return null;
  const range = document.createRange();
  range.setStart(...cells[from]);
  range.setEnd(cells[to - 1][0], cells[to - 1][1] + 1);
  return range;
}

/** The text behind a place that a finding is about. Null where there is none to be underlined. */
export function inText(place, text) {
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

export function rects(range) {
  const own = [...range.getClientRects()].filter(({ width }) => width);
  return own.length ? own : [(range.startContainer.parentElement ?? range.startContainer).getBoundingClientRect()];
}
