"use strict";
// The source of a file with what rules found in it. Texts are only ever text nodes, never markup.

function make(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key === "data") Object.assign(made.dataset, value);
    else made[key] = value;
  }
  made.append(...children);
  return made;
}

// Columns count characters, as people do; JavaScript counts halves of those beyond U+FFFF.
const characters = (text) => (/[\ud800-\udfff]/.test(text) ? Array.from(text) : text);
const joined = (some) => (typeof some === "string" ? some : some.join(""));

// The parts [from, to) of a line, 1-based columns, that places cover, sorted and without overlaps.
function covered(places, line, first, end) {
  const parts = [];
  for (const [begin, column, last, lastColumn] of places) {
    if (begin > line || last < line || begin === 0) continue;
    const from = begin === line ? column : 1;
    const to = last === line ? Math.max(lastColumn, from + 1) : Infinity;
    if (to > first && from < end) parts.push([Math.max(from, first), Math.min(to, end)]);
  }
  parts.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const merged = [];
  for (const part of parts) {
    const before = merged[merged.length - 1];
    if (before && part[0] <= before[1]) before[1] = Math.max(before[1], part[1]);
    else merged.push(part);
  }
  return merged;
}

function sourceLine(number, text, first, places) {
  const some = characters(text);
  const line = make("span");
  let at = first;
  for (const [from, to] of covered(places, number, first, first + some.length + (some.length ? 0 : 1))) {
    line.append(joined(some.slice(at - first, from - first)));
    line.append(make("mark", {}, joined(some.slice(from - first, to - first)) || " "));
    at = to;
  }
  line.append(joined(some.slice(at - first)));
  if (first > 1) line.prepend("… ");
  return make("div", { className: "row", data: { line: number } }, make("b", {}, String(number)), line);
}

function showSource(target, file) {
  target.replaceChildren();
  if (file.text === null) {
    const why = file.cut ? "Its text is left out, to keep this page small." : "Its text is not at hand: what rules quoted of it is on the left.";
    target.append(make("p", { className: "soft gap" }, why));
    return;
  }
  const places = file.findings.filter((one) => one.outcome === "fail").flatMap((one) => one.quoted || []);
  let next = 1;
  for (const [line, text, column] of file.text) {
    if (line > next) target.append(make("div", { className: "gap" }, `… ${(line - next).toLocaleString("en")} lines …`));
    const lines = text.split("\n");
    lines.forEach((one, i) => target.append(sourceLine(line + i, one, column, places)));
    next = line + lines.length;
  }
  target.scrollTop = target.scrollLeft = 0;
  const first = target.querySelector("mark");
  if (first) reveal(target, first);
}

// Bring a mark into view with its line's number, and move aside no further than is needed.
function reveal(target, mark) {
  mark.closest(".row").firstChild.scrollIntoView({ block: "center", inline: "nearest" });
  const from = mark.offsetLeft - target.offsetLeft;
  target.scrollLeft = from < 0.8 * target.clientWidth ? 0 : from - target.clientWidth / 3;
}

// Bring a place of a finding into view.
function goTo(target, [line]) {
  for (const one of target.querySelectorAll("mark.now")) one.classList.remove("now");
  const rows = [...target.querySelectorAll(`.row[data-line="${Number(line)}"]`)];
  const mark = rows.map((row) => row.querySelector("mark")).find(Boolean);
  if (mark) {
    mark.classList.add("now");
    reveal(target, mark);
  } else rows[0]?.scrollIntoView({ block: "center", inline: "nearest" });
}
