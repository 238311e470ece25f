"use strict";

const [sideA, sideB] = data.texts.map((text) => text.side);

document.body.append(
  make("header", { class: "page-head" }, make("div", { class: "brand" }, "newsprint"), themeButton),
  make("main", null,
    make("div", { class: "verdict" }, make("span", { class: "tag" }, data.relation), make("h1", null, data.headline)),
    data.insufficient_evidence
      ? make("p", { class: "note" }, "One of the texts is too short (under about 50 words) for any other verdict than equal.")
      : null,
    data.notes.length ? make("div", { class: "note" }, data.notes.map((note) => make("div", { dir: "auto" }, note))) : null,
    make("div", { class: "figures" },
      figure(percent(data.containment_a), `of ${sideA} stands in ${sideB}`, data.containment_a),
      figure(percent(data.containment_b), `of ${sideB} stands in ${sideA}`, data.containment_b),
      figure(thousands(data.pair.passages.reduce((sum, passage) => sum + passage[4], 0)),
        `words in ${counted(data.pair.passages.length, "shared passage", "shared passages")}`),
      figure(percent(data.resemblance), "resemblance of the two texts")),
    pairView(data.pair, data.texts, "h2")),
  footer());
