// Small things around the page: focus, folds and the theme.
(() => {
  "use strict";

  // After Esc the focus returns to the button that opened a dialog. The theme takes the focus from its
  // buttons before its dialogs can note it; a click is seen here first.
  const OPENERS = ".primary-toggle, .secondary-toggle, .search-button";
  let opener = null;
  document.addEventListener("click", (event) => {
    opener = event.target.closest?.(OPENERS) ?? opener;
  }, true);
  document.addEventListener("close", ({ target }) => {
    const button = opener;
    opener = null;
    if (!button || !(target instanceof HTMLDialogElement)) return;
    requestAnimationFrame(() => {
      const { activeElement } = document;
      if (!activeElement || activeElement === document.body || target.contains(activeElement)) {
        button.focus({ preventScroll: true });
      }
    });
  }, true);

  // A fold that the address names is open.
  const unfold = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target instanceof HTMLDetailsElement) target.open = true;
  };
  window.addEventListener("hashchange", unfold);
  unfold();

  // The theme that is chosen in one tab holds in all.
  window.addEventListener("storage", ({ key, newValue }) => {
    if (["mode", "theme"].includes(key) && newValue) document.documentElement.dataset[key] = newValue;
  });
})();
