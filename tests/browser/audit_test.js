// The audit report in a browser.
//
// Usage: audit_test.js NEWSPRINT_BROWSER_PAGES BUILD_FOLDER
"use strict";

const { assert, run, shot, assertContrast, assertNames } = require("./browser");

const texts = (page, selector) => page.$$eval(selector, (all) => all.map((one) => one.textContent));
const column = (page, number) => texts(page, `.findings tbody td:nth-child(${number})`);
const countElements = (page) => page.evaluate(() => document.querySelectorAll("*").length);
async function open(page, label) {
  await page.click(`.findings a.open:text-is("${label}") >> nth=0`);
  await page.waitForSelector(".finding-title");
}

async function showsTheWhole(page) {
  assert.deepEqual(await texts(page, ".list .figure-value"), ["10", "8", "5", "2"]);
  assert.equal(await page.textContent(".found"), "9 findings of 11");
  assert.deepEqual(await texts(page, ".classes button"), ["No licence1", "Licence ended1", "Embargo broken1", "Credit missing2",
    "Credit wording2", "Link missing1", "Altered1"]);
  assert.deepEqual(await texts(page, ".publisher-count"), Array(10).fill("1"));
  const heights = await page.$$eval(".time-chart .fill", (bars) => bars.map((bar) => Math.round(bar.getBoundingClientRect().height)));
  assert.equal(heights.length, 8, "a bar for each severity of each week");
  await assertNames(page);
  await assertContrast(page);
  await shot(page, "audit-light", { fullPage: true });
}

async function sorts(page) {
  const sorted = (name) => page.$eval(`th:has-text("${name}")`, (heading) => heading.getAttribute("aria-sort"));
  assert.equal(await sorted("Severity"), "ascending");
  const severities = await column(page, 1);
  assert.deepEqual(severities, [...Array(5).fill("High"), "Medium", "Medium", "Low", "Low"]);
  for (const [name, number] of [["Publisher", 3], ["Finding", 2]]) {
    await page.click(`th button:has-text("${name}")`);
    const up = await column(page, number);
    assert.deepEqual(up, [...up].sort((x, y) => x.localeCompare(y)));
    assert.equal(await sorted(name), "ascending");
    await page.click(`th button:has-text("${name}")`);
    assert.deepEqual(await column(page, number), up.sort((x, y) => y.localeCompare(x)));
    assert.equal(await sorted(name), "descending");
  }
  await page.focus('th button:has-text("Published")');
  await page.keyboard.press("Enter");
  assert.equal((await column(page, 6))[0], "2025-02-10", "the latest first");
  assert.equal(await sorted("Finding"), null);
}

async function filters(page) {
  const found = () => page.textContent(".found");
  await page.selectOption("label:has-text('Finding') select", "MISSING_CREDIT");
  assert.equal(await found(), "2 findings of 11");
  assert.deepEqual(await column(page, 2), ["Credit missing", "Credit missing"]);
  await page.fill("input[type=search]", "بندر");
  assert.equal(await found(), "1 finding of 11");
  await page.fill("input[type=search]", "no such thing");
  assert.equal(await found(), "No finding passes these filters.");
  await page.click("text=Clear filters");
  assert.equal(await found(), "9 findings of 11");
  await page.selectOption("label:has-text('Severity') select", "medium");
  assert.deepEqual(await column(page, 1), ["Medium", "Medium"]);
  await page.click("text=Clear filters");
  await page.selectOption("label:has-text('Show') select", "ignored");
  assert.deepEqual(await column(page, 3), ["The Mountain Wire"]);
  await page.selectOption("label:has-text('Show') select", "compliant");
  assert.deepEqual(await column(page, 3), ["The Harbor Ledger"]);
  await page.click(".publisher >> text=The River Times");
  assert.deepEqual(await column(page, 2), ["Credit missing", "Link missing"]);
  await page.click("text=Clear filters");
  await page.click(".classes >> text=Altered");
  assert.deepEqual(await column(page, 3), ["The Port Alder Desk"]);
}

async function opensAFinding(page) {
  await open(page, "Credit wording");
  assert.equal(await page.textContent(".finding-title"), "The credit is not worded as required");
  assert.equal(await page.isVisible(".list"), false);
  assert.equal(await page.evaluate(() => document.activeElement.className), "finding-title");
  assert.match(page.url(), /#finding-[0-9a-f]{32}$/);
  assert.match(await page.title(), /The Vanished Voice/);
  await page.click("text=Next finding");
  assert.match(await page.textContent(".detail .facts"), /The Sunday Lantern/);
  assert.match(await page.textContent(".wording"), /Required wording.*Copyright \(c\) 2025\. Radio Open Horizon\./);
  assert.equal(await page.textContent(".wording mark"),
    "This article was originally published by Radio Open Horizon and is reprinted with permission.");
  assert.deepEqual(await texts(page, ".wording [dir=auto] :is(ins, del)"), ["Copyright (c) 2025.", "originally published by"]);
  assert.deepEqual(await texts(page, ".pane del"), ["centers"]);
  assert.equal(await page.isDisabled("text=Next finding"), true);
  await assertNames(page);
  await assertContrast(page);
  await shot(page, "audit-finding", { fullPage: true });
  await page.keyboard.press("Escape");
  assert.equal(await page.isVisible(".list"), true);
  assert.equal(await page.$(".detail *"), null, "what is closed is gone");
  assert.match(await page.evaluate(() => document.activeElement.closest("tr").textContent), /The Sunday Lantern/);
  await page.goBack(); // To the first finding of the two.
  await page.waitForSelector(".finding-title");
  await page.click("text=All findings");
  await page.waitForSelector(".list:visible");
}

async function showsWhatAClassRestsOn(page) {
  await open(page, "Altered");
  assert.deepEqual(await texts(page, ".alterations tbody td:nth-child(1)"), ["headline", "changed", "cut"]);
  assert.deepEqual(await texts(page, ".alterations tbody td:nth-child(3)"), ["Lake centers to reopen", "lake", "said on"]);
  assert.deepEqual(await texts(page, ".pane del"), ["lake", "said on"]);
  await page.keyboard.press("Escape");
  await open(page, "Link missing");
  assert.match(await page.textContent(".detail"), /Must link tohttps:\/\/openhorizon\.example\/lake/);
  await page.click("text=Also found of this copy >> a");
  await page.waitForSelector("text=The source is not credited");
  assert.equal(await page.textContent(".finding-title"), "The source is not credited");
  assert.match(await page.textContent(".wording"), /No credit line/);
  await page.click(".detail .evidence summary");
  assert.match(await page.textContent(".detail .evidence"), /[0-9a-f]{64}/);
}

async function followsAPassage(page) {
  await open(page, "No licence");
  await page.click(".text:nth-child(1) .passage");
  assert.equal(await page.evaluate(() => [...document.querySelectorAll(".pane")].indexOf(document.activeElement.closest(".pane"))), 1);
  assert.equal(await page.textContent(".pair .where"), "Passage 1 of 1");
}

async function worksByKeyboard(page) {
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Skip to the findings");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "findings");
  for (let i = 0; i < 40 && !(await page.evaluate(() => document.activeElement.matches("a.open"))); ++i) await page.keyboard.press("Tab");
  const name = await page.evaluate(() => document.activeElement.textContent);
  assert.equal(name, "Licence ended", "the first of the table");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".finding-title");
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => document.activeElement.matches("a.open"));
}

async function turnsDark(page) {
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), "dark");
  await assertContrast(page);
  await shot(page, "audit-dark", { fullPage: true });
  await open(page, "Altered");
  await assertContrast(page);
  await page.click("text=Light theme");
  await assertContrast(page);
}

async function showsHostileTextAsText(page) {
  const inert = async () => {
    assert.equal(await page.evaluate(() => window.hacked), undefined);
    assert.equal(await page.evaluate(() => document.scripts.length), 2);
    assert.equal(await page.evaluate(() => document.styleSheets.length), 1);
    assert.equal(await page.$("img, [onerror], a[href^=javascript]"), null);
    assert.ok(await page.$(":is(h1, .finding-title):visible"));
  };
  await inert();
  assert.match(await page.textContent(".findings tbody tr"), /<\/script><script>window\.hacked=1<\/script>/);
  await page.click(".unjudged summary");
  await page.click(".list > .evidence summary");
  await shot(page, "audit-hostile", { fullPage: true });
  const labels = await texts(page, ".findings a.open");
  for (const place of labels.keys()) {
    await page.click(`.findings a.open >> nth=${place}`);
    await inert();
    await page.keyboard.press("Escape");
    await page.waitForSelector(".list:visible");
  }
}

async function showsRightToLeft(page) {
  await page.fill("input[type=search]", "خبر");
  assert.equal(await page.$eval(".findings .title", (title) => getComputedStyle(title).direction), "rtl");
  await open(page, "Credit missing");
  assert.deepEqual([...new Set(await page.$$eval(".pane p", (all) => all.map((one) => getComputedStyle(one).direction)))], ["rtl"]);
  await shot(page, "audit-rtl", { fullPage: true });
}

async function saysThatATextIsGone(page) {
  await page.fill("input[type=search]", "vanished");
  await open(page, "Credit wording");
  assert.match(await page.textContent(".wording"), /The text is not in this file/);
  assert.match(await page.textContent(".text:nth-child(2) .absent"), /was removed/);
}

async function staysSmallWithAThousandFindings(page) {
  const bound = 2500;
  assert.equal(await page.textContent(".found"), "888 findings of 1,000");
  assert.ok(await countElements(page) < bound, `${await countElements(page)} elements`);
  await shot(page, "audit-large");
  await page.selectOption("label:has-text('Show') select", "all");
  assert.equal(await page.textContent(".pager .where"), "Rows 1 to 50 of 1,000");
  for (let i = 0; i < 3; ++i) await page.click("text=Next rows");
  assert.equal(await page.textContent(".pager .where"), "Rows 151 to 200 of 1,000");
  assert.equal((await column(page, 1)).length, 50);
  assert.ok(await countElements(page) < bound);
  await page.click(".findings a.open >> nth=10");
  assert.ok(await countElements(page) < bound);
  assert.equal(await page.textContent(".detail .detail-bar .where"), "161 of 1,000");
  for (let i = 0; i < 45; ++i) await page.click("text=Next finding");
  await page.keyboard.press("Escape");
  await page.waitForSelector(".list:visible");
  assert.equal(await page.textContent(".pager .where"), "Rows 201 to 250 of 1,000", "the page that has the finding");
  await page.fill("input[type=search]", "outlet 7 number");
  assert.ok((await column(page, 1)).length > 0);
  await page.fill("input[type=search]", "");
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  assert.equal((await column(page, 1)).length, 1000, "on paper all are there");
  assert.equal(await page.isVisible(".list > .evidence dl"), true, "and what the audit rests on");
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  assert.equal(await page.isVisible(".list > .evidence dl"), false);
  assert.equal((await column(page, 1)).length, 50);
}

async function fitsANarrowScreen(page) {
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing sticks out");
  await shot(page, "audit-narrow", { fullPage: true });
  await open(page, "Altered");
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing sticks out");
  await shot(page, "audit-narrow-finding", { fullPage: true });
}

async function prints(page) {
  await page.emulateMedia({ media: "print" });
  await page.setViewportSize({ width: 720, height: 1000 });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  assert.equal(await page.isVisible(".filters"), false);
  assert.equal(await page.isVisible("thead >> text=Publisher"), true);
  assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), "rgb(255, 255, 255)");
  await shot(page, "audit-print", { fullPage: true });
  await page.evaluate(() => { location.hash = document.querySelector(".findings a.open").getAttribute("href"); });
  await page.waitForSelector(".finding-title");
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await shot(page, "audit-print-finding", { fullPage: true });
}

async function showsAnEmptyReport(page) {
  assert.equal(await page.textContent(".found"), "No finding passes these filters.");
  await assertNames(page);
}

run([
  ["audit", {}, "shows the whole: figures, charts, table", showsTheWhole],
  ["audit", {}, "sorts", sorts],
  ["audit", {}, "filters and searches", filters],
  ["audit", {}, "opens a finding and comes back", opensAFinding],
  ["audit", {}, "shows what a class of finding rests on", showsWhatAClassRestsOn],
  ["audit", {}, "follows a passage", followsAPassage],
  ["audit", {}, "works by keyboard", worksByKeyboard],
  ["audit", { colorScheme: "dark" }, "is dark where the system is", turnsDark],
  ["audit-hostile", {}, "shows hostile text as text", showsHostileTextAsText],
  ["audit", {}, "shows right to left", showsRightToLeft],
  ["audit", {}, "says that a text is gone", saysThatATextIsGone],
  ["audit-large", {}, "stays small with a thousand findings", staysSmallWithAThousandFindings],
  ["audit", { viewport: { width: 390, height: 800 } }, "fits a narrow screen", fitsANarrowScreen],
  ["audit", { colorScheme: "dark" }, "prints light", prints],
  ["audit-empty", {}, "shows an empty report", showsAnEmptyReport],
]);
