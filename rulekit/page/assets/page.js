"use strict";
// What the page does: search, open a file, drag a limit, change its colours.

const DATA = JSON.parse(document.getElementById("data").textContent);
const byId = (id) => document.getElementById(id);
const dialog = byId("file");
const limits = DATA.limits.length ? new LimitChart(DATA.limits, DATA.files) : null;
const table = fileTable(DATA.files, (number) => { location.hash = `file=${number}`; });

// A file's text is searched, too: what is looked for may stand in it alone.
const haystacks = DATA.files.map((file) =>
  [file.path, file.repo, file.place, file.id, file.language, file.reason, ...file.findings.map((one) => (one.outcome === "fail" ? `${one.rule} ${one.message || ""}` : "")), ...(file.text || []).map((piece) => piece[1])].join("\n").toLowerCase(),
);

for (const reason of [...new Set(DATA.files.flatMap((file) => file.decided))].sort()) {
  byId("reason").append(make("option", {}, reason));
}

function filtered() {
  const word = byId("search").value.trim().toLowerCase();
  const decision = byId("decision").value;
  const reason = byId("reason").value;
  table.setFilter((file) => (!decision || file.decision === decision) && (!reason || file.decided.includes(reason)) && (!word || haystacks[file.number].includes(word)));
}
function told() {
  const shown = table.getDataCount("active");
  byId("shown").textContent = shown === DATA.files.length ? `${count(shown, "file")}.` : `${shown.toLocaleString("en")} of ${count(DATA.files.length, "file")}.`;
}
function look(decision, reason, word = "") {
  byId("search").value = word;
  byId("decision").value = decision;
  byId("reason").value = reason;
  filtered();
}
table.on("tableBuilt", () => { told(); opened(); });
table.on("dataFiltered", () => setTimeout(told));
byId("search").addEventListener("input", filtered);
byId("decision").addEventListener("change", filtered);
byId("reason").addEventListener("change", filtered);
byId("clear").addEventListener("click", () => look("", ""));
for (const link of document.querySelectorAll("[data-reason]")) {
  link.addEventListener("click", () => {
    const { reason } = link.dataset;
    look("", [...byId("reason").options].some((one) => one.value === reason) ? reason : "");
    limits?.choose(reason);
  });
}

// The open file is in the address, so that going back closes it, and a link opens it.
let at = -1;
function opened() {
  const number = /^#file=(\d+)$/.exec(location.hash);
  if (number && DATA.files[number[1]]) {
    at = Number(number[1]);
    showFile(dialog, DATA.files[at]);
  } else if (dialog.open) dialog.close();
}
function close() {
  history.replaceState(null, "", location.pathname + location.search);
  if (dialog.open) dialog.close();
  mark();
}
function mark() {
  for (const row of table.getRows("visible")) row.getElement().classList.toggle("here", row.getData().number === at);
}
function step(by) {
  const order = table.getRows("active").map((row) => row.getData().number);
  if (!order.length) return;
  const place = order.indexOf(at);
  at = order[Math.min(order.length - 1, Math.max(0, place < 0 ? 0 : place + by))];
  if (dialog.open) location.replace(`#file=${at}`);
  else table.scrollToRow(at, "nearest", false).then(mark, mark);
}
window.addEventListener("hashchange", opened);
dialog.addEventListener("cancel", (event) => { event.preventDefault(); close(); });
byId("close").addEventListener("click", close);
byId("before").addEventListener("click", () => step(-1));
byId("after").addEventListener("click", () => step(1));

function turn() {
  const root = document.documentElement;
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
  limits?.draw();
}
byId("theme").addEventListener("click", turn);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => limits?.draw());

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  const keys = {
    "/": () => { if (!dialog.open) byId("search").focus(); },
    j: () => step(1),
    k: () => step(-1),
    t: turn,
    Enter: () => { if (!dialog.open && at >= 0 && event.target === document.body) location.hash = `file=${at}`; else return true; },
  };
  if (keys[event.key] && !keys[event.key]()) event.preventDefault();
});
