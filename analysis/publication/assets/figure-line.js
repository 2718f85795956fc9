// Many sources fold behind a button that counts them, below figures and tables alike. Without this script, and on
// paper, all of them are listed. Elements that arrive later call figureLine.fold with what they brought.
(() => {
  "use strict";
  if (window.figureLine) return;

  const FEW = 3; // more sources than these fold

  function fold(root) {
    for (const sources of root.querySelectorAll(".figure-sources")) {
      const count = sources.querySelectorAll("a").length;
      if (count <= FEW || sources.querySelector("button")) continue;
      const all = Object.assign(document.createElement("span"), { hidden: true });
      all.append(...sources.childNodes);
      const button = Object.assign(document.createElement("button"), {
        type: "button", className: "figure-tool figure-sources-button", textContent: `${count} sources`,
      });
      button.setAttribute("aria-expanded", "false");
      button.addEventListener("click", () => {
        all.hidden = !all.hidden;
        button.setAttribute("aria-expanded", String(!all.hidden));
      });
      sources.append(button, " ", all);
    }
  }

  window.figureLine = { fold };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => fold(document));
  else fold(document);
})();
