// The badge and the panel: where they are, when they are open, and how they are reached by keyboard.
// They live in a shadow root, so that they look the same under every theme.
import { counted, element, later, memory, NOUNS, plain, remember, SEVERITIES, sign, SIGNS, SMALL } from "./shared.js";
import { heads, paintPanel, renew } from "./list.js";
import { hideTip } from "./tip.js";

export const host = element("div", { id: "backend-spec-live" });
export const root = host.attachShadow({ mode: "open" });
export const status = element("div", { class: "spoken", role: "status" });
export const badge = element("button", { class: "badge", type: "button", "aria-keyshortcuts": "Alt+Shift+P", onclick: () => toggle(true) });
const fold = element("button", { class: "fold", type: "button", onclick: () => ((memory.folded = !memory.folded), remember(), paintBadge()) });
const bar = element("div", { class: "bar" }, badge, fold);
export const summary = element("div", { class: "summary" });
export const note = element("div", { class: "note" });
export const list = element("div", { class: "list", tabindex: "-1" });
export const panel = element(
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
export const tip = element("div", { class: "tip", role: "tooltip", hidden: true });
root.append(status, bar, panel, tip);

/** Whether the server answers, and whether it builds long enough to be told. */
export const now = { offline: false, building: false };
let opener = null;

export function paint() {
  host.hidden = !memory.state || (memory.hidden === memory.state.session && !memory.state.failure);
  panel.hidden = !memory.open;
  bar.hidden = memory.open;
  paintBadge();
  if (memory.open) paintPanel();
  room();
}

export const NOTHING = "No specification document was found";
function mood(state) {
  // Where nothing was judged, nothing is good.
  return state.failure ? "error" : SEVERITIES.find((one) => state.counts[one]) ?? (state.read ? "good" : "warning");
}

export function told({ counts, failure, read }) {
  const found = SEVERITIES.filter((one) => counts[one]).map((one) => counted(counts[one], NOUNS[one])).join(", ");
  return [failure?.title, found || (failure ? "" : read ? "No findings" : NOTHING)].filter(Boolean).join(". ");
}

export function counts({ counts, failure, read }) {
  const shown = SEVERITIES.filter((one) => counts[one]);
  const number = (one) => element("span", { class: "count", "aria-hidden": "true" }, sign(one), counts[one].toLocaleString("en"));
  if (failure) return [element("span", { class: "count" }, sign("error"), "Failed"), ...shown.map(number)];
  return shown.length ? shown.map(number) : [sign(mood({ counts, failure, read }))];
}

export function paintBadge() {
  const { state } = memory;
  if (!state) return;
  replaced(badge, [...counts(state), element("span", { class: "building", "data-on": now.building, "aria-hidden": "true" })]);
  const label = `Specification: ${told(state)}${now.offline ? ". The server does not answer" : ""}`;
  if (badge.getAttribute("aria-label") !== label) badge.setAttribute("aria-label", label);
  badge.title = `${label} (Alt+Shift+P)`;
  bar.dataset.mood = badge.dataset.mood = mood(state);
  badge.toggleAttribute("data-offline", now.offline);
  bar.toggleAttribute("data-folded", memory.folded && SMALL.matches);
  fold.textContent = memory.folded ? SIGNS[mood(state)] : "⌄";
  fold.setAttribute("aria-label", memory.folded ? `Unfold. ${label}` : "Fold");
}

/** New content, unless it is what is there: nothing is touched that does not change. */
export function replaced(parent, content) {
  const next = element("div", {}, ...content);
  if (next.innerHTML !== parent.innerHTML) parent.replaceChildren(...next.childNodes);
}

export function room() {
  const height = Math.round(Math.min(Math.max(innerHeight * 0.42, 220), 480, innerHeight - 80));
  host.style.setProperty("--height", `${height}px`);
  const needed = host.hidden ? "0px" : memory.open ? `${panel.offsetHeight}px` : memory.folded && SMALL.matches ? "26px" : "3rem";
  document.documentElement.style.setProperty("--spec-live-room", needed);
}

// The panel is as high as what it holds, up to a part of the window.
new ResizeObserver(() => memory.open && room()).observe(panel);

export function toggle(open) {
  if (open) opener = root.activeElement ?? document.activeElement;
  memory.open = open;
  memory.forced = false;
  if (open) memory.hidden = "";
  else memory.closed = JSON.stringify(memory.state?.failure ?? "");
  remember();
  renew();
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
