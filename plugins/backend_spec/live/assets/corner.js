// The badge keeps clear of text: it stands in the other corner where there is text below it, else at the edge.
// And it is light or dark as the page is.
import { DARK, later, memory, SMALL } from "./shared.js";
import { badge, host, now, paintBadge, room } from "./shell.js";
import { mark } from "./marks.js";

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

export function settle() {
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
export const settling = () => later("settle", settle, 120);
addEventListener("scroll", settling, { passive: true });
addEventListener("resize", () => (room(), paintBadge(), settling(), later("marks", () => mark(true), 200)));

// Light or dark is told by the page's own background, whatever the theme.

export function scheme() {
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
