// What a reader chose stands in the page's address, under short keys beside whatever else is there.
// window.bookAddress = { get(key), set(key, value or null) }; the event "book-address" says that Back or
// Forward changed it. No step in the history is made, keys of others stay as they are, and in a notebook,
// whose address is not ours, nothing is read or written.
(() => {
  "use strict";
  if (window.bookAddress) return;

  const LONGEST = 100; // characters of a value that are read
  const PAUSE = 300; // ms between two writings: browsers refuse a page that writes at every move of a slider
  const UNSEEN = /[\p{Cc}\p{Cf}]/gu; // control characters, and those that turn the direction of text

  const waiting = new Map();
  let written = -PAUSE;
  let timer;

  const onSite = () => "content_root" in document.documentElement.dataset;

  window.bookAddress = {
    // The value of a key, cut and stripped; null where there is none.
    get(key) {
      if (!onSite()) return null;
      const value = waiting.has(key) ? waiting.get(key) : new URLSearchParams(location.search).get(key);
      return value && value.slice(0, LONGEST).replace(UNSEEN, "");
    },

    // Keep a value, or with null take the key out.
    set(key, value) {
      if (!onSite()) return;
      waiting.set(key, value === null ? null : String(value));
      timer ??= setTimeout(write, Math.max(0, written + PAUSE - performance.now()));
    },
  };

  function write() {
    clearTimeout(timer);
    timer = undefined;
    const url = new URL(location.href);
    let changed = false;
    waiting.forEach((value, key) => {
      if (url.searchParams.get(key) === value) return;
      changed = true;
      if (value === null) url.searchParams.delete(key);
      else url.searchParams.set(key, value);
    });
    waiting.clear();
    if (!changed) return;
    written = performance.now();
    try {
      history.replaceState(history.state, "", url);
    } catch {
      // a frame that may not touch its address: the page works without
    }
  }

  window.addEventListener("pagehide", write);
  window.addEventListener("popstate", () => {
    waiting.clear();
    document.dispatchEvent(new CustomEvent("book-address"));
  });
})();
