"use strict";

// The whole report: a list of findings, and one finding at a time. The address names the finding that is open, so that it
// can be sent, and the browser's Back closes it.

const rows = data.copies.flatMap((copy) => copy.findings.map((finding) => ({
  copy, finding, className: finding.ignored ? "ignored" : null,
  text: [finding.id, finding.class, labelOf(finding), finding.message, publisherOf(copy), copy.licensee, copy.source, copy.licence,
    textOf(copy).title, textOf(copy).url, textOf(copy).id, originalOf(copy).title, originalOf(copy).url, originalOf(copy).id]
    .join("\n").toLowerCase(),
})));
const rowOfFinding = new Map(rows.map((row) => [row.finding.id, row]));
const addressOf = (finding) => `#finding-${finding.id}`;

// --- The filters.

const isViolation = (row) => row.finding.class !== "COMPLIANT" && !row.finding.ignored;
const isOrdered = (row) => row.finding.class === "COMPLIANT";
const states = [
  ["violations", "Violations", isViolation], ["compliant", "In order", isOrdered],
  ["ignored", "Ignored", (row) => row.finding.ignored], ["all", "All", () => true],
].filter(([name, , test]) => name === "all" || rows.some(test));

const distinct = (key) => [...new Set(rows.map(key))].filter(Boolean).sort(compareTexts);

function choice(label, every, options) {
  const select = make("select", { onchange: refresh }, make("option", { value: "" }, every),
    options.map(([value, name]) => make("option", { value }, name)));
  return [make("label", null, make("span", null, label), select), select];
}

const [stateLabel, state] = choice("Show", "", states.map(([name, label, test]) => [name, `${label} (${thousands(rows.filter(test).length)})`]));
state.firstChild.remove();
const [classLabel, classChoice] = choice("Finding", "Any finding", Object.keys(classes)
  .filter((name) => rows.some((row) => row.finding.class === name)).map((name) => [name, classes[name][0]]));
const [severityLabel, severityChoice] = choice("Severity", "Any severity", severities
  .filter((name) => rows.some((row) => row.finding.severity === name)).map((name) => [name, severityLabels[name]]));
const publisherNames = distinct((row) => publisherOf(row.copy));
const [publisherLabel, publisherChoice] = choice("Publisher", "Any publisher", publisherNames.map((name) => [name, name]));
const search = make("input", { type: "search", placeholder: "Title, address, id, source", oninput: refresh });
const searchLabel = make("label", { class: "grow" }, make("span", null, "Search"), search);
const found = make("p", { class: "found", role: "status" });
const clear = make("button", { type: "button", class: "quiet", onclick: () => {
  for (const select of [classChoice, severityChoice, publisherChoice]) select.value = "";
  state.selectedIndex = 0;
  search.value = "";
  refresh();
} }, "Clear filters");

function refresh() {
  const test = states.find(([name]) => name === state.value)[2];
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  table.show(rows.filter((row) => test(row) &&
    (!classChoice.value || row.finding.class === classChoice.value) &&
    (!severityChoice.value || row.finding.severity === severityChoice.value) &&
    (!publisherChoice.value || publisherOf(row.copy) === publisherChoice.value) &&
    words.every((word) => row.text.includes(word))));
  const count = table.rows().length;
  found.textContent = count === 0 ? "No finding passes these filters." : `${counted(count, "finding", "findings")} of ${thousands(rows.length)}`;
}

// --- The table.

const title = (text) => make("span", { class: "title", dir: "auto" }, titleOf(text));
const table = dataTable({
  caption: "Findings; the name of a finding opens it.", className: "findings", sortBy: "Severity",
  columns: [
    { name: "Severity", cell: (row) => severityMark(row.finding.severity),
      key: (row) => `${rankOf(row.finding.severity)} ${row.copy.copied_at ? 9e15 - Date.parse(row.copy.copied_at.slice(0, 10)) : 9e15}` },
    { name: "Finding", key: (row) => labelOf(row.finding),
      cell: (row) => make("a", { href: addressOf(row.finding), class: "open" }, labelOf(row.finding)) },
    { name: "Publisher", cell: (row) => foreign(publisherOf(row.copy)), key: (row) => publisherOf(row.copy) },
    { name: "Copy", cell: (row) => title(textOf(row.copy)), key: (row) => titleOf(textOf(row.copy)) },
    { name: "Original", cell: (row) => [make("span", { class: "meta" }, foreign(row.copy.source)), title(originalOf(row.copy))],
      key: (row) => `${row.copy.source} ${titleOf(originalOf(row.copy))}` },
    { name: "Published", class: "nowrap", descending: true, cell: (row) => (row.copy.copied_at || "").slice(0, 10),
      key: (row) => row.copy.copied_at || "" },
    { name: "Reused", class: "number-cell", descending: true, cell: (row) => percent(row.copy.containment_original),
      key: (row) => row.copy.containment_original },
  ],
});
table.element.addEventListener("click", (event) => {
  const row = event.target.closest("tbody tr");
  if (row && !event.target.closest("a, button") && getSelection().isCollapsed) row.querySelector("a.open").click();
});

// --- The list.

const { run, summary } = data;
const listOf = (names) => names.flatMap((name, i) => [i ? ", " : null, foreign(name)]);
const scope = make("p", { class: "scope" },
  run.sources.length ? ["Texts of ", listOf(run.sources)] : "Texts of all registered sources",
  run.licensees.length ? [", run by ", listOf(run.licensees)] : null,
  run.from ? `, published from ${run.from}` : null, run.to ? `${run.from ? "" : ", published"} until ${run.to}` : null,
  run.since_run ? [". Only what run ", code(run.since_run), " does not have"] : null, ".");

const countOf = (test) => rows.filter(test).length;
const graveCount = countOf((row) => isViolation(row) && row.finding.severity === "high");
const summaryFigures = make("div", { class: "figures" },
  figure(thousands(summary.copies), `${summary.copies === 1 ? "copy" : "copies"} judged, of ${counted(summary.articles, "article", "articles")}`),
  figure(thousands(summary.violating), "with a violation", summary.copies ? summary.violating / summary.copies : 0),
  figure(thousands(graveCount), `${graveCount === 1 ? "finding" : "findings"} of high severity`),
  figure(thousands(summary.compliant), "in order", summary.copies ? summary.compliant / summary.copies : 0));

const byClass = Object.keys(classes).map((name) => [name, countOf((row) => row.finding.class === name && !row.finding.ignored)])
  .filter(([name, count]) => count && name !== "COMPLIANT");
const severityOfClass = (name) => severities[Math.min(...rows.filter((row) => row.finding.class === name).map((row) => rankOf(row.finding.severity)))];
const classButtons = make("ul", { class: "classes", "aria-label": "Violations by kind" }, byClass.map(([name, count]) => make("li", null,
  make("button", { type: "button", onclick: () => {
    state.value = "violations";
    classChoice.value = name;
    showTable();
  } }, make("span", { class: `severity bare ${severityOfClass(name)}` }), classes[name][0], make("b", null, thousands(count))))));

function showTable() {
  refresh();
  listHeading.scrollIntoView({ block: "start" });
  listHeading.focus({ preventScroll: true });
}

function choosePublisher(name) {
  state.value = "all";
  publisherChoice.value = name;
  showTable();
}

function unjudgedSection() {
  if (!data.unjudged.length) return null;
  const unjudged = dataTable({ caption: "Copies that could not be judged", sortBy: "Published", descending: true, columns: [
    { name: "Publisher", cell: (row) => foreign(row.publisher), key: (row) => row.publisher },
    { name: "Copy", cell: (row) => title(row), key: (row) => titleOf(row) },
    { name: "Source named", cell: (row) => (row.source ? foreign(row.source) : "unknown"), key: (row) => row.source },
    { name: "Also in", cell: (row) => foreign(row.other), key: (row) => row.other },
    { name: "Published", class: "nowrap", descending: true, cell: (row) => (row.date || "").slice(0, 10), key: (row) => row.date || "" },
  ] });
  unjudged.show(data.unjudged);
  tables.push(unjudged);
  return make("details", { class: "unjudged" },
    make("summary", null, `${counted(data.unjudged.length, "copy", "copies")} that could not be judged: the original is not in the index`),
    unjudged.element);
}

const tables = [table];
const method = make("details", { class: "evidence" }, make("summary", null, "How this was made"),
  make("dl", { class: "facts wide" },
    fact("Run", code(run.id)), fact("Software", run.software), fact("Store", code(run.store)),
    fact("Scheme of fingerprints", foreign(run.scheme)), fact("Snapshot", `articles to ordinal ${run.snapshot}`),
    fact("Policy", foreign(run.policy_file), " ", code(run.policy_hash)),
    fact("Sources", code(run.sources_hash)), fact("Credit patterns", code(run.credits_hash)),
    fact("Ignore list", run.ignore_hash ? code(run.ignore_hash) : "none"),
    summary.removed.length ? fact("Removed since", listOf(summary.removed)) : null,
    summary.expired_ignores.length ? fact("Entries of the ignore list that ran out", listOf(summary.expired_ignores)) : null));

const listHeading = make("h2", { tabindex: -1, id: "findings" }, "Findings");
const list = make("div", { class: "list" },
  make("h1", null, "Reprint audit"), scope, summaryFigures, classButtons,
  data.left_out ? make("p", { class: "note" }, `${counted(data.left_out, "copy is", "copies are")} counted above and not shown: ` +
    "this file would be too large for a browser. The formats csv and jsonl have all.") : null,
  data.copies.length ? make("div", { class: "charts" }, timeChart(data.copies), publisherChart(data.copies, choosePublisher)) : null,
  listHeading,
  make("div", { class: "filters", role: "search", "aria-label": "Filter the findings" },
    stateLabel, classLabel, severityLabel, publisherLabel, searchLabel, clear),
  found, table.element, unjudgedSection(), method);

// --- One finding.

const detail = make("div", { class: "detail", hidden: true });
let shown = null;
let listScroll = 0;

function neighbour(by, name) {
  const all = table.rows();
  const at = all.indexOf(shown);
  const other = at < 0 ? undefined : all[at + by];
  return make("button", { type: "button", disabled: !other, onclick: () => goTo(addressOf(other.finding)) }, name);
}

const close = () => goTo("");

function open(row) {
  if (!shown) listScroll = scrollY;
  shown = row;
  const at = table.rows().indexOf(row);
  detail.replaceChildren(
    make("nav", { class: "detail-bar", "aria-label": "Findings" },
      make("button", { type: "button", class: "back", onclick: close }, "← All findings"),
      make("span", { class: "steps" }, neighbour(-1, "Previous finding"), neighbour(1, "Next finding"),
        make("span", { class: "where" }, at < 0 ? "" : `${thousands(at + 1)} of ${thousands(table.rows().length)}`))),
    ...findingView(row.copy, row.finding, (other) => make("a", { href: addressOf(other) }, labelOf(other))));
  list.hidden = true;
  detail.hidden = false;
  document.title = `${sentenceOf(row.finding)} · ${publisherOf(row.copy)}`;
  scrollTo(0, 0);
  detail.querySelector(".finding-title").focus({ preventScroll: true });
}

function closeDetail() {
  if (!shown) return;
  const row = shown;
  shown = null;
  detail.hidden = true;
  detail.replaceChildren();
  list.hidden = false;
  document.title = "Reprint audit";
  table.reveal(row);
  scrollTo(0, listScroll);
  const anchor = table.element.querySelector(`a[href="${CSS.escape(addressOf(row.finding))}"]`);
  (anchor || listHeading).focus({ preventScroll: true });
}

function follow() {
  const row = location.hash.startsWith("#finding-") ? rowOfFinding.get(location.hash.slice("#finding-".length)) : undefined;
  if (!row) closeDetail();
  else if (row !== shown) open(row);
}

// The event that tells of a new address comes later; the reader should not wait for it.
function goTo(address) {
  location.hash = address;
  follow();
}

addEventListener("hashchange", follow);
addEventListener("keydown", (event) => {
  if (event.key === "Escape" && shown) close();
});
// On paper there are no pages to turn and nothing to unfold.
let unfolded = [];
addEventListener("beforeprint", () => {
  tables.forEach((one) => one.all(true));
  unfolded = [...document.querySelectorAll("details:not([open]):is(.evidence, .alterations)")];
  for (const details of unfolded) details.open = true;
});
addEventListener("afterprint", () => {
  tables.forEach((one) => one.all(false));
  for (const details of unfolded) details.open = false;
});

document.body.append(
  make("a", { class: "skip", href: "#findings" }, "Skip to the findings"),
  make("header", { class: "page-head" }, make("div", { class: "brand" }, "newsprint"), themeButton),
  make("main", null, list, detail), footer());
refresh();
follow();
