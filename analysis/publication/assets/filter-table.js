// <filter-table>: adds a drop-down per named column and a text search to a plain HTML table. Without this
// script the whole table is simply there.
(() => {
  "use strict";
  if (customElements.get("filter-table")) return;

  class FilterTable extends HTMLElement {
    connectedCallback() {
      setTimeout(() => this.dataset.ready || this.addControls());
    }

    addControls() {
      this.dataset.ready = "true";
      const positions = (this.dataset.filters || "").split(" ").filter(Boolean).map(Number);
      if (!positions.length) return;
      this.rows = [...this.querySelectorAll("tbody tr")];
      const headings = [...this.querySelectorAll("thead th")].map((cell) => cell.textContent);
      const bar = Object.assign(document.createElement("form"), { className: "filter-table-controls" });
      bar.addEventListener("submit", (event) => event.preventDefault());
      this.selects = positions.map((position) => [position, this.addSelect(bar, headings[position], position)]);
      this.search = labelled(bar, "Search", Object.assign(document.createElement("input"), { type: "search" }));
      this.count = Object.assign(document.createElement("output"), { className: "filter-table-count" });
      bar.append(this.count);
      bar.addEventListener("input", () => this.filter());
      this.prepend(bar);
      this.filter();
    }

    addSelect(bar, heading, position) {
      const values = [...new Set(this.rows.map((row) => row.cells[position].textContent))];
      const select = document.createElement("select");
      select.append(new Option("all", ""), ...values.map((value) => new Option(value || "(empty)", value)));
      return labelled(bar, heading, select);
    }

    filter() {
      const text = this.search.value.trim().toLowerCase();
      let shown = 0;
      for (const row of this.rows) {
        const matches = this.selects.every(([position, select]) =>
          select.selectedIndex === 0 || row.cells[position].textContent === select.value);
        row.hidden = !(matches && row.textContent.toLowerCase().includes(text));
        shown += row.hidden ? 0 : 1;
      }
      this.count.textContent = `${shown} of ${this.rows.length} rows`;
    }
  }

  function labelled(bar, text, control) {
    const label = document.createElement("label");
    label.append(text, control);
    bar.append(label);
    return control;
  }

  customElements.define("filter-table", FilterTable);
})();
