"use strict";

const rowsPerPage = 50;
const { compare: compareTexts } = new Intl.Collator();

// A table that shows a page of its rows at a time, sorted by any column. Columns are {name, cell(row), key(row),
// class, descending}; `key` is what to sort by, `descending` whether to begin with the largest.
// Gives {element, show(rows), rows(), reveal(row), all(on)}.
function dataTable({ caption, columns, sortBy, descending, className }) {
  let rows = [];
  let sorted = columns.find((column) => column.name === sortBy) || columns[0];
  let down = Boolean(descending);
  let first = 0;
  let everything = false;

  const headings = columns.map((column) => make("th", { scope: "col", role: "columnheader", class: column.class || null },
    make("button", { type: "button", class: "sort", onclick: () => {
      down = sorted === column ? !down : Boolean(column.descending);
      sorted = column;
      first = 0;
      sort();
      draw();
    } }, column.name)));
  const body = make("tbody", { role: "rowgroup" });
  const range = make("span", { class: "where", role: "status" });
  const previous = make("button", { type: "button", onclick: () => turn(-1) }, "Previous rows");
  const next = make("button", { type: "button", onclick: () => turn(1) }, "Next rows");
  const pager = make("div", { class: "pager" }, previous, next, range);

  function sort() {
    const keys = new Map(rows.map((row) => [row, sorted.key(row)]));
    const compare = (x, y) => (typeof x === "string" ? compareTexts(x, y) : x - y);
    rows.sort((x, y) => (down ? -1 : 1) * compare(keys.get(x), keys.get(y)));
  }

  function turn(by) {
    first += by * rowsPerPage;
    draw();
    element.scrollIntoView({ block: "start" });
  }

  function draw() {
    headings.forEach((heading, i) => {
      if (columns[i] === sorted) heading.setAttribute("aria-sort", down ? "descending" : "ascending");
      else heading.removeAttribute("aria-sort");
    });
    const end = everything ? rows.length : Math.min(first + rowsPerPage, rows.length);
    const shown = rows.slice(everything ? 0 : first, end);
    body.replaceChildren(...shown.map((row) => make("tr", { role: "row", class: row.className || null },
      columns.map((column) => make("td", { role: "cell", class: column.class || null, "data-name": column.name }, column.cell(row))))));
    pager.hidden = rows.length <= rowsPerPage;
    previous.disabled = first === 0;
    next.disabled = end >= rows.length;
    range.textContent = rows.length ? `Rows ${thousands(first + 1)} to ${thousands(end)} of ${thousands(rows.length)}` : "";
  }

  const element = make("div", { class: `table ${className || ""}` },
    // The roles are those of the elements, which lose them where a narrow screen shows rows as blocks (audit.css).
    make("table", { role: "table" }, make("caption", { class: "unseen" }, caption),
      make("thead", { role: "rowgroup" }, make("tr", { role: "row" }, headings)), body),
    pager);
  return {
    element,
    rows: () => rows,
    show(shown) {
      rows = [...shown];
      first = 0;
      sort();
      draw();
    },
    // Turns to the page that has the row.
    reveal(row) {
      const at = rows.indexOf(row);
      if (at < 0) return;
      first = at - at % rowsPerPage;
      draw();
    },
    all(on) {
      everything = on;
      draw();
    },
  };
}
