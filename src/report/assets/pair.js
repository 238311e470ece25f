"use strict";

// Two texts side by side, with passages linked across, words dropped and added, and credit lines.
// `pair` holds the marks and the numbers of its texts in `texts`; spans count UTF-16 code units.

const lineBreaks = /\r\n|[\n\r\u0085\u2028\u2029]/;

// Cuts [0, length) where a span of a layer begins or ends. Yields [begin, end, index in each layer or -1].
function* pieces(length, layers) {
  const cuts = new Set([0, length]);
  for (const spans of layers) for (const [begin, end] of spans) cuts.add(begin).add(end);
  const sorted = [...cuts].sort((x, y) => x - y);
  const next = layers.map(() => 0);
  for (let i = 0; i + 1 < sorted.length; ++i) {
    const begin = sorted[i];
    const inside = layers.map((spans, layer) => {
      while (next[layer] < spans.length && spans[next[layer]][1] <= begin) ++next[layer];
      const span = spans[next[layer]];
      return span && span[0] <= begin ? next[layer] : -1;
    });
    yield [begin, sorted[i + 1], inside];
  }
}

// The paragraphs of one side. `passages` are [begin, end, number], `changes` spans, `lines` [begin, end, note, class];
// `numberOf` makes what a passage begins with.
function paragraphs(body, passages, changes, lines, changeName, numberOf) {
  const made = [];
  const numbered = new Set();
  let paragraph = null;
  let line = null;
  let passage = null;
  const close = () => { paragraph = line = passage = null; };
  const enter = (inPassage, inLine) => {
    if (!paragraph) made.push(paragraph = make("p", { dir: "auto" }));
    if (!line || line.index !== inLine) {
      line = { index: inLine, element: paragraph };
      passage = null;
      if (inLine >= 0) {
        const [, , note, kind] = lines[inLine];
        line.element = make(kind === "credit" ? "mark" : "span", { class: kind, title: note });
        paragraph.append(line.element);
      }
    }
    if (!passage || passage.index !== inPassage) {
      passage = { index: inPassage, element: line.element };
      if (inPassage >= 0) {
        const number = passages[inPassage][2];
        passage.element = make("span", { class: "passage", "data-number": number });
        if (!numbered.has(number)) passage.element.append(numberOf(number));
        numbered.add(number);
        line.element.append(passage.element);
      }
    }
    return passage.element;
  };
  for (const [begin, end, [inPassage, inChange, inLine]] of pieces(body.length, [passages, changes, lines])) {
    body.slice(begin, end).split(lineBreaks).forEach((words, i) => {
      if (i > 0) close();
      if (words === "" || (!paragraph && words.trim() === "")) return;
      enter(inPassage, inLine).append(inChange >= 0 ? make(changeName, null, words) : words);
    });
  }
  return made;
}

function describeText(text, heading) {
  return make("header", { class: "text-head" },
    make("div", { class: "side" }, text.side),
    make(heading, { dir: "auto" }, text.title || text.id || "A text without a name"),
    make("p", { class: "meta" },
      [text.publisher, text.published, text.language].filter(Boolean).flatMap((known, i) => [i ? " · " : null, foreign(known)])),
    text.url ? make("p", { class: "meta url" }, link(text.url))
      : text.title && text.id ? make("p", { class: "meta url" }, foreign(text.id)) : null);
}

// Which part of either text went where: ribbons from a's length, above, to b's, below.
function passageMap(pair, texts, go) {
  const lengths = [texts[pair.a], texts[pair.b]].map((text) => Math.max(1, text.body.length));
  const x = (side, at) => Math.round(at / lengths[side] * 10000) / 10;
  const ribbon = ([a, aEnd, b, bEnd], i) => make("path", {
    class: "ribbon", "data-number": i + 1, onclick: () => go(i + 1, 0),
    d: `M${x(0, a)} 8 L${x(0, aEnd)} 8 L${x(1, bEnd)} 40 L${x(1, b)} 40 Z`,
  });
  const ends = (side, y) => pair.passages.map((passage, i) => make("rect", {
    class: "ribbon-end", "data-number": i + 1, x: x(side, passage[2 * side]), y, height: 8,
    width: Math.max(1, x(side, passage[2 * side + 1]) - x(side, passage[2 * side])),
  }));
  return make("div", { class: "map" },
    make("div", { class: "map-sides", "aria-hidden": "true" },
      make("span", null, texts[pair.a].side), make("span", null, texts[pair.b].side)),
    make("svg", { viewBox: "0 0 1000 48", preserveAspectRatio: "none", role: "img", "aria-label":
        `Where the shared passages stand in ${sideName(texts[pair.a])} and in ${sideName(texts[pair.b])}` },
      make("rect", { class: "map-text", width: 1000, height: 8 }),
      make("rect", { class: "map-text", width: 1000, height: 8, y: 40 }),
      pair.passages.map(ribbon), ends(0, 0), ends(1, 40)));
}

// "A" stays "A"; "Copy" reads "the copy" in a sentence.
const sideName = (text) => (text.side.length === 1 ? text.side : `the ${text.side.toLowerCase()}`);

function legend(pair, texts) {
  const [a, b] = [sideName(texts[pair.a]), sideName(texts[pair.b])];
  const item = (sample, meaning) => make("li", null, sample, ` ${meaning}`);
  return make("ul", { class: "legend" },
    item(make("span", { class: "passage" }, "shared"), "passage in both"),
    pair.dropped.length ? item(make("del", null, "words"), `only in ${a}`) : null,
    pair.added.length ? item(make("ins", null, "words"), `only in ${b}`) : null,
    pair.credits_a.length + pair.credits_b.length ? item(make("mark", { class: "credit" }, "line"), "credit line") : null,
    pair.furniture_a.length + pair.furniture_b.length
      ? item(make("span", { class: "furniture" }, "line"), "of the page, not of the story") : null,
    make("li", null, "Case, punctuation and typography are no difference."));
}

// The whole view. `heading` is the element that names a text: "h2".
function pairView(pair, texts, heading) {
  const sides = [texts[pair.a], texts[pair.b]];
  const count = pair.passages.length;
  let current = 0;
  const where = make("span", { class: "where", role: "status" }, count ? counted(count, "passage", "passages") : "");

  const numberOf = (side) => (number) => make("button", {
    type: "button", class: "number", "data-number": number, onclick: () => go(number, 1 - side, true),
    "aria-label": `Passage ${number} of ${count}, ${counted(pair.passages[number - 1][4], "word", "words")}. ` +
        `Go to it in ${sideName(sides[1 - side])}`,
  }, String(number));
  const spansOf = (side) => pair.passages
    .map((passage, i) => [passage[2 * side], passage[2 * side + 1], i + 1])
    .sort((x, y) => x[0] - y[0]);
  // Of a credit line that is furniture, too, the credit counts.
  const linesOf = (credits, furniture) => [...credits.map((line) => [...line, "credit"]),
    ...furniture.filter(([begin, end]) => !credits.some((credit) => begin < credit[1] && credit[0] < end))
      .map((line) => [...line, "furniture"])].sort((x, y) => x[0] - y[0]);
  const lines = [linesOf(pair.credits_a, pair.furniture_a), linesOf(pair.credits_b, pair.furniture_b)];
  const panes = sides.map((text, side) => make("section",
    { class: "pane", tabindex: 0, "aria-label": `${text.side}: text`, lang: text.language || null,
      onclick: (event) => {
        const passage = event.target.closest(".passage");
        // A reader who selects words to copy them does not want to go anywhere.
        if (passage && !event.target.closest("button") && getSelection().isCollapsed) {
          go(Number(passage.dataset.number), 1 - side, true);
        }
      } },
    text.body === null
      ? make("p", { class: "absent" }, "The text is not in this file: it was removed, is another one by now, or there was no room for it. What was found of it stands above.")
      : paragraphs(text.body, spansOf(side), side ? pair.added : pair.dropped, lines[side],
        side ? "ins" : "del", numberOf(side))));

  // Shows a passage on both sides; its beginning on side `to` gets the focus, level with the other side's if that is
  // where the reader looks.
  function go(number, to, level = false) {
    current = number;
    for (const marked of view.querySelectorAll(".current")) marked.classList.remove("current");
    for (const part of view.querySelectorAll(`[data-number="${number}"]`)) part.classList.add("current");
    where.textContent = `Passage ${number} of ${count}`;
    const places = panes.map((pane) => pane.querySelector(`.number[data-number="${number}"]`));
    if (!places[0] || !places[1]) return;
    const below = (side) => places[side].getBoundingClientRect().top - panes[side].getBoundingClientRect().top;
    const scrolls = panes.map((pane) => pane.scrollHeight > pane.clientHeight + 1);
    const from = panes[1 - to];
    if (!level && scrolls[1 - to]) from.scrollTop += below(1 - to) - 40;
    const height = scrolls[1 - to] ? Math.min(Math.max(below(1 - to), 0), from.clientHeight - 40) : 40;
    if (scrolls[to]) panes[to].scrollTop += below(to) - height;
    // A click in the middle of a long passage: its beginning there is out of sight, and comes back.
    if (level && scrolls[1 - to]) from.scrollTop += below(1 - to) - height;
    places[to].focus({ preventScroll: true });
    const box = places[to].getBoundingClientRect();
    if (box.top < 0 || box.bottom > innerHeight) places[to].scrollIntoView({ block: "center" });
  }
  // The passage `by` further, on the side where the reader is.
  const step = (by) => {
    if (!count) return;
    const to = panes[1].contains(document.activeElement) ? 1 : 0;
    go(current === 0 ? 1 : (current - 1 + by + count) % count + 1, to);
  };

  const view = make("div", { class: "pair", onkeydown: (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "n") step(1);
    else if (event.key === "p") step(-1);
  } },
  sides.every((text) => text.body !== null) && count ? passageMap(pair, texts, go) : null,
  make("div", { class: "pair-bar" },
    count ? make("div", { class: "steps" },
      make("button", { type: "button", onclick: () => step(-1), title: "Previous passage (p)" }, "Previous"),
      make("button", { type: "button", onclick: () => step(1), title: "Next passage (n)" }, "Next"), where) : null,
    legend(pair, texts)),
  make("div", { class: "texts" }, sides.map((text, side) => make("div", { class: "text" }, describeText(text, heading), panes[side]))));
  return view;
}
