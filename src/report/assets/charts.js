"use strict";

// Charts of the judged copies, stacked by the gravest finding of each.

const stack = () => Object.fromEntries(severities.map((severity) => [severity, 0]));
const sumOf = (counts) => severities.reduce((sum, severity) => sum + counts[severity], 0);
const inWords = (counts) => severities.filter((severity) => counts[severity])
  .map((severity) => `${thousands(counts[severity])} ${severityLabels[severity].toLowerCase()}`).join(", ");

const dayMs = 86400000;
const pad = (number) => String(number).padStart(2, "0");
const monthNames = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

// Steps of a calendar in UTC: the start of the step that a time is in, the next start, a label.
const calendar = {
  day: {
    start: (date) => Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()),
    next: (start) => start + dayMs,
    label: (date) => `${date.getUTCDate()} ${monthNames[date.getUTCMonth()]}`,
  },
  week: {
    start: (date) => calendar.day.start(date) - (date.getUTCDay() + 6) % 7 * dayMs,
    next: (start) => start + 7 * dayMs,
    label: (date) => `${date.getUTCDate()} ${monthNames[date.getUTCMonth()]}`,
  },
  month: {
    start: (date) => Date.UTC(date.getUTCFullYear(), date.getUTCMonth()),
    next: (start) => Date.UTC(new Date(start).getUTCFullYear(), new Date(start).getUTCMonth() + 1),
    label: (date) => (date.getUTCMonth() ? monthNames[date.getUTCMonth()] : String(date.getUTCFullYear())),
  },
  year: {
    start: (date) => Date.UTC(date.getUTCFullYear(), 0),
    next: (start) => Date.UTC(new Date(start).getUTCFullYear() + 1, 0),
    label: (date) => String(date.getUTCFullYear()),
  },
};

// The copies by time: {unit, steps: [{start, counts}], undated}.
function byTime(copies) {
  const times = copies.map((copy) => (copy.copied_at ? Date.parse(`${copy.copied_at.slice(0, 10)}T00:00Z`) : null));
  const known = times.filter((time) => time !== null);
  if (known.length === 0) return { unit: "day", steps: [], undated: copies.length };
  const [first, last] = known.reduce(([low, high], time) => [Math.min(low, time), Math.max(high, time)], [Infinity, -Infinity]);
  const days = (last - first) / dayMs;
  const unit = days <= 31 ? "day" : days <= 200 ? "week" : days <= 1500 ? "month" : "year";
  const { start, next } = calendar[unit];
  const steps = new Map();
  for (let at = start(new Date(first)); at <= last; at = next(at)) steps.set(at, stack());
  copies.forEach((copy, i) => {
    if (times[i] !== null) ++steps.get(start(new Date(times[i])))[severityOf(copy)];
  });
  return { unit, steps: [...steps].map(([at, counts]) => ({ start: at, counts })), undated: copies.length - known.length };
}

// The largest tick at or above the value: 1, 2 or 5 times a power of ten.
function niceStep(value) {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, 1)));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= value);
}

function timeSvg({ unit, steps }, width) {
  const height = 300;
  const [left, right, top, bottom] = [34, 4, 10, 26];
  const highest = Math.max(1, ...steps.map((step) => sumOf(step.counts)));
  const tick = niceStep(Math.ceil(highest / 4));
  const ceiling = Math.ceil(highest / tick) * tick;
  const y = (count) => top + (height - top - bottom) * (1 - count / ceiling);
  const slot = (width - left - right) / steps.length;
  const barWidth = Math.max(1, Math.min(slot * 0.72, 40));
  const labelEvery = Math.ceil(steps.length / Math.max(1, Math.floor((width - left) / 56)));
  const marks = [];
  for (let count = 0; count <= ceiling; count += tick) {
    marks.push(make("line", { class: count ? "grid" : "axis", x1: left, x2: width - right, y1: y(count), y2: y(count) }),
      make("text", { class: "tick", x: left - 8, y: y(count) + 4, "text-anchor": "end" }, thousands(count)));
  }
  steps.forEach((step, i) => {
    const x = left + slot * i + (slot - barWidth) / 2;
    const date = new Date(step.start);
    let below = 0;
    marks.push(make("g", null,
      make("title", null, `${unit === "day" ? "" : `${unit} of `}${date.toISOString().slice(0, 10)}: ${inWords(step.counts) || "none"}`),
      make("rect", { class: "hit", x: left + slot * i, y: top, width: slot, height: height - top - bottom }),
      [...severities].reverse().filter((severity) => step.counts[severity]).map((severity) => {
        below += step.counts[severity];
        return make("rect", { class: `fill ${severity}`, x, y: y(below), width: barWidth,
          height: Math.max(0, y(below - step.counts[severity]) - y(below) - 1) });
      })));
    if (i % labelEvery === 0) {
      marks.push(make("text", { class: "tick", x: x + barWidth / 2, y: height - 8, "text-anchor": "middle" },
        calendar[unit].label(date)));
    }
  });
  return make("svg", { class: "time-chart", viewBox: `0 0 ${width} ${height}`, role: "img",
    "aria-label": `Copies by ${unit}; the table below has the figures.` }, marks);
}

function countsTable(first, rows) {
  return make("details", { class: "figures-table" }, make("summary", null, "As a table"),
    make("table", null,
      make("thead", null, make("tr", null, [first, ...severities.map((severity) => severityLabels[severity])]
        .map((name) => make("th", { scope: "col" }, name)))),
      make("tbody", null, rows.map(([name, counts]) => make("tr", null, make("th", { scope: "row" }, foreign(name)),
        severities.map((severity) => make("td", null, thousands(counts[severity]))))))));
}

function timeChart(copies) {
  const times = byTime(copies);
  const drawing = make("div", { class: "drawing" });
  const rows = times.steps.filter((step) => sumOf(step.counts))
    .map((step) => [new Date(step.start).toISOString().slice(0, 10), step.counts]);
  const element = make("section", { class: "chart" }, make("h2", null, "Copies over time"), drawing,
    make("ul", { class: "legend" }, severities.map((severity) => make("li", null, severityMark(severity)))),
    times.undated ? make("p", { class: "meta" }, `${counted(times.undated, "copy has", "copies have")} no known time.`) : null,
    countsTable(`${times.unit[0].toUpperCase()}${times.unit.slice(1)}`, rows));
  // Letters keep their size: the drawing is made for the width there is.
  let drawn = 0;
  new ResizeObserver(() => {
    const width = Math.round(drawing.clientWidth);
    if (width === 0 || width === drawn || times.steps.length === 0) return;
    drawn = width;
    drawing.replaceChildren(timeSvg(times, width));
  }).observe(drawing);
  return element;
}

const publishersShown = 10;

// `choose` is called with the publisher whose bar is pressed.
function publisherChart(copies, choose) {
  const byName = new Map();
  for (const copy of copies) {
    const name = publisherOf(copy);
    if (!byName.has(name)) byName.set(name, stack());
    ++byName.get(name)[severityOf(copy)];
  }
  const ranked = [...byName].sort((x, y) => sumOf(y[1]) - sumOf(x[1]) || (x[0] < y[0] ? -1 : 1));
  const most = ranked.length ? sumOf(ranked[0][1]) : 1;
  const rows = ranked.slice(0, publishersShown).map(([name, counts]) => {
    let x = 0;
    return make("li", null,
      make("button", { type: "button", class: "publisher", onclick: () => choose(name),
        "aria-label": `${name}: ${counted(sumOf(counts), "copy", "copies")}, ${inWords(counts)}. Show its findings` },
      make("span", { class: "publisher-name" }, foreign(name)), make("span", { class: "publisher-count" }, thousands(sumOf(counts))),
      make("svg", { class: "publisher-bar", viewBox: "0 0 100 8", preserveAspectRatio: "none", "aria-hidden": "true" },
        severities.filter((severity) => counts[severity]).map((severity) => {
          const width = 100 * counts[severity] / most;
          x += width;
          return make("rect", { class: `fill ${severity}`, x: x - width, width, height: 8 });
        }))));
  });
  const rest = ranked.length - rows.length;
  return make("section", { class: "chart" }, make("h2", null, "By publisher"), make("ul", { class: "publishers" }, rows),
    rest ? make("p", { class: "meta" }, `and ${counted(rest, "other", "others")}`) : null,
    rest ? countsTable("Publisher", ranked) : null);
}
