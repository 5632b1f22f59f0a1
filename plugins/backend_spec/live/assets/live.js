// What an author sees while `mkdocs serve` runs: a badge, a panel of findings, and marks at their places on the page.
// This is where it begins: the state that the server tells is received, shown and kept.
import { element, later, memory, OWN, remember, timers } from "./shared.js";
import { host, now, paint, root, status, told } from "./shell.js";
import { focused, refocus } from "./list.js";
import { arrive, mark, named } from "./marks.js";
import { scheme, settle, settling } from "./corner.js";

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
  if (!state.building) now.building = false;
  later("building", () => state.building && ((now.building = true), paint()), 500);
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
      [delay, now.offline] = [500, false];
      clearTimeout(timers.offline);
      after = `?after=${state.version}`;
      receive(state);
    } catch (error) {
      if (control.signal.aborted) return;
      // A server that starts again is back soon.
      if (!now.offline && delay === 500) later("offline", () => ((now.offline = true), paint()), 2500);
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
