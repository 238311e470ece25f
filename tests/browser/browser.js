// What the tests of the views share: the pages, a browser, and what must hold on every page.
"use strict";

const assert = require("node:assert/strict");
const { execFileSync } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");
const { pathToFileURL } = require("node:url");

const [makePages, buildFolder] = process.argv.slice(2);
const pagesFolder = path.join(buildFolder, "pages");
const shotsFolder = path.join(buildFolder, "screenshots");

function skip(why) {
  console.log(`skipped: ${why}`);
  process.exit(77);
}

const executablePath = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(fs.existsSync);
if (!executablePath) skip("no Chromium here (scripts/setup installs it)");
let chromium;
try {
  ({ chromium } = require("playwright-core"));
} catch (error) {
  skip(`${error.message.split("\n")[0]} (npm ci in ${__dirname} installs it)`);
}

// Opens a page; closes it when the test ends. Options are those of playwright's contexts.
async function openPage(browser, name, options, test) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(10000);
  const url = pathToFileURL(path.join(pagesFolder, `${name}.html`)).href;
  const complaints = [];
  page.on("console", (message) => complaints.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => complaints.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => complaints.push(`dialog: ${dialog.message()}`));
  page.on("request", (request) => { if (request.url().split("#")[0] !== url) complaints.push(`request: ${request.url()}`); });
  context.on("page", (opened) => { if (opened !== page) complaints.push(`opened: ${opened.url()}`); });
  await page.goto(url);
  await test(page);
  assert.deepEqual(complaints, [], "the page says nothing, asks for nothing, opens nothing");
  await context.close();
}

// Runs the tests, each a [page, options, name, function]; `only` a part of them: FILTER in the environment.
async function run(tests) {
  for (const folder of [pagesFolder, shotsFolder]) fs.mkdirSync(folder, { recursive: true });
  execFileSync(makePages, [pagesFolder]);
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  let failed = 0;
  for (const [pageName, options, name, test] of tests) {
    if (process.env.FILTER && !name.includes(process.env.FILTER)) continue;
    try {
      await openPage(browser, pageName, options, test);
      console.log(`ok      ${name}`);
    } catch (error) {
      ++failed;
      console.log(`FAILED  ${name}\n${error.stack}`);
    }
  }
  await browser.close();
  process.exit(failed ? 1 : 0);
}

const shot = (page, name, options = {}) => page.screenshot({ path: path.join(shotsFolder, `${name}.png`), ...options });

// The lowest contrast of text with its background among the elements that show some, and where it is (WCAG 2.2, 1.4.3).
function lowestContrast(page) {
  return page.evaluate(() => {
    const parse = (color) => color.match(/[\d.]+/g).map(Number);
    const luminance = ([r, g, b]) => [r, g, b].map((c) => c / 255)
      .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
      .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
    const backgroundOf = (element) => {
      for (let at = element; at; at = at.parentElement) {
        const color = parse(getComputedStyle(at).backgroundColor);
        if (color.length === 3 || color[3] === 1) return color;
      }
      return [255, 255, 255];
    };
    let lowest = { ratio: 21, where: "" };
    for (const element of document.body.querySelectorAll("*")) {
      if (element.closest("script, noscript, svg, :disabled")) continue;
      if (![...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim())) continue;
      if (!element.checkVisibility()) continue;
      const [x, y] = [luminance(parse(getComputedStyle(element).color)), luminance(backgroundOf(element))];
      const ratio = (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
      if (ratio < lowest.ratio) lowest = { ratio, where: `${element.tagName}.${element.className} ${element.textContent.slice(0, 30)}` };
    }
    return lowest;
  });
}

async function assertContrast(page) {
  const { ratio, where } = await lowestContrast(page);
  assert.ok(ratio >= 4.5, `contrast ${ratio.toFixed(2)} at ${where}`);
}

// Every control has a name, every id is there once, headings do not skip a level.
async function assertNames(page) {
  const faults = await page.evaluate(() => {
    const found = [];
    for (const control of document.querySelectorAll("a[href], button, input, select, [tabindex], svg[role=img]")) {
      const name = control.getAttribute("aria-label") || control.textContent.trim() ||
        [...(control.labels || [])].map((label) => label.textContent).join("");
      if (!name.trim()) found.push(`no name: ${control.outerHTML.slice(0, 80)}`);
    }
    const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
    if (new Set(ids).size !== ids.length) found.push("an id stands twice");
    let level = 0;
    for (const heading of document.querySelectorAll("h1, h2, h3, h4")) {
      if (!heading.checkVisibility()) continue;
      const next = Number(heading.tagName[1]);
      if (next > level + 1) found.push(`heading ${heading.textContent} skips a level`);
      level = next;
    }
    return found;
  });
  assert.deepEqual(faults, []);
}

module.exports = { assert, run, shot, assertContrast, assertNames };
