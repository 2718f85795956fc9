// Code is one switch for the whole book, and a button in the line of each figure and table. What is shown at
// first is settled before the page is painted (first/storage.js); without scripts all code is there to read.
//   bookCode.on            whether all code is shown
//   bookCode.set(on)       show or hide all code, and remember it
//   bookCode.toggle(cell)  show or hide the code of one cell, below what it shows; says whether it is shown
(() => {
  "use strict";
  if (window.bookCode) return;
  const KEY = "book-code";
  const { dataset } = document.documentElement;
  const input = (cell) => cell.querySelector(":scope > .cell_input");

  const say = () => {
    for (const button of document.querySelectorAll(".code-switch")) {
      button.setAttribute("aria-pressed", String(window.bookCode.on));
    }
  };

  const show = (on) => {
    dataset.code = on ? "on" : "off";
    say();
  };

  window.bookCode = {
    get on() {
      return dataset.code === "on";
    },
    set(on) {
      show(on);
      localStorage.setItem(KEY, dataset.code);
      const address = new URL(location);
      if (!address.searchParams.has("code")) return;
      address.searchParams.delete("code"); // it was for this page view, and the reader has chosen since
      history.replaceState(history.state, "", address);
    },
    toggle(cell) {
      const code = input(cell);
      if (!code) return false;
      const open = cell.classList.toggle("code-open");
      if (open) cell.append(code);
      else cell.prepend(code);
      return open;
    },
  };

  // A table's line has its button from here; a chart's line is made by the chart.
  const addButton = (line) => {
    const cell = line.closest(".cell");
    if (!cell || !input(cell) || line.querySelector(".figure-code")) return;
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "figure-tool figure-code", textContent: "code" });
    button.setAttribute("aria-label", "Code of this table");
    button.setAttribute("aria-expanded", "false");
    button.addEventListener("click", () =>
      button.setAttribute("aria-expanded", String(window.bookCode.toggle(cell))));
    line.append(" ", button);
  };

  say();
  document.querySelectorAll("filter-table .figure-line").forEach(addButton);
  document.addEventListener("click", (event) => {
    if (event.target.closest?.(".code-switch")) window.bookCode.set(!window.bookCode.on);
  });
  window.addEventListener("storage", ({ key, newValue }) => {
    if (key === KEY) show(newValue === "on");
  });
})();
