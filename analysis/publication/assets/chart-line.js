// The line below a chart: many sources fold, and three ways on are appended: its rows as a table, its code,
// and the picture as it stands, with title, badge and sources drawn in.
(() => {
  "use strict";
  if (window.chartLine) return;

  const ROWS = 8; // of a table, until all are asked for
  const WIDTH = 680; // px of a saved picture
  const MARGIN = 16;
  const INK = "#1c2126"; // a saved picture stands on white, whatever the page stands on
  let made = 0;

  // `chart` draws itself: rows(), embed(), controls.
  window.chartLine = (chart, usermeta) => {
    const line = lineOf(chart);
    if (line.querySelector(".figure-image")) return;
    window.figureLine.fold(line.parentElement);
    const panel = make("div", { className: "figure-data", id: `figure-data-${(made += 1)}`, hidden: true });
    const data = tool("data", "Data and description of this chart");
    data.setAttribute("aria-expanded", "false");
    data.setAttribute("aria-controls", panel.id);
    data.addEventListener("click", async () => {
      panel.hidden = !panel.hidden;
      data.setAttribute("aria-expanded", String(!panel.hidden));
      if (panel.childElementCount) return;
      try {
        panel.replaceChildren(...evidence(await chart.specification()));
      } catch {
        panel.replaceChildren();
        panel.textContent = "The data did not load. Close this and open it again to try once more.";
      }
    });
    line.after(panel);
    line.append(" ", data);
    const cell = chart.closest(".cell");
    if (cell?.querySelector(".cell_input") && window.bookCode) {
      const code = tool("code", "Code of this chart");
      code.classList.add("figure-code");
      code.setAttribute("aria-expanded", "false");
      code.addEventListener("click", () => code.setAttribute("aria-expanded", String(window.bookCode.toggle(cell))));
      line.append(" ", code);
    }
    const saved = make("span", { className: "figure-image" }, "image");
    for (const [type, save] of Object.entries({ SVG: saveSvg, PNG: savePng })) {
      const button = tool(type, `Save the image as ${type}`);
      button.addEventListener("click", () => keepBusy(button, () => save(chart, usermeta)));
      saved.append(" ", button);
    }
    line.append(" ", saved);
  };

  function lineOf(chart) {
    const found = window.aroundChart(chart, "figure-line");
    if (found) return found;
    const line = make("p", { className: "figure-line" });
    chart.after(line);
    return line;
  }

  function tool(text, label) {
    const button = make("button", { type: "button", className: "figure-tool", textContent: text });
    button.setAttribute("aria-label", label);
    return button;
  }

  async function keepBusy(button, work) {
    button.disabled = true;
    try {
      await work();
    } catch (error) {
      console.warn(error);
      const said = make("span", { className: "vega-chart-error", textContent: " The image could not be made." });
      said.setAttribute("role", "status");
      button.after(said);
      setTimeout(() => said.remove(), 8000);
    } finally {
      button.disabled = false;
    }
  }

  // The description and the drawn rows.
  function evidence(spec) {
    const parts = [make("p", { textContent: spec.description })];
    const tables = Object.values(spec.datasets ?? {});
    const link = linkField(spec);
    tables.forEach((rows, index) => {
      const of = tables.length > 1 ? `, table ${index + 1} of ${tables.length}` : "";
      parts.push(...table(rows, spec.usermeta.title + of, spec.usermeta.columns, link));
    });
    return parts;
  }

  // The column whose values are the links of the marks.
  function linkField(spec) {
    const { datasets, ...drawn } = spec;
    let field;
    JSON.stringify(drawn, (key, value) => {
      if (key === "href" && value?.field) field = value.field;
      return value;
    });
    return field;
  }

  function table(rows, title, order, link) {
    const found = new Set(rows.flatMap(Object.keys));
    const columns = order.filter((column) => found.has(column));
    const element = make("table", {});
    element.createCaption().textContent = `${title} (${rows.length} rows)`;
    const head = element.createTHead().insertRow();
    head.append(...columns.map((column) => make("th", { scope: "col", textContent: column })));
    const body = element.createTBody();
    const fill = (some) => some.forEach((row) => {
      const line = body.insertRow();
      columns.forEach((column) => {
        const cell = line.insertCell();
        const text = String(row[column] ?? "");
        if (column === link && text) cell.append(make("a", { href: text, textContent: text }));
        else cell.textContent = text;
      });
    });
    fill(rows.slice(0, ROWS));
    const scroller = make("div", { className: "figure-data-table", tabIndex: 0 }, element);
    scroller.setAttribute("role", "region");
    scroller.setAttribute("aria-label", `Data: ${title}`);
    const tools = make("p", { className: "figure-data-tools" });
    if (rows.length > ROWS) {
      const more = make("button", { type: "button", className: "figure-tool", textContent: `show all ${rows.length}` });
      more.addEventListener("click", () => {
        fill(rows.slice(ROWS));
        more.remove();
        scroller.focus();
      });
      tools.append(more, " ");
    }
    tools.append(csv(rows, columns, title));
    return [scroller, tools];
  }

  function csv(rows, columns, title) {
    const quote = (value) => `"${String(value ?? "").replaceAll('"', '""')}"`;
    const lines = [columns, ...rows.map((row) => columns.map((column) => row[column]))];
    const text = lines.map((line) => line.map(quote).join(",")).join("\r\n") + "\r\n";
    return make("a", {
      className: "figure-tool",
      textContent: "these rows as CSV",
      download: fileName(title, "csv"),
      href: URL.createObjectURL(new Blob([text], { type: "text/csv" })),
    });
  }

  // The chart as it stands now, with all that stands around it on the page, as the text of an SVG.
  async function picture(chart, usermeta) {
    await chart.loadScript("_vendor/chart-font.js").catch(() => {}); // without it the reader's own font is used
    const { controls } = chart;
    const sources = Object.keys(usermeta.links ?? {}).join("; ");
    const chosen = controls.all.length ? `Chosen: ${controls.words()}.` : "";
    const standing = `${[usermeta.badge ?? usermeta.basis, usermeta.added].filter(Boolean).join("; ")}.`;
    const around = [usermeta.subtitle, chosen, sources ? `${standing} Sources: ${sources}.` : standing];
    let font;
    const { frame, result } = await chart.embed({
      width: WIDTH,
      change: (spec) => {
        font = spec.config?.font ?? "sans-serif";
        const { fontSize = 18, fontWeight = 600, subtitleFontSize = 13 } = spec.config?.title ?? {};
        spec.title = {
          anchor: "start", align: "left", frame: "bounds", offset: 12,
          text: wrapped(controls.title, `${fontWeight} ${fontSize}px ${font}`),
          subtitle: around.filter(Boolean).flatMap((text) => wrapped(text, `${subtitleFontSize}px ${font}`)),
        };
        spec.padding = MARGIN;
      },
    });
    try {
      const svg = await result.view.background("#ffffff").toSVG();
      return onItsOwn(svg, font);
    } finally {
      result.finalize();
      frame.remove();
    }
  }

  // Lines that fit a saved picture.
  function wrapped(text, font) {
    const brush = document.createElement("canvas").getContext("2d");
    brush.font = font;
    const lines = [""];
    for (const word of text.split(/\s+/)) {
      const longer = lines.at(-1) ? `${lines.at(-1)} ${word}` : word;
      if (lines.at(-1) && brush.measureText(longer).width > WIDTH - 2 * MARGIN) lines.push(word);
      else lines[lines.length - 1] = longer;
    }
    return lines;
  }

  // Away from the page its variables mean nothing, and its font is not there.
  function onItsOwn(svg, font) {
    const colored = svg
      .replace(/var\(--[a-z0-9-]+, ?(#[0-9a-f]+)\)/gi, "$1")
      .replaceAll("currentColor", INK);
    const data = window.chartFont;
    if (!data) return colored;
    const family = font.split(",")[0].replaceAll(/["']/g, "").trim();
    const faces = Object.entries({ 400: data.regular, 600: data.semibold }).filter(([, source]) => source)
      .map(([weight, source]) => `@font-face{font-family:"${family}";font-weight:${weight};src:url(${source})}`);
    return colored.replace(/<svg[^>]*>/, (opening) => `${opening}<style>${faces.join("")}</style>`);
  }

  async function saveSvg(chart, usermeta) {
    const svg = await picture(chart, usermeta);
    save(new Blob([svg], { type: "image/svg+xml" }), fileName(chart.controls.title, "svg"));
  }

  // From the same SVG: Vega's canvas knows no variables.
  async function savePng(chart, usermeta) {
    const image = new Image();
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(await picture(chart, usermeta))}`;
    await image.decode();
    const canvas = make("canvas", { width: 2 * image.naturalWidth, height: 2 * image.naturalHeight });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
    save(blob, fileName(chart.controls.title, "png"));
  }

  function save(blob, name) {
    const href = URL.createObjectURL(blob);
    make("a", { href, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(href), 60_000);
  }

  function fileName(title, type) {
    return `${title.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "")}.${type}`;
  }

  function make(tag, properties, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  }
})();
