// <vega-chart>: draws one chart when it nears the viewport, keeps it as wide as its column, and offers its
// rows as a table. The specification is JSON inside the element, and large tables are scripts beside the page;
// nothing here is fetched from another host. A chart with a parameter of a page choice's name follows it.
(() => {
  "use strict";
  if (customElements.get("vega-chart")) return;

  const NEAR = "400px";
  const EMBED_OPTIONS = {
    renderer: "svg",
    ast: true, // Vega's expression interpreter: no code is made from text
    actions: false, // pictures are saved beside the data, see evidence()
  };

  let library;
  function loadVega() {
    if (window.vegaEmbed) return Promise.resolve(window.vegaEmbed);
    library ??= loadScript("_vendor/vega.js").then(() => window.vegaEmbed);
    return library;
  }

  // By script tag: a page that was opened from a file cannot fetch.
  function loadScript(path) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = (document.documentElement.dataset.content_root || "") + path;
      script.onload = () => resolve();
      script.onerror = () => reject(new Error(`${path} did not load`));
      document.head.append(script);
    });
  }

  // A table by column: its different values, and which of them each row has.
  async function loadRows({ script, name, columns }) {
    if (!window.chartTables?.[name]) await loadScript(script);
    const table = window.chartTables[name];
    return table[columns[0]].at.map((_, row) =>
      Object.fromEntries(columns.map((column) => [column, table[column].values[table[column].at[row]]])));
  }

  const observer = new IntersectionObserver(
    (entries) => entries.filter((entry) => entry.isIntersecting).forEach((entry) => entry.target.draw()),
    { rootMargin: NEAR },
  );

  class VegaChart extends HTMLElement {
    connectedCallback() {
      // The parser may connect the element before its children: wait for them.
      setTimeout(() => {
        if (!this.drawing) observer.observe(this);
        this.followChoices();
      });
      this.follow = () => this.followChoices();
      document.addEventListener("page-choices", this.follow);
    }

    disconnectedCallback() {
      observer.unobserve(this);
      document.removeEventListener("page-choices", this.follow);
      this.resizing?.disconnect();
      this.result?.finalize();
    }

    draw() {
      observer.unobserve(this);
      this.drawing ??= this.drawOnce().catch((error) => this.report(error));
      return this.drawing;
    }

    async drawOnce() {
      const spec = this.specification();
      for (const [name, rows] of Object.entries(spec.datasets || {})) {
        if (!Array.isArray(rows)) spec.datasets[name] = await loadRows(rows);
      }
      const stacked = spec.vconcat || [];
      stacked.filter((view) => view.width === "container").forEach((view) => (view.width = Math.max(120, this.clientWidth - 90)));
      const vegaEmbed = await loadVega();
      const frame = document.createElement("div");
      frame.className = "vega-chart-view";
      this.prepend(frame);
      this.result = await vegaEmbed(frame, spec, EMBED_OPTIONS);
      await (stacked.length ? this.keepStacked() : this.keepWide(frame));
      await this.connectChoices(spec);
      this.label(frame);
      this.append(this.evidence(spec));
      this.querySelector(".vega-chart-fallback")?.remove();
      this.dataset.ready = "true";
      this.dispatchEvent(new CustomEvent("vega-chart-ready", { bubbles: true, detail: this.result }));
    }

    specification() {
      return JSON.parse(this.querySelector('script[type="application/json"]').textContent);
    }

    // The page's choices that this chart has a parameter for.
    followed(spec) {
      const names = Object.keys(window.pageChoices?.state || {});
      return (spec.params || []).map((parameter) => parameter.name).filter((name) => names.includes(name));
    }

    // Its own inputs set the page's choices too, and so does a click on a row that holds all of them.
    async connectChoices(spec) {
      const { view } = this.result;
      this.names = this.followed(spec);
      if (!this.names.length) return;
      await this.followChoices();
      this.names.forEach((name) => view.addSignalListener(name, (_, value) => window.pageChoices.set({ [name]: value })));
      const columns = spec.usermeta?.choices;
      if (!columns) return;
      view.addEventListener("click", (_, item) => {
        const row = item?.datum;
        if (row && columns.every((name) => name in row)) {
          window.pageChoices.set(Object.fromEntries(columns.map((name) => [name, row[name]])));
        }
      });
    }

    // A chart that follows and is not drawn yet is drawn now: its picture shows the default reading only.
    async followChoices() {
      const { pageChoices } = window;
      if (!this.names) {
        if (pageChoices?.changed && !this.drawing && this.followed(this.specification()).length) this.draw();
        return;
      }
      if (!this.names.length) return;
      this.names.forEach((name) => this.result.view.signal(name, pageChoices.state[name]));
      await this.result.view.runAsync();
      this.mark ??= this.querySelector(".vega-chart-view").insertAdjacentElement("afterend",
        Object.assign(document.createElement("p"), { className: "follows-choices" }));
      const link = Object.assign(document.createElement("a"), { href: "#page-choices", textContent: "Change them" });
      this.mark.replaceChildren(`${pageChoices.words(this.names)} `, link);
    }

    report(error) {
      const message = document.createElement("p");
      message.className = "vega-chart-error";
      message.textContent = `This chart could not be drawn: ${error.message}. Load the page again.`;
      this.append(message);
      console.error(error);
    }

    // Vega measures its container when the window changes; a sidebar that slides in moves it once more.
    keepWide(frame) {
      const { view } = this.result;
      this.resizing = new ResizeObserver(() => {
        if (Math.abs(frame.clientWidth - view.signal("width")) > 1) view.signal("width", frame.clientWidth).runAsync();
      });
      this.resizing.observe(frame);
    }

    // Vega-Lite has no "container" width for views stacked in one chart: move their width signals by the slack.
    async keepStacked() {
      const { view } = this.result;
      const isWidth = (name) => /^(width|childWidth|concat_\d+_(width|childWidth))$/.test(name);
      const widen = async (slack) => {
        const { signals } = view.getState({ signals: isWidth, data: () => false });
        for (const [name, value] of Object.entries(signals)) {
          if (typeof value === "number") view.signal(name, Math.max(120, value + slack));
        }
        await view.resize().runAsync();
      };
      let fitted = this.clientWidth;
      await widen(fitted - this.querySelector("svg.marks").width.baseVal.value - 2);
      // Later by the column's own change: what stands beside the plots keeps its width.
      this.resizing = new ResizeObserver(() => {
        const slack = this.clientWidth - fitted;
        if (!this.clientWidth || Math.abs(slack) < 4) return;
        fitted = this.clientWidth;
        widen(slack);
      });
      this.resizing.observe(this);
    }

    // What Vega gives a role but no name says nothing to a screen reader: groups of a brush, and marks without
    // words, whose role comes back whenever they are drawn again.
    label(frame) {
      frame.querySelectorAll('g[aria-roledescription="group mark container"] g.role-mark[class*="_brush"]')
        .forEach((group) => group.setAttribute("aria-hidden", "true"));
      const quiet = () => frame.querySelectorAll('[role="graphics-symbol"]:not([aria-label])')
        .forEach((mark) => mark.setAttribute("role", "none"));
      quiet();
      new MutationObserver(quiet).observe(frame, { subtree: true, attributeFilter: ["role"] });
    }

    // The description and the drawn rows, made when a reader opens them.
    evidence(spec) {
      const details = document.createElement("details");
      details.className = "vega-chart-evidence";
      details.append(Object.assign(document.createElement("summary"), { textContent: "Description and data of this chart" }));
      details.addEventListener("toggle", () => {
        details.append(Object.assign(document.createElement("p"), { textContent: spec.description }));
        const tables = Object.values(spec.datasets || {});
        const title = (number) => spec.usermeta.title + (tables.length > 1 ? `, table ${number} of ${tables.length}` : "");
        tables.forEach((rows, index) => details.append(...table(rows, title(index + 1), spec.usermeta.columns)));
        details.append(...["svg", "png"].map((type) => this.saver(type, spec.usermeta.title)));
      }, { once: true });
      return details;
    }

    // The chart as it stands now, on white: its text takes the page's color, which a saved picture has not.
    saver(type, title) {
      const button = Object.assign(document.createElement("button"), {
        type: "button", className: "vega-chart-save", textContent: `Save the picture (${type.toUpperCase()})`,
      });
      button.addEventListener("click", async () => {
        const { view } = this.result;
        const background = view.background();
        const href = await view.background("white").toImageURL(type, type === "png" ? 2 : 1);
        view.background(background).run();
        Object.assign(document.createElement("a"), { href, download: fileName(title, type) }).click();
      });
      return button;
    }
  }

  function fileName(title, type) {
    return `${title.toLowerCase().replace(/[^a-z0-9]+/g, "-")}.${type}`;
  }

  function table(rows, title, order) {
    const found = new Set(rows.flatMap(Object.keys));
    const columns = order.filter((column) => found.has(column));
    const element = document.createElement("table");
    element.createCaption().textContent = `${title} (${rows.length} rows)`;
    const head = element.createTHead().insertRow();
    for (const column of columns) {
      head.append(Object.assign(document.createElement("th"), { scope: "col", textContent: column }));
    }
    const body = element.createTBody();
    for (const row of rows) {
      const line = body.insertRow();
      columns.forEach((column) => (line.insertCell().textContent = row[column] ?? ""));
    }
    const scroller = Object.assign(document.createElement("div"), { className: "vega-chart-table", tabIndex: 0 });
    scroller.setAttribute("role", "region");
    scroller.setAttribute("aria-label", `Data: ${title}`);
    scroller.append(element);
    return [scroller, download(rows, columns, title)];
  }

  function download(rows, columns, title) {
    const quote = (value) => `"${String(value ?? "").replaceAll('"', '""')}"`;
    const lines = [columns, ...rows.map((row) => columns.map((column) => row[column]))];
    const text = lines.map((line) => line.map(quote).join(",")).join("\r\n") + "\r\n";
    return Object.assign(document.createElement("a"), {
      className: "vega-chart-download",
      textContent: "Download these rows (CSV)",
      download: fileName(title, "csv"),
      href: URL.createObjectURL(new Blob([text], { type: "text/csv" })),
    });
  }

  customElements.define("vega-chart", VegaChart);
})();
