// The comparison of two texts in a browser.
//
// Usage: comparison_test.js NEWSPRINT_BROWSER_PAGES BUILD_FOLDER
"use strict";

const { assert, run, shot, assertContrast, assertNames } = require("./browser");

const texts = (page, selector) => page.$$eval(selector, (all) => all.map((one) => one.textContent));
const focused = (page, what) => page.evaluate(what);

async function showsMarks(page) {
  assert.deepEqual(await texts(page, ".pane del"), ["centers"]);
  assert.deepEqual(await texts(page, ".pane ins"), ["centres", "long"]);
  assert.deepEqual(await texts(page, "mark.credit"), [
    "line", "This article was originally published by Radio Open Horizon and is reprinted with permission."]);
  assert.deepEqual(await texts(page, ".furniture"), ["line", "Subscribe to our newsletter."]);
  assert.equal(await page.textContent(".note"), "Origin: A");
  assert.deepEqual(await texts(page, ".figure-value"), ["100 %", "76 %", "55", "76 %"]);
  assert.equal((await texts(page, ".pane p")).length, 6);
  assert.equal(await page.textContent(".text:nth-child(1) .passage"),
    "1The lake commission said on Monday that two research centers on the northern shore will reopen before the spring " +
    "thaw, after a winter in which nobody could reach them by road.");
  await assertNames(page);
  await assertContrast(page);
  await shot(page, "comparison-light");
}

// The counterpart has the focus, is in sight and marked, on both sides.
async function arrived(page, number, side) {
  assert.equal(await focused(page, () => document.activeElement.dataset.number), String(number));
  assert.equal(await focused(page, () => [...document.querySelectorAll(".pane")].indexOf(document.activeElement.closest(".pane"))), side);
  for (const place of await page.$$(`.pane .number[data-number="${number}"]`)) {
    const inSight = await place.evaluate((element) => {
      const box = element.getBoundingClientRect();
      const pane = element.closest(".pane").getBoundingClientRect();
      return box.top >= pane.top - 1 && box.bottom <= pane.bottom + 1;
    });
    assert.ok(inSight, `passage ${number} is in sight`);
  }
  const current = await page.$$eval(".passage.current", (all) => all.map((one) => one.dataset.number));
  assert.deepEqual([...new Set(current)], [String(number)]);
  assert.equal(await page.textContent("[role=status]"), `Passage ${number} of ${await page.$$eval(".ribbon", (all) => all.length)}`);
}

async function clickFollowsAPassage(page) {
  await page.click('.text:nth-child(1) .passage[data-number="3"]');
  await arrived(page, 3, 1);
  await page.click('.text:nth-child(2) .passage[data-number="30"]');
  await arrived(page, 30, 0);
  await shot(page, "comparison-linked");
}

async function keysFollowAPassage(page) {
  await page.focus('.text:nth-child(1) .number[data-number="20"]');
  await page.keyboard.press("Enter");
  await arrived(page, 20, 1);
  await page.keyboard.press("Enter");
  await arrived(page, 20, 0);
  await page.keyboard.press("n");
  await arrived(page, 21, 0);
  await page.keyboard.press("p");
  await page.keyboard.press("p");
  await arrived(page, 19, 0);
}

async function letsAReaderSelectWords(page) {
  const box = await (await page.$('.text:nth-child(1) .passage[data-number="1"]')).boundingBox();
  await page.mouse.move(box.x + 40, box.y + 8);
  await page.mouse.down();
  await page.mouse.move(box.x + 200, box.y + 8);
  await page.mouse.up();
  assert.notEqual(await page.evaluate(() => String(getSelection())), "");
  assert.equal(await page.$(".passage.current"), null);
}

async function turnsDark(page) {
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await ground();
  await page.click("text=Dark theme");
  assert.notEqual(await ground(), light);
  await assertContrast(page);
  await shot(page, "comparison-dark");
  await page.click("text=Light theme");
  assert.equal(await ground(), light);
}

async function startsDarkWhereTheSystemIs(page) {
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), "dark");
  await page.emulateMedia({ colorScheme: "light" });
  await page.waitForFunction(() => document.documentElement.dataset.theme === "light");
}

async function printsLightAndWhole(page) {
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), "rgb(255, 255, 255)");
  assert.equal(await page.isVisible(".theme"), false);
  const cut = await page.$$eval(".pane", (panes) => panes.filter((pane) => pane.scrollHeight > pane.clientHeight + 1).length);
  assert.equal(cut, 0, "no text is cut by its pane");
  await shot(page, "comparison-print", { fullPage: true });
}

async function showsHostileTextAsText(page) {
  assert.equal(await page.evaluate(() => window.hacked), undefined);
  assert.equal(await page.evaluate(() => document.scripts.length), 2);
  assert.equal(await page.evaluate(() => document.styleSheets.length), 1);
  assert.equal(await page.$("img, [onerror]"), null);
  assert.equal(await page.$("a"), null, "an address of another scheme is no link");
  const shown = await page.$eval(".pane", (pane) => {
    for (const number of pane.querySelectorAll(".number")) number.remove();
    return pane.textContent;
  });
  assert.match(shown, /<\/script><script>window\.hacked=1<\/script>/);
  assert.ok(await page.isVisible("h1"));
  await shot(page, "comparison-hostile");
}

async function runsFromRightToLeft(page) {
  const rtl = await page.$$eval(".pane p, .text-head h2", (all) => all.map((one) => getComputedStyle(one).direction));
  assert.deepEqual([...new Set(rtl)], ["rtl"]);
  assert.deepEqual(await texts(page, ".pane del"), ["دوشنبه"]);
  assert.deepEqual(await page.$$eval(".pane", (panes) => panes.map((pane) => pane.lang)), ["fa", "fa"]);
  await shot(page, "comparison-rtl");
}

async function fitsANarrowScreen(page) {
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing sticks out");
  await page.click(".text:nth-child(1) .number");
  const box = await (await page.$(".text:nth-child(2) .number")).boundingBox();
  assert.ok(box.y >= 0 && box.y < 800, "the counterpart is in sight");
  await shot(page, "comparison-narrow", { fullPage: true });
}

async function saysThatATextIsGone(page) {
  assert.match(await page.textContent(".text:nth-child(2) .absent"), /was removed/);
  assert.equal(await page.textContent(".text:nth-child(1) .passage >> nth=0").then((text) => text.slice(0, 9)), "1The lake");
  await page.click(".text:nth-child(1) .number");
}

run([
  ["comparison", {}, "shows passages, changes and credit lines", showsMarks],
  ["comparison-shuffled", {}, "a click follows a passage", clickFollowsAPassage],
  ["comparison-shuffled", {}, "keys follow a passage", keysFollowAPassage],
  ["comparison-shuffled", {}, "selecting words goes nowhere", letsAReaderSelectWords],
  ["comparison", {}, "turns dark and light", turnsDark],
  ["comparison", { colorScheme: "dark" }, "starts dark where the system is", startsDarkWhereTheSystemIs],
  ["comparison-shuffled", { colorScheme: "dark" }, "prints light, and whole", printsLightAndWhole],
  ["comparison-hostile", {}, "shows hostile text as text", showsHostileTextAsText],
  ["comparison-persian", {}, "runs from right to left", runsFromRightToLeft],
  ["comparison", { viewport: { width: 390, height: 800 } }, "fits a narrow screen", fitsANarrowScreen],
  ["comparison-removed", {}, "says that a text is gone", saysThatATextIsGone],
]);
