"use strict";

// What each class of finding is in words: a label for tables, and a sentence.
const classes = {
  COMPLIANT: ["In order", "This copy is in order"],
  UNLICENSED: ["No licence", "No licence covers this copy"],
  EXPIRED: ["Licence ended", "The licence had ended"],
  EMBARGO_BREACH: ["Embargo broken", "Published before the embargo ended"],
  MISSING_CREDIT: ["Credit missing", "The source is not credited"],
  WRONG_CREDIT_WORDING: ["Credit wording", "The credit is not worded as required"],
  MISSING_LINK: ["Link missing", "The required link is missing"],
  EXCESS_EXCERPT: ["Too long", "More of the text is used than the licence allows"],
  ALTERED: ["Altered", "The text was altered more than the licence allows"],
};
const labelOf = (finding) => (classes[finding.class] || [finding.class])[0];
const sentenceOf = (finding) => (classes[finding.class] || [null, finding.class])[1];

// From the gravest down.
const severities = ["high", "medium", "low", "none"];
const severityLabels = { high: "High", medium: "Medium", low: "Low", none: "In order" };
const rankOf = (severity) => severities.indexOf(severity);

// A shape and a word, so that colour is never all there is.
const severityMark = (severity) =>
  make("span", { class: `severity ${severity}` }, severityLabels[severity] || severity);

// The gravest severity among a copy's findings that are not ignored.
function severityOf(copy) {
  const counted = copy.findings.filter((finding) => !finding.ignored).map((finding) => rankOf(finding.severity));
  return severities[counted.length ? Math.min(...counted) : severities.length - 1];
}

// Of each copy: its text, and whom the reports name as its publisher.
const textOf = (copy) => data.texts[copy.b];
const originalOf = (copy) => data.texts[copy.a];
const publisherOf = (copy) => textOf(copy).publisher || copy.licensee || "Unknown publisher";
const titleOf = (text) => text.title || text.url || text.id;
