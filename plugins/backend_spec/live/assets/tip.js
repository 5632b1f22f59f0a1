// The message at a mark: for a pointer, a finger, or who goes there by keyboard.
import { CSSES, element, prose, sign } from "./shared.js";
import { rects } from "./text.js";
import { host, panel, tip } from "./shell.js";
import { marks } from "./marks.js";

export function rectOf(made) {
  if (made.arrow) return middle(made.arrow);
  return made.ranges.length ? rects(made.ranges[0])[0] : (made.box ?? made.place).getBoundingClientRect();
}

/** Where half of an arrow is drawn. */
function middle(arrow) {
  const { x, y } = arrow.getPointAtLength(arrow.getTotalLength() / 2).matrixTransform(arrow.getScreenCTM());
  return { left: x, right: x, top: y, bottom: y };
}

const SHOWN = 4;
let tipped = "";
export function showTip(found, at) {
  const key = JSON.stringify([found.map(({ one }) => one.anchor), at.left, at.top]);
  if (!tip.hidden && key === tipped) return;
  tipped = key;
  tip.replaceChildren(
    ...found.slice(0, SHOWN).map(({ one }) =>
      element("div", {}, element("p", {}, sign(one.severity), element("span", {}, prose(one.message))), element("div", { class: "rule" }, one.rule)),
    ),
    found.length > SHOWN ? element("div", { class: "rule" }, `and ${found.length - SHOWN} more`) : "",
  );
  tip.hidden = false;
  CSSES?.set("spec-finding-active", new Highlight(...found.flatMap((made) => made.ranges)));
  const { width, height } = tip.getBoundingClientRect();
  const floor = innerHeight - panel.offsetHeight;
  const above = at.top - height - 7;
  tip.style.left = `${Math.max(8, Math.min(at.left, innerWidth - width - 8))}px`;
  tip.style.top = `${above > 4 || at.bottom + height + 9 > floor ? Math.max(4, above) : at.bottom + 9}px`;
}

export function hideTip() {
  if (tip.hidden) return;
  tip.hidden = true;
  CSSES?.delete("spec-finding-active");
}

export function under({ clientX: x, clientY: y, target }) {
  if (target === host || !(target instanceof Element)) return [];
  const inside = ({ left, right, top, bottom }) => x >= left && x <= right && y >= top - 1 && y <= bottom + 3;
  return marks.filter(({ ranges, box, arrow }) => {
    if (arrow) return arrow === target;
    if (!ranges.length) return box === target || box?.contains(target);
    return ranges.some((range) => range.intersectsNode(target) && rects(range).some(inside));
  });
}

let pointer = null;
let looking = 0;
/** Show what is under the pointer, or at the place that has the focus. */
export function lookUnder() {
  looking ||= requestAnimationFrame(() => {
    looking = 0;
    const found = pointer ? under(pointer) : [];
    const focused = marks.find(({ place }) => place === document.activeElement);
    if (found.length) showTip(found, rectOf(found[0]));
    else if (focused && inView(rectOf(focused))) showTip(focused.together, rectOf(focused));
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
