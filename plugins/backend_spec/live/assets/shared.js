// What all parts of the live view share: names, what is remembered, and how elements are made.

export const OWN = new URL(".", import.meta.url);
export const MOUNT = new URL("..", OWN);
export const TOKEN = document.querySelector("script[data-token][src*='/live.js']")?.dataset.token ?? "";
const KEY = `backend-spec:${MOUNT.pathname}`;
export const SEVERITIES = ["error", "warning", "info"];
export const NOUNS = { error: "error", warning: "warning", info: "hint" };
export const SIGNS = { error: "×", warning: "!", info: "i", good: "✓" };
export const CALM = matchMedia("(prefers-reduced-motion: reduce)");
export const DARK = matchMedia("(prefers-color-scheme: dark)");
export const SMALL = matchMedia("(max-width: 600px)");

// What is remembered: the last state, so that a page that is loaded anew shows it at once, and how the panel was left.
export const memory = {
  state: null, open: false, opened: {}, scroll: 0, hidden: "", folded: false, closed: "", forced: false, pending: "",
  said: { text: "", at: 0 },
};
try {
  Object.assign(memory, JSON.parse(sessionStorage.getItem(KEY)));
} catch {}
export function remember() {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(memory));
  } catch {
    try {
      sessionStorage.setItem(KEY, JSON.stringify({ ...memory, state: null }));
    } catch {}
  }
}

/** An element of HTML; `on…` are listeners, other properties are attributes. Texts are never read as HTML. */
export function element(name, properties, ...content) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties ?? {})) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...content.flat().filter((one) => one !== null && one !== undefined && one !== ""));
  return made;
}

export const sign = (mood) => element("span", { class: "sign", "data-mood": mood, "aria-hidden": "true" }, SIGNS[mood]);
export const counted = (count, noun) => `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
/** Text with what stands between backticks as code. */
export const prose = (text) => text.split("`").map((part, at) => (at % 2 ? element("code", {}, part) : part));

export const plain = (text, properties) => element("button", { class: "plain", type: "button", ...properties }, text);

export function grouped(items, key) {
  const groups = new Map();
  for (const one of items) groups.has(key(one)) ? groups.get(key(one)).push(one) : groups.set(key(one), [one]);
  return groups;
}

export const here = (url) => url !== null && url !== undefined && same(new URL(url, MOUNT).pathname, location.pathname);
const same = (a, b) => decodeURI(a).replace(/index\.html$/, "") === decodeURI(b).replace(/index\.html$/, "");

export const CSSES = globalThis.CSS?.highlights && globalThis.Highlight ? CSS.highlights : null;

export const timers = {};
export function later(name, action, delay) {
  clearTimeout(timers[name]);
  timers[name] = setTimeout(action, delay);
}
