"use strict";

// One finding: what it says, what it rests on, and both texts.

const quote = (text, [begin, end]) => (text.body === null ? null : text.body.slice(begin, end));

function fact(name, ...value) {
  const shown = value.flat().filter((part) => part !== null && part !== undefined && part !== "");
  return shown.length ? make("div", null, make("dt", null, name), make("dd", null, shown)) : null;
}

const clocks = { publisher: "as the publisher says", pipeline: "when it was retrieved" };

function facts(copy, finding) {
  const text = textOf(copy);
  return make("dl", { class: "facts" },
    fact("Publisher", foreign(publisherOf(copy)), copy.licensee && copy.licensee !== publisherOf(copy) ? [" (", foreign(copy.licensee), ")"] : null),
    fact("Source", copy.source ? foreign(copy.source) : null),
    fact("Licence", copy.licence ? foreign(copy.licence) : "none"),
    fact("Published", copy.copied_at, copy.copied_at && clocks[copy.clock] ? ` (${clocks[copy.clock]})` : null),
    fact("Original published", originalOf(copy).published),
    fact("Limit", finding.limit_time),
    fact("The copy", `${copy.relation}: has ${percent(copy.containment_original)} of the original, ` +
        `which is ${percent(copy.containment_copy)} of it`),
    fact("Words reproduced", `${thousands(Math.round(copy.reproduced_words))}` +
        (copy.changed_share > 0 ? `, of which ${percent(copy.changed_share)} changed` : ", none changed")),
    fact("Address", text.url ? link(text.url) : foreign(text.id)));
}

// The required wording of a credit beside the one that is there.
function wording(copy, finding) {
  if (!finding.required && !finding.credit) return null;
  const text = textOf(copy);
  const found = finding.credit ? quote(text, finding.credit) : null;
  const steps = finding.wording.map(([kind, required, begin, end]) => {
    if (kind === "missing") return make("del", null, required);
    const there = quote(text, [begin, end]);
    return kind === "extra" ? make("ins", null, there === null ? "…" : there) : required;
  });
  return make("div", { class: "wording" },
    finding.required ? make("div", null, make("h2", null, "Required wording"), make("p", { dir: "auto" }, finding.required)) : null,
    make("div", null, make("h2", null, "In the copy"),
      found === null ? make("p", { class: "absent" }, finding.credit ? "The text is not in this file." : "No credit line.")
        : make("p", { dir: "auto" }, make("mark", { class: "credit" }, found))),
    steps.length && finding.credit ? make("div", null, make("h2", null, "The difference"),
      make("p", { dir: "auto" }, steps.flatMap((step, i) => (i ? [" ", step] : [step]))),
      make("p", { class: "meta" }, make("del", null, "words"), " are missing, ", make("ins", null, "words"), " are not in the required wording.")) : null);
}

function links(copy, finding) {
  if (finding.class !== "MISSING_LINK") return null;
  const there = finding.link ? quote(textOf(copy), finding.link) : null;
  return make("dl", { class: "facts" },
    fact("Must link to", finding.link_url ? link(finding.link_url) : finding.link_hosts.flatMap((host, i) => [i ? ", " : null, foreign(host)])),
    fact("Link in the copy", there === null ? "none found" : foreign(there)),
    finding.confirm_on_page ? fact("To be confirmed", "The text alone does not show the links of the page.") : null);
}

const alterationsShown = 100;

function alterations(copy, finding) {
  if (!finding.alterations.length) return null;
  const [original, text] = [originalOf(copy), textOf(copy)];
  const rows = finding.alterations.slice(0, alterationsShown).map(([kind, words, a, aEnd, b, bEnd]) => make("tr", null,
    make("td", null, kind), make("td", { class: "number-cell" }, thousands(Math.round(words))),
    make("td", { dir: "auto" }, kind === "headline" ? original.title : quote(original, [a, aEnd])),
    make("td", { dir: "auto" }, kind === "headline" ? text.title : quote(text, [b, bEnd]))));
  const more = finding.alterations.length - rows.length;
  return make("details", { class: "alterations", open: rows.length <= 6 },
    make("summary", null, counted(finding.alterations.length, "alteration", "alterations")),
    make("table", null,
      make("thead", null, make("tr", null, ["Kind", "Words", "Original", "Copy"]
        .map((name) => make("th", { scope: "col", class: name === "Words" ? "number-cell" : null }, name)))),
      make("tbody", null, rows)),
    more ? make("p", { class: "meta" }, `and ${counted(more, "other", "others")}, marked in the texts`) : null);
}

function evidence(copy, finding) {
  const of = (text) => `${text.id}, revision ${text.revision}, ordinal ${text.ordinal}`;
  return make("details", { class: "evidence" }, make("summary", null, "Evidence"),
    make("dl", { class: "facts wide" },
      fact("Finding", code(finding.id)),
      fact("Reason", finding.reason.replaceAll("_", " ")),
      fact("Original", foreign(of(originalOf(copy)))), fact("SHA-256 of its text", code(originalOf(copy).sha256)),
      fact("First seen", originalOf(copy).first_seen),
      fact("Copy", foreign(of(textOf(copy)))), fact("SHA-256 of its text", code(textOf(copy).sha256)),
      fact("First seen", textOf(copy).first_seen),
      fact("Run", code(data.run.id)), fact("Policy", code(data.run.policy_hash)),
      fact("Snapshot", `articles to ordinal ${data.run.snapshot}`)));
}

// `others` makes a link to another finding of the same copy.
function findingView(copy, finding, others) {
  const siblings = copy.findings.filter((other) => other !== finding);
  return [
    make("div", { class: "verdict" }, severityMark(finding.severity),
      make("h1", { tabindex: -1, class: "finding-title" }, sentenceOf(finding)),
      finding.message ? make("p", { class: "message", dir: "auto" }, finding.message) : null,
      finding.advice ? make("p", { class: "message advice", dir: "auto" }, finding.advice) : null),
    finding.ignored ? make("p", { class: "note" }, "On the ignore list: ", foreign(finding.ignore_reason || "no reason given"),
      finding.ignore_author ? [" (", foreign(finding.ignore_author), ")"] : null) : null,
    siblings.length ? make("p", { class: "note" }, "Also found of this copy: ",
      siblings.flatMap((other, i) => [i ? ", " : null, others(other)])) : null,
    facts(copy, finding), wording(copy, finding), links(copy, finding), alterations(copy, finding),
    pairView(copy, data.texts, "h2"), evidence(copy, finding),
  ].filter(Boolean);
}
