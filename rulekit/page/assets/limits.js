"use strict";
// The histogram of a rule with a limit to drag, and what another limit would do.

const count = (n, word) => `${n.toLocaleString("en")} ${word}${n === 1 ? "" : "s"}`;
const sum = (some) => some.reduce((total, one) => total + one, 0);

// Rows that fail with the limit at an edge: above it for a maximum, below for a minimum.
function effect(limit, edge) {
  const fails = (at) => (limit.bound === "max" ? (i) => i > at : (i) => i <= at);
  const [beyond, was] = [fails(edge), fails(limit.at)];
  const places = limit.kept.map((_, i) => i);
  return {
    dropped: sum(places.filter((i) => beyond(i) && !was(i)).map((i) => limit.kept[i])),
    kept: sum(places.filter((i) => was(i) && !beyond(i)).map((i) => limit.alone[i])),
    fail: sum(places.filter(beyond).map((i) => limit.kept[i] + limit.alone[i] + limit.others[i])),
  };
}

// Sampled files that another limit would keep or drop; the score is not computed anew.
function changes(limit, edge, files) {
  const value = limit.edges[edge];
  const fails = (one, at) => (limit.bound === "max" ? one.value > at + 1e-9 : one.value < at - 1e-9);
  const found = [];
  files.forEach((file, number) => {
    const one = file.findings.find((f) => f.rule === limit.rule && f.limit === limit.edges[limit.at] && f.bound === limit.bound);
    if (!one || one.value === null || file.decision === "error") return;
    const now = fails(one, value);
    if (file.decision === "keep" && now && one.action !== "flag" && one.action !== "spare") found.push([number, file, "dropped"]);
    if (file.decision === "drop" && !now && file.decided.length === 1 && file.decided[0] === limit.rule) found.push([number, file, "kept"]);
  });
  return found;
}

class LimitChart {
  constructor(limits, files) {
    Object.assign(this, { limits, files });
    this.select = document.getElementById("rule");
    this.slider = document.getElementById("limit");
    limits.forEach((one, i) => this.select.append(make("option", { value: String(i) }, one.name)));
    this.select.addEventListener("change", () => this.show(Number(this.select.value)));
    this.slider.addEventListener("input", () => this.told());
    document.getElementById("reset").addEventListener("click", () => {
      this.slider.value = this.limit.at;
      this.told();
    });
    new ResizeObserver(() => this.draw()).observe(document.getElementById("chart"));
    this.show(0);
  }

  choose(rule) {
    const place = this.limits.findIndex((one) => one.rule === rule);
    if (place >= 0) this.show(place);
    return place >= 0;
  }

  show(place) {
    this.limit = this.limits[place];
    this.select.value = String(place);
    this.slider.max = this.limit.edges.length - 1;
    this.slider.value = this.limit.at;
    document.getElementById("rule-title").textContent = this.limit.title;
    this.draw();
    this.told();
  }

  // One bar a bin, so that bins of any width can be seen; edge i stands behind bin i.
  draw() {
    const target = document.getElementById("chart");
    const width = target.clientWidth;
    if (!width || !this.limit) return;
    const { kept, alone, others, labels } = this.limit;
    const style = getComputedStyle(document.documentElement);
    const colour = (name) => style.getPropertyValue(name).trim();
    const x = kept.map((_, i) => i + 0.5);
    const stacked = [kept.map((one, i) => one + alone[i] + others[i]), kept.map((one, i) => one + alone[i]), kept];
    const bars = uPlot.paths.bars({ size: [0.94, Infinity] });
    const series = ["--shared", "--drop", "--keep"].map((name) => ({ fill: colour(name), width: 0, paths: bars, points: { show: false } }));
    const every = Math.ceil(labels.length / Math.max(2, width / 62));
    const ticks = labels.map((_, i) => i).filter((i) => i % every === 0);
    this.plot?.destroy();
    this.plot = new uPlot(
      {
        width,
        height: 260,
        cursor: { show: false },
        legend: { show: false },
        scales: { x: { time: false, range: [0, kept.length] }, y: { range: (_, __, most) => [0, (most || 1) * 1.08] } },
        axes: [
          { stroke: colour("--soft"), grid: { show: false }, ticks: { stroke: colour("--line") }, splits: () => ticks.map((i) => i + 1), values: () => ticks.map((i) => labels[i]) },
          { stroke: colour("--soft"), grid: { stroke: colour("--line") }, ticks: { show: false }, size: 62 },
        ],
        series: [{}, ...series],
        hooks: { draw: [(plot) => this.line(plot, colour("--accent"))] },
      },
      [x, ...stacked],
      target,
    );
  }

  line(plot, colour) {
    const at = plot.valToPos(Number(this.slider.value) + 1, "x", true);
    const { ctx, bbox } = plot;
    ctx.save();
    ctx.strokeStyle = colour;
    ctx.lineWidth = 2 * devicePixelRatio;
    ctx.beginPath();
    ctx.moveTo(at, bbox.top);
    ctx.lineTo(at, bbox.top + bbox.height);
    ctx.stroke();
    ctx.restore();
    // The middle of a slider's knob stands half a knob inside of its ends.
    const [first, last] = [1, this.limit.labels.length].map((x) => plot.valToPos(x, "x", true) / devicePixelRatio);
    this.slider.style.marginLeft = `${first - 8}px`;
    this.slider.style.width = `${last - first + 16}px`;
  }

  told() {
    const { limit } = this;
    const edge = Number(this.slider.value);
    const sign = limit.bound === "max" ? "at most" : "at least";
    const found = effect(limit, edge);
    const words = [`${sign} ${limit.labels[edge]}: ${count(found.fail, "row")} fail`];
    words.push(edge === limit.at ? "the limit in force" : `${effect(limit, limit.at).fail.toLocaleString("en")} with the limit in force, ${limit.labels[limit.at]}`);
    if (found.dropped) words.push(limit.drops ? `${count(found.dropped, "row")} that ${found.dropped === 1 ? "is" : "are"} kept now would be dropped` : `${count(found.dropped, "row")} more would be flagged`);
    if (found.kept) words.push(`${count(found.kept, "row")} dropped by this rule alone would be kept`);
    document.getElementById("effect").textContent = `${words.join("; ")}.`;
    this.slider.setAttribute("aria-valuetext", `${sign} ${limit.labels[edge]}`);
    const list = document.getElementById("changed");
    const items = edge === limit.at || !limit.drops ? [] : changes(limit, edge, this.files);
    list.replaceChildren(
      ...items.slice(0, 24).map(([number, file, word]) =>
        make("li", {}, make("a", { href: `#file=${number}` }, file.path), " would be ", make("span", { className: `${word === "kept" ? "keep" : "drop"}-word` }, word))),
    );
    if (!items.length && (found.dropped || found.kept)) list.append(make("li", {}, "none of them is in the sample"));
    if (items.length > 24) list.append(make("li", {}, `and ${items.length - 24} more of the sample`));
    this.plot?.redraw(false);
  }
}
