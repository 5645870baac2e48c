"use strict";
// The table of sampled files, and one file opened.

const WORDS = { keep: "kept", drop: "dropped", error: "error" };
const bytes = (n) => (n === null ? "" : n < 1000 ? `${n} B` : n < 1e6 ? `${(n / 1e3).toFixed(1)} KB` : `${(n / 1e6).toFixed(1)} MB`);

function fileTable(files, open) {
  const cell = (of) => (one) => of(one.getRow().getData());
  const rows = files.map((file, number) => ({ ...file, number, near: nearest(file) }));
  const table = new Tabulator("#table", {
    data: rows,
    index: "number",
    height: Math.min(620, 90 + 30 * rows.length),
    layout: "fitColumns",
    responsiveLayout: "hide",
    placeholder: "No file is like that: another word, or Clear.",
    printAsHtml: true,
    initialSort: [],
    selectableRows: 0,
    columns: [
      { title: "decision", field: "decision", width: 112, responsive: 0, formatter: cell((f) => make("span", { className: `${f.decision}-word` }, WORDS[f.decision])) },
      { title: "path", field: "path", minWidth: 180, widthGrow: 3, responsive: 0, formatter: cell((f) => make("a", { href: `#file=${f.number}`, title: f.repo ? `${f.repo}: ${f.path}` : f.path }, f.path)) },
      { title: "language", field: "language", width: 120, responsive: 3, formatter: cell((f) => document.createTextNode(f.language)) },
      { title: "size", field: "size", width: 90, hozAlign: "right", responsive: 4, sorter: "number", formatter: cell((f) => document.createTextNode(bytes(f.size))) },
      { title: "score", field: "score", width: 92, hozAlign: "right", responsive: 4, sorter: "number", formatter: cell((f) => document.createTextNode(f.score === null ? "" : f.score.toFixed(2))) },
      { title: "reasons", field: "reason", minWidth: 160, widthGrow: 2, responsive: 1, formatter: cell((f) => document.createTextNode(f.decision === "keep" ? "" : f.reasons.join(", "))) },
      { title: "nearest limit", field: "near", width: 146, hozAlign: "right", responsive: 2, sorter: "number", tooltip: (_, one) => document.createTextNode(nearRule(one.getRow().getData())), formatter: cell((f) => document.createTextNode(f.near === null ? "" : `${f.near >= 0.995 ? Math.round(100 * f.near) : (100 * f.near).toFixed(1)}% off`)) },
    ],
  });
  table.on("rowClick", (event, row) => {
    if (!event.target.closest("a")) open(row.getData().number);
  });
  return table;
}

// The file's finding that is nearest to its limit, and how far it is, as a share of the limit.
function nearestFinding(file) {
  let found = null;
  for (const one of file.findings) {
    if (!one.limit || one.margin === undefined || one.value === null) continue;
    const far = Math.abs(one.margin / one.limit);
    if (far < 1 && (found === null || far < found.far)) found = { far, rule: one.rule };
  }
  return found;
}
const nearest = (file) => nearestFinding(file)?.far ?? null;
const nearRule = (file) => nearestFinding(file)?.rule ?? "";

function showFile(dialog, file) {
  dialog.querySelector("#file-name").textContent = file.path;
  const said = make("div");
  const word = make("span", { className: `${file.decision}-word` }, WORDS[file.decision]);
  said.append(make("p", {}, word, file.decision === "keep" ? "" : `: ${file.reason}`));
  const facts = [file.language, bytes(file.size), file.score === null ? "" : `score ${file.score.toFixed(2)}`, file.repo && `repository ${file.repo}`, file.place, file.id && `id ${file.id}`, file.sha256 && `sha256 ${file.sha256}`];
  said.append(make("p", { className: "facts" }, facts.filter(Boolean).join("  ·  ")));
  const source = dialog.querySelector("#source");
  const failed = file.findings.filter((one) => one.outcome !== "pass");
  const passed = file.findings.filter((one) => one.outcome === "pass");
  for (const one of failed) said.append(shownFinding(one, source));
  if (passed.length) {
    const more = make("details", {}, make("summary", {}, `${passed.length} rules passed`));
    passed.sort((a, b) => (distance(a) ?? Infinity) - (distance(b) ?? Infinity));
    more.append(...passed.map((one) => shownFinding(one, source)));
    said.append(more);
  }
  dialog.querySelector("#verdict").replaceChildren(said);
  dialog.querySelector("#verdict").scrollTop = 0;
  if (!dialog.open) dialog.showModal();
  showSource(source, file);
}

const distance = (one) => (one.limit ? Math.abs((one.margin ?? 0) / one.limit) : null);

function shownFinding(one, source) {
  const kind = one.outcome === "fail" ? (one.action === "drop" ? "drop" : "flag") : one.outcome;
  const box = make("div", { className: `finding ${kind}` });
  const does = one.outcome === "fail" && one.action !== "drop" ? ` (${one.action})` : "";
  box.append(make("header", {}, make("b", {}, one.rule), does));
  if (one.message) box.append(make("p", {}, one.message));
  if (one.must) box.append(make("p", { className: "facts" }, `${one.shown}; must be ${one.must}${one.from ? `, by ${one.from}` : ""}`));
  if (one.note) box.append(make("p", { className: "facts" }, `not measured: ${one.note}`));
  if (one.follows) box.append(make("p", { className: "facts" }, `follows from ${one.follows}`));
  const places = make("div", { className: "places" });
  for (const place of one.outcome === "fail" ? one.quoted || [] : []) {
    const label = place[0] === 0 ? "in the path" : `${place[0]}:${place[1]}`;
    const button = make("button", { type: "button", title: place[4] }, label);
    button.addEventListener("click", () => goTo(source, place));
    places.append(button);
  }
  const left = (one.count || 0) - places.children.length;
  if (places.children.length && left > 0) places.append(make("span", { className: "soft" }, `and ${left.toLocaleString("en")} more`));
  if (places.children.length) box.append(places);
  return box;
}
