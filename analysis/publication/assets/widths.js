// While something wide is in view, the theme folds the page's contents away: it watches for its own name of it.
(() => {
  "use strict";
  if (!document.querySelector("div.bd-sidebar-secondary")) return; // the theme would look for it and fail
  for (const wide of document.querySelectorAll(".bd-article .wide")) wide.classList.add("full-width");
})();
