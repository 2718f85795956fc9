// Page-wide choices. <page-choices> holds a plain form; what is chosen stands in the page's address, and
// <choice-text> and <vega-chart> follow it. Everything shown was computed beforehand; this script only picks.
(() => {
  "use strict";
  if (customElements.get("page-choices")) return;

  const EVENT = "page-choices";

  // name -> Map(text in the address -> value), and the value until something is chosen.
  const offered = new Map();
  const defaults = {};
  let state = {};
  let refused = []; // names whose value in the address the page does not offer

  const store = {
    get state() { return { ...state }; },
    get changed() { return Object.keys(state).some((name) => state[name] !== defaults[name]); },
    // The reading shown, in the form's words; of some choices or of all.
    words(names = Object.keys(state)) {
      return document.querySelector("page-choices")?.words(names) ?? "";
    },

    set(values) {
      const next = { ...state };
      for (const [name, value] of Object.entries(values)) {
        if (offered.get(name)?.has(String(value))) next[name] = offered.get(name).get(String(value));
      }
      if (Object.keys(next).every((name) => next[name] === state[name])) return;
      state = next;
      refused = [];
      for (const [name, value] of Object.entries(state)) {
        window.bookAddress?.set(name, value === defaults[name] ? null : value);
      }
      tell();
    },

    reset() { store.set(defaults); },

    // The state's text, as PageChoices.key writes it.
    key(names) { return names.map((name) => `${name}=${state[name]}`).join("&"); },
  };
  window.pageChoices = store;

  // Only the page's own names are read; whatever else the address holds is another's.
  function read() {
    refused = [];
    state = { ...defaults };
    for (const [name, values] of offered) {
      const text = window.bookAddress?.get(name) ?? null;
      if (values.has(text)) state[name] = values.get(text);
      else if (text !== null) refused.push(name);
    }
  }

  function tell() {
    document.querySelector("page-choices")?.show();
    document.documentElement.toggleAttribute("data-choices-changed", store.changed);
    document.dispatchEvent(new CustomEvent(EVENT));
  }

  document.addEventListener("book-address", () => {
    if (!offered.size) return;
    read();
    tell();
  });

  class PageChoices extends HTMLElement {
    connectedCallback() {
      // The parser may connect the element before its children: wait for them.
      if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => this.start());
      else this.start();
    }

    start() {
      this.fold = this.querySelector("details");
      this.form = this.querySelector("form");
      this.status = this.querySelector(".page-choices-reading");
      this.note = this.querySelector(".page-choices-note");
      this.button = this.querySelector("button");
      for (const input of this.inputs()) {
        if (!offered.has(input.name)) offered.set(input.name, new Map());
        offered.get(input.name).set(input.value, JSON.parse(input.dataset.value));
        if (input.defaultChecked ?? input.defaultSelected) defaults[input.name] = JSON.parse(input.dataset.value);
      }
      this.querySelector(".page-choices-all").disabled = false;
      this.querySelector(".page-choices-without").hidden = true;
      this.form.addEventListener("submit", (event) => event.preventDefault());
      this.form.addEventListener("change", (event) => store.set({ [event.target.name]: event.target.value }));
      this.button.addEventListener("click", () => {
        store.reset();
        this.querySelector("input, select").focus(); // the button goes away
      });
      // Who comes by a link to the choices wants to make them.
      document.addEventListener("click", (event) => {
        if (event.target.closest?.('a[href="#page-choices"]')) this.fold.open = true;
      });
      read();
      tell();
    }

    // Radios, and the options of selects under their select's name.
    inputs() {
      const options = [...this.querySelectorAll("option")];
      options.forEach((option) => (option.name = option.closest("select").name));
      return [...this.querySelectorAll("input"), ...options];
    }

    show() {
      for (const input of this.inputs()) {
        input["checked" in input ? "checked" : "selected"] = String(state[input.name]) === input.value;
      }
      this.button.hidden = !store.changed;
      this.status.textContent = store.words();
      this.note.hidden = !refused.length;
      this.note.textContent = refused.map((name) =>
        `The address asks for a choice of “${this.field(name).dataset.label}” that this page does not offer; the default is shown.`).join(" ");
    }

    field(name) {
      return this.querySelector(`.page-choice[data-name="${name}"]`);
    }

    words(names) {
      const told = names.map((name) => {
        const field = this.field(name);
        const chosen = field.querySelector("option:checked") || field.querySelector("input:checked").parentElement;
        return `${field.dataset.label}: ${chosen.textContent.trim()}`;
      });
      const changed = names.some((name) => state[name] !== defaults[name]);
      return `${changed ? "Chosen reading" : "Default reading"}. ${told.join("; ")}.`;
    }
  }

  class ChoiceText extends HTMLElement {
    connectedCallback() {
      this.pick = () => this.show();
      document.addEventListener(EVENT, this.pick);
      if (document.readyState !== "loading") this.show();
    }

    disconnectedCallback() {
      document.removeEventListener(EVENT, this.pick);
    }

    show() {
      this.table ??= JSON.parse(this.querySelector("script").textContent);
      const { names, texts, places } = this.table;
      const text = texts[places[store.key(names)]];
      if (text !== undefined) this.querySelector(".choice-text-shown").textContent = text;
    }
  }

  customElements.define("page-choices", PageChoices);
  customElements.define("choice-text", ChoiceText);
})();
