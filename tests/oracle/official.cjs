// The facts of diagrams as the official parser sees them: `node official.cjs mermaid.min.js < diagrams.json`.
// The library wants a browser; what parsing touches of one is stubbed, and texts are left as they are.
const fs = require('fs');
const vm = require('vm');

const element = () => ({
  style: {}, childNodes: [], attributes: [], innerHTML: '', textContent: '', nodeName: 'DIV', nodeType: 1,
  setAttribute() {}, appendChild(child) { return child; }, removeChild() {}, remove() {}, insertBefore() {},
  addEventListener() {}, querySelector: () => null, querySelectorAll: () => [], getElementsByTagName: () => [],
  cloneNode() { return element(); },
});
globalThis.window = globalThis;
globalThis.addEventListener = () => {};
globalThis.Element = class {};
globalThis.Node = class {};
globalThis.DOMParser = class {};
globalThis.document = {
  nodeType: 9, readyState: 'complete', currentScript: null, implementation: {},
  createElement: element, createElementNS: element, createTextNode: element, createDocumentFragment: element,
  querySelector: () => null, querySelectorAll: () => [], getElementById: () => null, addEventListener() {},
  body: element(), head: element(), documentElement: element(),
};
console.log = console.warn = console.error = console.debug = console.info = () => {};
vm.runInThisContext(fs.readFileSync(process.argv[2], 'utf8'));

const entries = (map) => (map instanceof Map ? [...map.entries()] : Object.entries(map));
const FACTS = {
  sequence: (db) => ({
    actorOrder: db.getActorKeys(), actors: Object.fromEntries(entries(db.getActors())), messages: db.getMessages(),
    notes: db.getMessages().filter((m) => 'placement' in m && m.from !== undefined)
      .map((m) => ({ actor: [m.from, m.to], message: m.message })),
    boxes: db.getBoxes(),
  }),
  flowchart: (db) => ({
    nodes: entries(db.getVertices()).map(([id, v]) => ({ id, label: v.text })),
    edges: db.getEdges().map((e) => ({ id: e.id, from: e.start, to: e.end, label: e.text })),
    subgraphs: db.getSubGraphs(),
  }),
  er: (db) => ({ entities: Object.fromEntries(entries(db.getEntities())), relationships: db.getRelationships() }),
  state: (db) => { db.extract(db.getRootDocV2()); return db.getData(); },
  class: (db) => ({
    classes: entries(db.getClasses()).map(([, c]) => ({ id: c.id, label: c.label })),
    interfaces: db.interfaces, relations: db.getRelations(),
  }),
  mindmap: (db) => ({ nodes: db.getData().nodes }),
};

(async () => {
  const found = [];
  for (const text of JSON.parse(fs.readFileSync(0, 'utf8'))) {
    try {
      await mermaid.parse(text);
      const diagram = await mermaid.mermaidAPI.getDiagramFromText(text);
      const read = Object.entries(FACTS).find(([name]) => diagram.type.startsWith(name));
      const facts = read ? read[1](diagram.db) : {};
      const plain = JSON.stringify({ ...facts, type: diagram.type }, (key, value) =>
        typeof value === 'function' || key === 'parentObj' || key === 'dom' ? undefined : value instanceof Map ? Object.fromEntries(value) : value);
      found.push(JSON.parse(plain));
    } catch (error) {
      found.push({ error: String(error && error.message) });
    }
  }
  process.stdout.write(JSON.stringify(found));
})();
