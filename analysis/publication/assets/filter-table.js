// <filter-table>: a long table shows its first rows and a button for all; it can be narrowed by drop-downs and
// searched, and what was chosen stands in the page's address. Without this script the whole table is simply there.
(() => {
  "use strict";
  if (customElements.get("filter-table")) return;

  const FIRST = 8; // as in the style sheet and in table.py
  const LONGEST = 80; // characters of a search that an address may bring
  const EMPTY = "(empty)";

  const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu; // control characters, and those that turn the direction of text

  const taken = new Set();

  // A name in the address: the column's, or with the table's own before it where the page has that name already.
  function key(name, table) {
    const others = [...document.querySelectorAll("page-choices [name]")].some((control) => control.name === name)
      || [...document.querySelectorAll("vega-chart > script")].some((spec) => spec.textContent.includes(`"name":"${name}"`));
    let own = taken.has(name) || others ? `${table}-${name}` : name;
    for (let number = 2; taken.has(own); number += 1) own = `${table}-${name}-${number}`;
    taken.add(own);
    return own;
  }

  // What a reader, or a stranger by a link, writes into the search box.
  const clean = (text) => text.normalize("NFC").replace(UNSEEN, " ").slice(0, LONGEST);

  function target() {
    try {
      return document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch {
      return null;
    }
  }

  class FilterTable extends HTMLElement {
    connectedCallback() {
      if (this.dataset.ready) return;
      // The parser may connect the element before its children: wait for them.
      if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => this.start());
      else this.start();
    }

    start() {
      if (this.dataset.ready) return;
      this.dataset.ready = "true";
      this.scroller = this.querySelector(".filter-table-scroller");
      this.rows = [...this.querySelectorAll("tbody tr")];
      this.selects = [];
      const positions = (this.dataset.filters || "").split(" ").filter(Boolean).map(Number);
      if (positions.length) this.addControls(positions, (this.dataset.keys || "").split(" "));
      if (this.classList.contains("cut")) this.addButton();
      this.watchSides();
      window.figureLine?.fold(this);
      this.read();
      if (this.rows.includes(this.targeted())) this.reveal(this.targeted());
    }

    addControls(positions, names) {
      const headings = [...this.querySelectorAll("thead th")].map((cell) => cell.textContent);
      const form = element("form", "filter-table-controls");
      form.addEventListener("submit", (event) => event.preventDefault());
      this.search = element("input", "", { type: "search", autocomplete: "off", maxLength: LONGEST });
      const own = this.closest("[id]")?.id ?? "table";
      this.search.dataset.key = key("q", own); // no name: Sphinx fills each input that is named q
      labelled(form, "Search", this.search);
      this.selects = positions.map((position, place) => {
        const select = this.addSelect(position);
        select.dataset.key = key(names[place], own);
        labelled(form, headings[position], select);
        return [position, select];
      });
      this.count = element("output", "filter-table-count");
      this.clear = element("button", "filter-table-clear", { type: "button", textContent: "Clear", hidden: true });
      this.clear.addEventListener("click", () => {
        this.reset();
        this.search.focus(); // the button goes away
      });
      const found = element("p", "filter-table-found");
      found.append(this.count, " ", this.clear);
      form.append(found);
      form.addEventListener("input", () => {
        this.apply();
        this.remember();
      });
      this.prepend(form);
    }

    addSelect(position) {
      const select = element("select", "", { autocomplete: "off" });
      const values = [...new Set(this.rows.map((row) => cellOf(row, position)))];
      select.append(new Option("all", ""), ...values.map((value) => new Option(value, value)));
      return select;
    }

    addButton() {
      this.more = element("button", "filter-table-more", { type: "button" });
      this.more.addEventListener("click", () => this.toggle());
      this.scroller.after(this.more);
    }

    // The button stays under the finger when rows go; the first of the rows that come is next for the keyboard.
    toggle() {
      const before = this.more.getBoundingClientRect().top;
      const opens = this.classList.contains("cut");
      this.classList.toggle("cut", !opens);
      this.apply();
      if (opens) {
        this.rows[FIRST].tabIndex = -1;
        this.rows[FIRST].focus({ preventScroll: true });
      } else {
        window.scrollBy({ top: this.more.getBoundingClientRect().top - before, behavior: "instant" });
      }
    }

    controls() { return this.search ? [this.search, ...this.selects.map(([, select]) => select)] : []; }

    remember() {
      for (const control of this.controls()) window.bookAddress?.set(control.dataset.key, control.value || null);
    }

    // Of the address: only words of the search, and options that are there. Whatever else it says is not for us.
    read() {
      const asked = (control) => window.bookAddress?.get(control.dataset.key) ?? "";
      if (this.search) this.search.value = clean(asked(this.search));
      for (const [, select] of this.selects) {
        const value = asked(select);
        select.value = [...select.options].some((option) => option.value === value) ? value : "";
      }
      this.apply();
    }

    reset() {
      for (const control of this.controls()) control.value = "";
      this.apply();
      this.remember();
    }

    apply() {
      const words = clean(this.search?.value ?? "").trim().toLowerCase();
      const active = Boolean(words) || this.selects.some(([, select]) => select.value);
      let shown = 0;
      for (const row of this.rows) {
        const matches = this.selects.every(([position, select]) => !select.value || cellOf(row, position) === select.value);
        row.hidden = !(matches && row.textContent.toLowerCase().includes(words));
        shown += row.hidden ? 0 : 1;
      }
      this.classList.toggle("filtered", active);
      if (this.more) {
        const cut = this.classList.contains("cut");
        this.more.hidden = active;
        this.more.textContent = cut ? `Show all ${this.rows.length}` : `Show first ${FIRST}`;
        this.more.setAttribute("aria-expanded", String(!cut));
      }
      if (this.search) {
        this.clear.hidden = !active;
        this.count.textContent = !active ? `${this.rows.length} rows`
          : shown ? `${shown} of ${this.rows.length} rows` : "No row matches.";
      }
      this.look();
    }

    // The row of this table that the page's address points to.
    targeted() { return target()?.closest("filter-table tbody tr"); }

    // A row that a link leads to is seen, whatever was chosen before.
    reveal(row) {
      if (row.hidden) this.reset();
      if (this.rows.indexOf(row) >= FIRST) this.classList.remove("cut");
      this.apply();
      row.scrollIntoView();
    }

    // Say how many columns wait at the right, and let the keyboard stop only where there is something to scroll.
    watchSides() {
      this.aside = element("p", "filter-table-aside", { ariaHidden: "true" });
      this.scroller.before(this.aside);
      this.scroller.addEventListener("scroll", () => this.look(), { passive: true });
      new ResizeObserver(() => this.look()).observe(this.scroller);
    }

    look() {
      const { scroller } = this;
      const scrolls = scroller.scrollWidth > scroller.clientWidth + 1;
      const edge = scroller.getBoundingClientRect().right + 1;
      const away = scrolls ? [...this.querySelectorAll("thead th")].filter((cell) => cell.getBoundingClientRect().right > edge) : [];
      this.classList.toggle("scrolls", scrolls);
      this.aside.textContent = !scrolls ? ""
        : away.length ? `${away.length} more column${away.length > 1 ? "s" : ""} \u2192` : "\u2190 back";
      if (scrolls) scroller.tabIndex = 0;
      else scroller.removeAttribute("tabindex");
    }
  }

  const cellOf = (row, position) => row.cells[position]?.textContent || EMPTY;

  function element(tag, className, properties = {}) {
    return Object.assign(document.createElement(tag), { className, ...properties });
  }

  function labelled(form, text, control) {
    const label = element("label", "");
    label.append(element("span", "", { textContent: text }), control);
    form.append(label);
  }

  const tables = () => [...document.querySelectorAll("filter-table[data-ready]")];

  function follow() {
    const row = target()?.closest("filter-table tbody tr");
    const table = row?.closest("filter-table");
    const seen = row && row.getClientRects().length > 0;
    if (table?.dataset.ready && !seen) table.reveal(row);
  }

  document.addEventListener("book-address", () => tables().forEach((table) => table.read()));
  window.addEventListener("hashchange", follow);
  // A link to the place where one is already changes no address and tells nobody.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href*='#']");
    if (link && link.href === location.href) setTimeout(follow);
  });

  customElements.define("filter-table", FilterTable);
})();
