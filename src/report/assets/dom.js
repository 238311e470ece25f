"use strict";

// The data of the page: JSON that no browser executes.
const data = JSON.parse(document.getElementById("data").textContent);

const svgNames = new Set(["svg", "g", "rect", "path", "line", "text", "title", "desc"]);

// An element. Attributes named on... are listeners; children that are strings become text, never markup.
function make(name, attributes, ...children) {
  const made = svgNames.has(name)
    ? document.createElementNS("http://www.w3.org/2000/svg", name)
    : document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  return made;
}

// A text by a stranger inside a sentence of ours: its direction stays its own.
const foreign = (text) => make("bdi", null, text);

// A link to an address of the web, or the address as text where it is any other.
function link(url) {
  if (!/^https?:\/\/[^\s]+$/i.test(url)) return foreign(url);
  return make("a", { href: url, rel: "noopener noreferrer", target: "_blank" }, foreign(url));
}

// 0.974 -> "97 %"; only what is exactly all or nothing is called 100 % or 0 %.
function percent(share) {
  const rounded = Math.round(share * 100);
  if (rounded >= 100 && share < 1) return "99 %";
  if (rounded <= 0 && share > 0) return "1 %";
  return `${rounded} %`;
}

const thousands = (count) => String(count).replace(/\B(?=(\d{3})+$)/g, ",");
const counted = (count, one, many) => `${thousands(count)} ${count === 1 ? one : many}`;

// A hash, or nothing for none.
const code = (text) => (text ? make("code", null, text) : null);

// A share as a bar; the figure stands beside it in words.
function bar(share) {
  return make("svg", { class: "bar", viewBox: "0 0 100 4", preserveAspectRatio: "none", "aria-hidden": "true" },
    make("rect", { class: "bar-rest", width: 100, height: 4 }),
    make("rect", { class: "bar-share", width: Math.round(share * 1000) / 10, height: 4 }));
}

// A headline figure.
function figure(value, label, share) {
  return make("div", { class: "figure" },
    make("div", { class: "figure-value" }, value), make("div", { class: "figure-label" }, label),
    share === undefined ? null : bar(share));
}

const footer = () => make("footer", null, `Made by ${data.generator}. This file holds all it needs and works offline.`);
