// Paper is white: print in the light theme, whatever the screen shows.
(() => {
  "use strict";
  const { dataset } = document.documentElement;
  let shown;
  window.addEventListener("beforeprint", () => {
    shown = dataset.theme;
    dataset.theme = "light";
  });
  window.addEventListener("afterprint", () => (dataset.theme = shown));
})();
