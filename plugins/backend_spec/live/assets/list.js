// What the panel lists: findings by document and by what they are about, each with all that is known of it.
import { counted, element, grouped, here, memory, MOUNT, NOUNS, OWN, prose, remember, SEVERITIES, sign, TOKEN } from "./shared.js";
import { counts, NOTHING, list, note, now, replaced, root, summary } from "./shell.js";
import { arrive } from "./marks.js";

const FEW = 12;
let listed = "";

/** Have the list be made anew although nothing in it is. */
export function renew() {
  listed = "";
}

export function paintPanel() {
  const { state } = memory;
  replaced(summary, counts(state));
  const said = now.offline ? "The server does not answer; trying again…" : now.building ? "Building…" : state.follows ? "" : "Pages are not built anew: --no-livereload";
  if (note.textContent !== said) note.textContent = said;
  const key = JSON.stringify([state.session, state.failure, state.documents, state.findings, state.omitted, state.read, location.pathname]);
  if (key === listed) return;
  listed = key;
  const held = focused();
  list.replaceChildren(...content(state));
  list.scrollTop = memory.scroll;
  refocus(held);
}

export function content(state) {
  const failure = state.failure ? [failed(state.failure)] : [];
  if (!state.findings.length) {
    const said = state.read ? [sign("good"), "Nothing to mend: no findings."] : [sign("warning"), `${NOTHING}.`];
    return state.failure ? failure : [element("p", { class: "clean" }, said)];
  }
  const known = new Map(state.documents.map((one) => [one.path, one]));
  // What stands on this page comes first, then what has a further place on it.
  const near = (one) => (here(one.url) ? 0 : one.places.some(({ url }) => here(url)) ? 1 : 2);
  const rank = (one) => near(one) * SEVERITIES.length + SEVERITIES.indexOf(one.severity);
  const sorted = [...state.findings].sort((a, b) => rank(a) - rank(b));
  // Findings with one subject stand together, where the first of them stands.
  const bundles = [...grouped(sorted, (one) => one.subject?.id ?? one.id).values()];
  const groups = [...grouped(bundles, ([one]) => one.path)];
  const said = `Not listed: ${counted(state.omitted, "finding")} more. backend-spec check tells them all.`;
  const more = state.omitted ? [element("p", { class: "where" }, said)] : [];
  return [...failure, ...groups.map(([path, own]) => group(known.get(path) ?? { path, title: path, url: null }, own)), ...more];
}

function failed({ title, text, path, line, editor }) {
  const where = path ? element("p", { class: "where" }, "In ", element("code", {}, line ? `${path}:${line}` : path)) : null;
  const open = editor ? element("p", { class: "actions" }, element("a", { href: editor }, "Open in editor")) : null;
  return element("div", { class: "failure" }, element("h3", {}, title), where, code(text), open);
}

export const code = (...content) => element("pre", { tabindex: "0", role: "group", "aria-label": "Code" }, ...content);

function group(document, bundles) {
  const order = (a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || a.line - b.line;
  const sorted = bundles.sort(([a], [b]) => order(a, b));
  return element(
    "section",
    {},
    element("h3", {}, document.title, element("small", {}, here(document.url) ? "this page" : document.path)),
    element("ul", {}, sorted.map((found) => (found.length > 1 ? bundle(found, document) : item(found[0], document)))),
  );
}

/** Several findings about one thing, under its name. */
function bundle(found, document) {
  const [{ subject }] = found;
  const name = element("span", {}, subject.noun ? `${subject.noun} ` : "", element("code", {}, subject.name));
  const about = element("div", { class: "about" }, name, element("small", {}, counted(found.length, "finding")));
  return element("li", { class: "bundle" }, about, element("ul", {}, found.map((one) => item(one, document))));
}

function item(one, document) {
  const open = memory.opened[one.id] ?? memory.state.findings.length < 3;
  const body = element("div", { class: "body", "data-mood": one.severity, hidden: !open });
  const fill = () => body.hasChildNodes() || body.append(...details(one));
  if (open) fill();
  const head = element(
    "button",
    {
      class: "head", type: "button", "aria-expanded": String(open),
      onclick: () => {
        fill();
        body.hidden = !body.hidden;
        memory.opened[one.id] = !body.hidden;
        head.setAttribute("aria-expanded", String(!body.hidden));
        remember();
      },
    },
    sign(one.severity),
    element("span", {}, element("span", { class: "spoken" }, `${NOUNS[one.severity]}: `), prose(one.message)),
  );
  return element("li", { "data-id": one.id }, element("div", { class: "row" }, head, jump(one, one.path === document.path ? undefined : placed(one))), body);
}

const placed = ({ path, line }) => `${path.split("/").pop()}:${line}`;

function jump(place, text = `line ${place.line}`) {
  if (place.url === null) return element("span", { class: "jump" }, text);
  const url = new URL(place.url, MOUNT);
  url.hash = place.anchor;
  const follow = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    memory.forced = false;
    remember();
    if (!here(place.url)) return;
    event.preventDefault();
    history.replaceState(history.state, "", url);
    arrive(place.anchor);
  };
  return element("a", { class: "jump", href: url, "aria-label": `Go to ${text} of ${place.path}`, onclick: follow }, text);
}

function details(one) {
  const links = [
    one.rule_url ? element("a", { href: new URL(one.rule_url, MOUNT) }, `Rule ${one.rule}`) : element("span", { class: "rule" }, one.rule),
    one.editor ? element("a", { href: one.editor }, "Open in editor") : null,
  ];
  return [
    one.frame.length ? code(...one.frame.flatMap((line, at) => [at ? "\n" : "", framed(line)].flat())) : "",
    one.help ? element("p", {}, prose(one.help)) : "",
    element("p", { class: "actions" }, one.fix ? fixing(one) : null, links),
    places(one),
  ].filter(Boolean);
}

/** The further places of a cause, by document; many are folded. */
export function places(one) {
  const others = one.places.filter((place) => ["path", "line", "column"].some((name) => place[name] !== one[name]));
  if (!others.length) return "";
  const titles = new Map(memory.state.documents.map(({ path, title }) => [path, title]));
  const key = `${one.id} places`;
  const box = element("details", { open: memory.opened[key] ?? others.length <= FEW });
  box.addEventListener("toggle", () => ((memory.opened[key] = box.open), remember()));
  const listed = [...grouped(others, ({ path }) => path)].map(([path, own]) =>
    element("li", {}, element("span", { class: "where" }, titles.get(path) ?? path), element("ul", {}, own.map(further))),
  );
  const more = one.unlisted ? [element("li", { class: "where" }, `and ${one.unlisted.toLocaleString("en")} more`)] : [];
  const said = `${counted(others.length + one.unlisted, "further place")} of the same cause`;
  box.append(element("summary", {}, said), element("ul", { class: "places" }, listed, more));
  return box;
}

const further = (place) => element("li", {}, jump(place), element("span", {}, prose(place.message ?? place.text)));

/** A line of a code frame: what marks the line above it is coloured. */
function framed(line) {
  const [, gutter, marks] = /^( *\| *)([-^].*)$/.exec(line) ?? [];
  return marks ? [gutter, element(marks.startsWith("^") ? "b" : "i", {}, marks)] : line;
}

function fixing(one) {
  const button = element("button", { class: "fix", type: "button", title: one.fix.title, onclick: apply }, `Apply fix: ${one.fix.title}`);
  const refused = element("span", { class: "refused", role: "alert" });
  async function apply() {
    button.disabled = true;
    refused.textContent = "";
    try {
      const answer = await fetch(new URL("fix", OWN), {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-Backend-Spec-Token": TOKEN },
        body: JSON.stringify({ id: one.id, version: memory.state.version }),
      });
      if (answer.ok) return; // the finding goes with the next state
      refused.textContent = `Not applied: ${(await answer.json()).message}`;
    } catch {
      refused.textContent = "Not applied: the server does not answer.";
    }
    button.disabled = false;
  }
  return [button, refused];
}

/** What has the focus in the panel, so that it can be given back when the panel's content is made anew. */
export function focused() {
  const active = root.activeElement;
  if (!active || !list.contains(active)) return null;
  const at = heads().findIndex((head) => head.closest("li").contains(active));
  return { id: active.closest("[data-id]")?.dataset.id, kind: active.className, at };
}

export const heads = () => [...list.querySelectorAll(".head:not([hidden] .head, details:not([open]) .head)")];

export function refocus(held) {
  if (!held) return;
  const same = held.id && list.querySelector(`[data-id="${CSS.escape(held.id)}"]`);
  const next = heads()[Math.min(Math.max(held.at, 0), heads().length - 1)];
  (same?.getElementsByClassName(held.kind)[0] ?? next ?? list).focus({ preventScroll: true });
}
