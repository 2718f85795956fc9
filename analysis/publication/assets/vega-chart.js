// <vega-chart>: draws one chart when it nears the viewport, in place of its picture, and keeps it as wide as
// its column. The specification is JSON inside the element, and large tables are scripts beside the page;
// nothing here is fetched from another host. Controls and the line below are those of chart-controls.js and
// chart-line.js. A chart with a parameter of a page choice's name follows it.
(() => {
  "use strict";
  if (customElements.get("vega-chart")) return;

  const NEAR = "400px";
  const NARROW = 300; // px: below, a legend's entries stand below each other
  const ROOT_SIZE = 16; // px of the root's text for which specifications are written
  const SCRIPT = 'script[type="application/json"]';
  const TEXT_SIZE = "book-text-size";

  // Each script once; one that failed may be asked for again.
  const scripts = new Map();
  // By script tag: a page that was opened from a file cannot fetch.
  function loadScript(path) {
    if (!scripts.has(path)) {
      scripts.set(path, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = (document.documentElement.dataset.content_root || "") + path;
        script.onload = () => resolve();
        script.onerror = () => {
          script.remove();
          reject(new Error(`${path} did not load`));
        };
        document.head.append(script);
      }));
      scripts.get(path).catch(() => scripts.delete(path));
    }
    return scripts.get(path);
  }

  async function loadVega() {
    const path = "_vendor/vega.js";
    if (!window.vegaEmbed) await loadScript(path);
    if (typeof window.vegaEmbed !== "function") throw half(path);
    return window.vegaEmbed;
  }

  // A table by column: its different values, and which of them each row has.
  async function loadRows({ script, name, columns }) {
    if (!window.chartTables?.[name]) await loadScript(script);
    const table = window.chartTables?.[name];
    if (!table) throw half(script);
    return table[columns[0]].at.map((_, row) =>
      Object.fromEntries(columns.map((column) => [column, table[column].values[table[column].at[row]]])));
  }

  // A script that came in part.
  function half(path) {
    scripts.delete(path);
    return new Error(`${path} did not load whole`);
  }

  const observer = new IntersectionObserver(
    (entries) => entries.filter((entry) => entry.isIntersecting).forEach((entry) => entry.target.draw()),
    { rootMargin: NEAR },
  );

  // The reader's text size, measured on a probe that is one rem wide.
  let probe;
  function textSize() {
    if (!probe) {
      probe = Object.assign(document.createElement("div"), { className: "vega-chart-probe" });
      probe.style.cssText = "position:absolute;visibility:hidden;width:1rem;height:0";
      document.body.append(probe);
      let before = probe.getBoundingClientRect().width;
      new ResizeObserver(() => {
        const now = probe.getBoundingClientRect().width;
        if (now && now !== before) document.dispatchEvent(new CustomEvent(TEXT_SIZE));
        before = now || before;
      }).observe(probe);
    }
    return probe.getBoundingClientRect().width / ROOT_SIZE || 1;
  }

  // Change a specification's text to the reader's size, and its legends to a narrow column.
  function fit(part, size, narrow) {
    for (const [key, inner] of Object.entries(part)) {
      if (key === "datasets" || key === "usermeta") continue;
      if (typeof inner === "number" && /(fontSize|labelLimit|titleLimit)$/i.test(key)) part[key] = inner * size;
      else if (inner && typeof inner === "object") {
        if (narrow && key === "legend") inner.columns = 1;
        fit(inner, size, narrow);
      }
    }
  }

  class VegaChart extends HTMLElement {
    connectedCallback() {
      // The parser may connect the element before its children: wait for them.
      if (this.querySelector(SCRIPT)) this.start();
      else setTimeout(() => this.start());
    }

    start() {
      if (!this.isConnected || !this.querySelector(SCRIPT)) return;
      if (!this.controls) {
        const { params, usermeta } = JSON.parse(this.querySelector(SCRIPT).textContent);
        this.controls = new window.ChartControls(this, { params, usermeta }, () => this.push());
        window.chartLine(this, this.controls.usermeta);
        if (this.controls.followed.length) {
          this.mark = Object.assign(document.createElement("p"), { className: "follows-choices" });
          this.controls.element.append(this.mark);
        }
      }
      this.alive = new AbortController();
      const { signal } = this.alive;
      document.addEventListener("page-choices", () => this.followChoices(), { signal });
      document.addEventListener("book-address", () => (this.controls.read(), this.push()), { signal });
      document.addEventListener(TEXT_SIZE, () => this.redraw(), { signal });
      window.addEventListener("online", () => this.failure && this.draw(), { signal });
      observer.observe(this);
      this.followChoices();
    }

    disconnectedCallback() {
      observer.unobserve(this);
      this.alive?.abort();
      this.clear();
      this.drawing = undefined;
    }

    clear() {
      this.resizing?.disconnect();
      this.result?.finalize();
      this.frame?.remove();
      this.result = this.frame = undefined;
    }

    // Draw once; a drawing that failed may be asked for again.
    draw() {
      observer.unobserve(this);
      this.drawing ??= this.drawOnce().then(() => this.report(null), (error) => {
        this.drawing = undefined;
        this.report(error);
      });
      return this.drawing;
    }

    async redraw() {
      await this.drawing;
      if (!this.result) return;
      this.drawing = undefined;
      await this.draw();
    }

    async drawOnce() {
      const { frame, result, stacked } = await this.embed({ width: this.clientWidth });
      if (!this.isConnected) {
        result.finalize();
        frame.remove();
        return;
      }
      this.clear();
      Object.assign(this, { frame, result });
      this.querySelectorAll(".only-light, .only-dark, .vega-chart-fallback").forEach((picture) => picture.remove());
      frame.classList.remove("vega-chart-unseen");
      frame.style.width = "";
      this.keepWidth(frame, stacked);
      this.listen();
      this.label(frame);
      await this.push(); // what was chosen while it was drawn
      this.dataset.ready = "true";
      this.dispatchEvent(new CustomEvent("vega-chart-ready", { bubbles: true, detail: result }));
    }

    // The specification with its tables, each time anew.
    async specification() {
      const spec = JSON.parse(this.querySelector(SCRIPT).textContent);
      for (const [name, rows] of Object.entries(spec.datasets ?? {})) {
        if (!Array.isArray(rows)) spec.datasets[name] = await loadRows(rows);
      }
      return spec;
    }

    // Draw with what is chosen into a frame that nobody sees, so that nothing moves until all of it is there.
    async embed({ width, change = (spec) => fit(spec, textSize(), width < NARROW) }) {
      const [vegaEmbed, spec] = await Promise.all([loadVega(), this.specification()]);
      change(spec);
      if (width < NARROW) spec.config = { ...spec.config, legend: { ...spec.config?.legend, columns: 1 } };
      const stacked = spec.vconcat ?? [];
      stacked.filter((view) => view.width === "container").forEach((view) => (view.width = Math.max(120, width - 90)));
      const frame = Object.assign(document.createElement("div"), { className: "vega-chart-view vega-chart-unseen" });
      frame.style.width = `${width}px`;
      (this.controls.element ?? this.querySelector(SCRIPT)).after(frame);
      try {
        const result = await vegaEmbed(frame, spec, {
          renderer: "svg",
          ast: true, // Vega's expression interpreter: no code is made from text
          actions: false, // pictures are saved from the line below
          bind: document.createElement("div"), // the controls are our own
        });
        await this.push(result.view);
        if (stacked.length) await widen(result.view, width - frame.querySelector("svg.marks").width.baseVal.value - 2);
        return { frame, result, stacked: stacked.length > 0 };
      } catch (error) {
        frame.remove();
        throw error;
      }
    }

    // Give a view what is chosen.
    async push(view = this.result?.view) {
      if (!view) return this.failure && this.draw();
      for (const [name, value] of Object.entries(this.controls.signals)) {
        if (view.signal(name) !== value) view.signal(name, value);
      }
      return view.runAsync();
    }

    // A click in the chart may choose: a control's selection, or a row that holds all choices of the page.
    listen() {
      const { view } = this.result;
      this.controls.own.forEach(({ name, signal }) => view.addSignalListener(signal, (_, value) => this.controls.choose(name, value)));
      const columns = this.controls.usermeta.choices;
      if (!columns || !this.controls.followed.length) return;
      view.addEventListener("click", (_, item) => {
        const row = item?.datum;
        if (row && columns.every((name) => name in row)) {
          window.pageChoices.set(Object.fromEntries(columns.map((name) => [name, row[name]])));
        }
      });
    }

    // A chart that follows and is not drawn yet is drawn now: its picture shows the default reading only.
    followChoices() {
      const { pageChoices } = window;
      const { followed } = this.controls;
      if (!pageChoices || !followed.length) return;
      const link = Object.assign(document.createElement("a"), { href: "#page-choices", textContent: "Change" });
      this.mark.replaceChildren(`${pageChoices.words(followed)} `, link);
      this.controls.followChoices();
      if (this.result) this.push();
      else if (pageChoices.changed) this.draw();
    }

    // One plain sentence, and a way to try again; the picture stays.
    report(error) {
      this.failure?.remove();
      this.failure = null;
      if (!error) return;
      console.warn(error);
      const controlled = this.controls.all.length || this.controls.followed.length;
      const words = controlled
        ? "This chart did not load. The picture below does not follow your choices."
        : "This chart did not load. Its picture stands below.";
      const button = Object.assign(document.createElement("button"), { type: "button", textContent: "Try again" });
      button.addEventListener("click", () => this.draw());
      this.failure = Object.assign(document.createElement("p"), { className: "vega-chart-error" });
      this.failure.setAttribute("role", "status");
      this.failure.append(`${words} `, button);
      (this.controls.element ?? this.querySelector(SCRIPT)).after(this.failure);
      // a picture that failed too
      this.querySelectorAll("img").forEach((image) => {
        if (image.complete && !image.naturalWidth) window.addEventListener("online", () => (image.src = image.src), { once: true });
      });
    }

    // Vega measures its container when the window changes; a sidebar that slides in moves it once more, and
    // views stacked in one chart have no container. A column that becomes narrow, or no longer is, draws anew.
    keepWidth(frame, stacked) {
      const { view } = this.result;
      let fitted = frame.clientWidth;
      this.resizing = new ResizeObserver(() => {
        const width = frame.clientWidth;
        if (!width || Math.abs(width - fitted) < 2) return;
        const crossed = (width < NARROW) !== (fitted < NARROW);
        const slack = width - fitted;
        fitted = width;
        if (crossed) this.redraw();
        else if (stacked) widen(view, slack);
        else view.signal("width", width).runAsync();
      });
      this.resizing.observe(frame);
    }

    // What Vega gives a role but no name says nothing to a screen reader: groups of a brush, and marks without
    // words, whose role comes back whenever they are drawn again. Marks with a link are stops of the Tab key.
    label(frame) {
      frame.querySelectorAll('g[aria-roledescription="group mark container"] g.role-mark[class*="_brush"]')
        .forEach((group) => group.setAttribute("aria-hidden", "true"));
      for (const mark of frame.querySelectorAll("svg.marks .role-mark *")) {
        const item = mark.__data__;
        if (!item?.href) continue;
        mark.setAttribute("tabindex", "0");
        mark.setAttribute("role", "link");
        mark.setAttribute("aria-label", item.description || item.tooltip || item.href);
        mark.addEventListener("keydown", ({ key }) => key === "Enter" && mark.dispatchEvent(new MouseEvent("click", { bubbles: true })));
      }
      const quiet = () => frame.querySelectorAll('[role="graphics-symbol"]:not([aria-label])')
        .forEach((mark) => mark.setAttribute("role", "none"));
      quiet();
      new MutationObserver(quiet).observe(frame, { subtree: true, attributeFilter: ["role"] });
    }
  }

  // Vega-Lite has no "container" width for views stacked in one chart: move their width signals by the slack.
  async function widen(view, slack) {
    const isWidth = (name) => /^(width|childWidth|concat_\d+_(width|childWidth))$/.test(name);
    const { signals } = view.getState({ signals: isWidth, data: () => false });
    for (const [name, value] of Object.entries(signals)) {
      if (typeof value === "number") view.signal(name, Math.max(120, value + slack));
    }
    await view.resize().runAsync();
  }

  VegaChart.prototype.loadScript = loadScript;
  customElements.define("vega-chart", VegaChart);
})();
