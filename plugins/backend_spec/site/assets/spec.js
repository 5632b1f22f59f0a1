// What every page of ours needs: previews of what links lead to, lists of uses beside their button, and the scripts for
// diagrams, tables and the explorer, which are fetched only where a page has one.
const PARTS = [
  [".spec-diagram", "diagrams.js"],
  ["[data-spec-table]", "tables.js"],
  ["[data-spec-explorer]", "explorer.js"],
];
const DELAY = 250;

function mount() {
  hide();
  arrive();
  copies();
  // Material gives its search the role of a dialog, but no name.
  document.querySelector('.md-search[role="dialog"]:not([aria-label])')?.setAttribute("aria-label", "Search");
  for (const [selector, file] of PARTS) {
    if (document.querySelector(selector)) import(new URL(file, import.meta.url)).then((part) => part.mount(document));
  }
}

// A search result names its anchor as a parameter. The list of rules sends on to each rule's text.
function arrive() {
  const url = new URL(location.href);
  const named = document.getElementById(decodeURIComponent(url.hash.slice(1)));
  if (named?.matches(".spec-forward")) location.replace(named.nextElementSibling.href);
  const anchor = url.searchParams.get("spec");
  if (!anchor) return;
  url.searchParams.delete("spec");
  history.replaceState(history.state, "", url);
  location.replace("#" + anchor);
}

// Tables that Material lets scroll can be scrolled by keyboard.
let looking;
new MutationObserver(() => {
  looking ??= requestAnimationFrame(() => {
    looking = undefined;
    for (const wrap of document.querySelectorAll(".md-typeset__scrollwrap:not([tabindex])")) {
      if (wrap.scrollWidth > wrap.clientWidth) wrap.tabIndex = 0;
    }
  });
}).observe(document.body, { childList: true, subtree: true });

// Copying names: the buttons in lists of uses, and one for each endpoint's path.
function copies() {
  for (const button of document.querySelectorAll(".spec-copy[hidden]")) button.hidden = false;
  for (const code of document.querySelectorAll(".spec-declared:not([data-spec-done])")) {
    code.dataset.specDone = "";
    const path = code.textContent.trim().split(/\s+/)[1];
    const button = element("button", "spec-copy", "Copy");
    button.type = "button";
    button.dataset.specCopy = path;
    button.setAttribute("aria-label", `Copy ${path}`);
    code.parentElement.append(button);
  }
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-spec-copy]");
  if (!button) return;
  await navigator.clipboard.writeText(button.dataset.specCopy);
  const said = button.textContent;
  button.textContent = "Copied";
  setTimeout(() => (button.textContent = said), 1500);
});

// Previews

let card, shown, timer;
const known = new Map();

// A page's previews lie beside it: `errors/` and `errors.html` have `errors.cards.json`.
function fetched(page) {
  const url = page.replace(/(\/|\.html)$/, "") + ".cards.json";
  if (!known.has(url)) known.set(url, fetch(url).then((answer) => (answer.ok ? answer.json() : {}), () => ({})));
  return known.get(url);
}

function element(name, className, text) {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text ?? "";
  return made;
}

function filled(kind, name, sentence, facts) {
  const head = element("p", "spec-card-head");
  head.append(element("span", "spec-card-kind", kind), element("code", "", name));
  const list = element("dl", "");
  for (const [label, value] of facts) list.append(element("dt", "", label), element("dd", "", value));
  return [head, ...(sentence ? [element("p", "", sentence)] : []), ...(facts.length ? [list] : [])];
}

async function show(link) {
  const target = new URL(link.href.baseVal ?? link.href, document.baseURI);
  const anchor = decodeURIComponent(target.hash.slice(1));
  const found = (await fetched(target.origin + target.pathname))[anchor];
  if (!found || shown !== link) return;
  if (!card) {
    card = element("div", "spec-card");
    card.id = "spec-card";
    card.popover = "manual";
    card.setAttribute("role", "tooltip");
    card.addEventListener("pointerenter", () => clearTimeout(timer));
    card.addEventListener("pointerleave", () => later(hide));
  }
  card.replaceChildren(...filled(...found));
  document.body.append(card);
  card.showPopover();
  place(card, link);
  link.setAttribute("aria-describedby", card.id);
}

function hide() {
  clearTimeout(timer);
  shown?.removeAttribute("aria-describedby");
  shown = undefined;
  if (card?.isConnected) card.hidePopover();
}

function later(action) {
  clearTimeout(timer);
  timer = setTimeout(action, DELAY);
}

// Below what it belongs to, or above where there is more room.
function place(box, near) {
  const at = near.getBoundingClientRect();
  const { width, height } = box.getBoundingClientRect();
  const below = at.bottom + 6 + height < innerHeight || at.top < innerHeight - at.bottom;
  const top = below ? at.bottom + 6 : at.top - 6 - height;
  Object.assign(box.style, {
    margin: 0,
    inset: "auto",
    left: `${Math.max(8, Math.min(at.left, innerWidth - width - 8))}px`,
    top: `${Math.max(8, Math.min(top, innerHeight - height - 8))}px`,
  });
}

function reference(event) {
  return event.target.closest?.("a.spec-ref");
}

function enter(event) {
  const link = reference(event);
  if (!link || link === shown) return;
  hide();
  shown = link;
  later(() => show(link));
}

document.addEventListener("pointerover", (event) => event.pointerType === "touch" || enter(event));
document.addEventListener("pointerout", (event) => reference(event) === shown && later(hide));
document.addEventListener("focusin", (event) => (reference(event)?.matches(":focus-visible") ? enter(event) : undefined));
document.addEventListener("focusout", (event) => reference(event) && hide());
document.addEventListener("scroll", () => card?.matches(":popover-open") && hide(), { passive: true });
document.addEventListener("keydown", (event) => event.key === "Escape" && hide());

// Lists of uses open beside the button that was pressed, not in the middle of the window.
document.addEventListener(
  "toggle",
  (event) => {
    const box = event.target;
    if (!box.matches?.(".spec-popover") || event.newState !== "open") return;
    const button = document.querySelector(`[popovertarget="${CSS.escape(box.id)}"]`);
    if (button) place(box, button);
  },
  true,
);
document.addEventListener("click", (event) => event.target.closest?.(".spec-popover a")?.closest("[popover]").hidePopover());

// Material announces each page, also those that it fetches without loading them anew.
if (window.document$) window.document$.subscribe(mount);
else mount();
