// Paper is white: print in the light theme, whatever the screen shows.
// Folds print as they stand on the screen; pictures that were not scrolled to yet are fetched first.
(() => {
  "use strict";
  const { dataset } = document.documentElement;
  let shown;
  window.addEventListener("beforeprint", () => {
    shown = dataset.theme;
    dataset.theme = "light";
    for (const picture of document.querySelectorAll("img[loading=lazy]")) picture.loading = "eager";
  });
  window.addEventListener("afterprint", () => (dataset.theme = shown));
})();
