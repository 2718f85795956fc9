// Many sources fold behind a button that counts them, below figures and tables alike. Without this script, and in
// print, all of them are listed. Elements that arrive later call figureLine.fold on what they brought.
(() => {
  "use strict";
  if (globalThis.figureLine) return;

  const SHOWN = 3;

  function fold(root) {
    for (const sources of root.querySelectorAll(".figure-sources:not([data-folded])")) {
      const count = sources.querySelectorAll("a").length;
      if (count <= SHOWN) continue;
      sources.dataset.folded = "true";
      const button = Object.assign(document.createElement("button"), {
        type: "button", className: "figure-sources-button", textContent: `${count} sources`,
      });
      const show = (open) => {
        sources.hidden = !open;
        button.setAttribute("aria-expanded", String(open));
      };
      button.addEventListener("click", () => show(sources.hidden));
      sources.before(button, " ");
      show(false);
    }
  }

  globalThis.figureLine = { fold };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => fold(document));
  else fold(document);
})();
