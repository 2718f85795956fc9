// The controls of a chart, which are HTML inside it (chart_controls.py), connected with it. Each is kept in
// the page's address under its parameter's name; where several charts of a page have that name, the figure's
// id and a dot stand before it. A parameter of a page choice's name is the page's choice.
(() => {
  "use strict";
  if (window.ChartControls) return;

  const REST = 600; // ms without a change before the new title is spoken

  class Control {
    constructor(field, { name, select, bind }) {
      this.field = field;
      this.name = name;
      this.label = field.dataset.label;
      // A selection that is bound to an input has a signal for its one field.
      this.signal = select ? `${name}_${select.fields[0]}` : name;
      this.kind = bind.input;
      this.input = field.querySelector("input, select");
      this.choices = [...field.querySelectorAll("[data-value]")].map((element) => ({
        element,
        value: JSON.parse(element.dataset.value),
        words: (element.closest("label") && this.kind === "radio" ? element.closest("label") : element).textContent.trim(),
      }));
      this.start = this.default();
      this.value = this.start;
    }

    default() {
      if (this.kind === "range") return Number(this.input.defaultValue);
      if (this.kind === "checkbox") return this.input.defaultChecked;
      return this.choices.find(({ element }) => element.defaultChecked ?? element.defaultSelected)?.value ?? null;
    }

    // What the inputs stand at.
    chosen() {
      if (this.kind === "range") return Number(this.input.value);
      if (this.kind === "checkbox") return this.input.checked;
      return this.choices.find(({ element }) => element.checked || element.selected)?.value;
    }

    // "56 years", "8%", "exact": the value as a reader says it.
    words() {
      if (this.kind === "range") return `${this.value}${this.field.dataset.unit}`;
      if (this.kind === "checkbox") return this.value ? "yes" : "no";
      return this.choices.find(({ value }) => value === this.value)?.words ?? "";
    }

    // The value that a text in the address stands for; undefined where there is no such choice.
    parse(text) {
      if (this.kind === "checkbox") return { true: true, false: false }[text];
      if (this.kind !== "range") return this.choices.find(({ value }) => String(value) === text)?.value;
      const [min, max, step] = [this.input.min, this.input.max, this.input.step || 1].map(Number);
      const value = /^-?\d{1,9}(\.\d{1,9})?$/.test(text) ? Number(text) : NaN;
      return value >= min && value <= max && Number.isInteger((value - min) / step) ? value : undefined;
    }

    show() {
      if (this.kind === "checkbox") this.input.checked = this.value;
      else if (this.kind === "range") {
        this.input.value = this.value;
        this.field.querySelector("output").value = this.words();
        this.input.setAttribute("aria-valuetext", this.words());
      } else {
        const part = this.kind === "radio" ? "checked" : "selected";
        this.choices.forEach(({ element, value }) => (element[part] = value === this.value));
      }
    }
  }

  // Title and line stand around the chart: in its figure, or as its neighbors.
  window.aroundChart = (chart, name) => {
    const figure = chart.closest("figure");
    if (figure) return figure.querySelector(`.${name}`);
    const next = chart.nextElementSibling;
    let before = chart.previousElementSibling;
    if (next?.classList.contains(name)) return next;
    if (before?.classList.contains("figure-subtitle")) before = before.previousElementSibling;
    return before?.classList.contains(name) ? before : null;
  };

  // All controls of one chart. `changed` is called when the reader has changed one of them.
  window.ChartControls = class {
    constructor(chart, { params = [], usermeta = {} }, changed) {
      this.chart = chart;
      this.changed = changed;
      this.usermeta = usermeta;
      this.element = chart.querySelector("form.chart-controls");
      this.more = chart.querySelector(".chart-controls-more");
      const paged = Object.keys(window.pageChoices?.state ?? {});
      this.followed = params.map(({ name }) => name).filter((name) => paged.includes(name));
      const fields = [...chart.querySelectorAll(".chart-choice")];
      this.all = fields.map((field) => new Control(field, params.find(({ name }) => name === field.dataset.name)));
      this.own = this.all.filter(({ name }) => !this.followed.includes(name));
      this.own.forEach((control) => (control.key = this.key(control.name)));
      this.element?.addEventListener("submit", (event) => event.preventDefault());
      this.all.forEach((control) => control.field.addEventListener("input", () => this.choose(control.name, control.chosen())));
      this.read();
    }

    key(name) {
      const shared = document.querySelectorAll(`vega-chart .chart-choice[data-name="${CSS.escape(name)}"]`).length > 1;
      const id = this.chart.closest("figure")?.id;
      if (!shared) return name;
      return id ? `${id}.${name}` : null;
    }

    // Take what the address says; what it does not say, or what is not offered, is the default.
    read() {
      const refused = [];
      for (const control of this.own) {
        const text = (control.key && window.bookAddress?.get(control.key)) ?? null;
        const value = text === null ? control.start : control.parse(text);
        if (value === undefined) refused.push(control);
        control.value = value ?? control.start;
        if (text !== null && this.more?.contains(control.field)) this.more.open = true;
        control.show();
      }
      this.note(refused);
      this.followChoices();
    }

    // Of what the address asks for and the page does not offer only the page's own label is said.
    note(refused) {
      const note = this.chart.querySelector(".chart-controls-note");
      if (!note) return;
      note.hidden = !refused.length;
      note.textContent = refused.map(({ label }) =>
        `The address asks for a choice of “${label}” that this page does not offer; the default is shown.`).join(" ");
    }

    // The page's choices, as the page has them now.
    followChoices() {
      for (const control of this.all.filter(({ name }) => this.followed.includes(name))) {
        control.value = window.pageChoices.state[control.name];
        control.show();
      }
      this.tell();
    }

    // By an input, or by a click into the chart.
    choose(name, value) {
      const control = this.all.find((one) => one.name === name);
      if (value === undefined || value === null || control.value === value) return;
      if (this.followed.includes(name)) {
        window.pageChoices.set({ [name]: value });
        return;
      }
      control.value = value;
      control.show();
      this.note([]);
      if (control.key) window.bookAddress?.set(control.key, value === control.start ? null : value);
      this.tell();
      this.speak();
      this.changed();
    }

    // Signal of the drawn chart -> value, for its own controls and for the page's choices.
    get signals() {
      const page = this.followed.map((name) => [name, window.pageChoices.state[name]]);
      return Object.fromEntries([...page, ...this.own.map(({ signal, value }) => [signal, value])]);
    }

    // The choices in words, for a picture that leaves the page.
    words() {
      return this.all.map((control) => `${control.label}: ${control.words()}`).join("; ");
    }

    // The finding of what is chosen.
    get title() {
      const { title = "", titles } = this.usermeta;
      if (!titles) return title;
      const values = { ...window.pageChoices?.state, ...Object.fromEntries(this.own.map(({ name, value }) => [name, value])) };
      // As PageChoices.key writes it in Python, where a truth has a capital letter.
      const text = (value) => (value === true ? "True" : value === false ? "False" : value);
      const place = titles.places[titles.names.map((name) => `${name}=${text(values[name])}`).join("&")];
      return titles.texts[place] ?? `At first: ${title}`;
    }

    // Above the chart the title follows at once. It never becomes lower, so that nothing jumps under the thumb.
    tell() {
      if (!this.usermeta.titles) return;
      const shown = window.aroundChart(this.chart, "figure-title");
      const { title } = this;
      if (!shown || shown.textContent === title) return;
      shown.style.minHeight = `${shown.offsetHeight}px`;
      shown.textContent = title;
    }

    // Spoken once the reader rests.
    speak() {
      clearTimeout(this.speaking);
      if (!this.usermeta.titles) return;
      this.speaking = setTimeout(() => (this.chart.querySelector(".chart-controls-said").textContent = this.title), REST);
    }
  };
})();
