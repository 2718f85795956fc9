// First of all: storage that works, and whether code shows.
(() => {
  for (const name of ["localStorage", "sessionStorage"]) {
    let kept = [];
    try {
      const real = window[name];
      kept = Object.entries(real);
      real.setItem("room", "x".repeat(64)); // throws if blocked or full
      real.removeItem("room");
    } catch {
      const map = new Map(kept);
      const value = {
        getItem: (key) => map.get(String(key)) ?? null,
        setItem: (key, text) => void map.set(String(key), String(text)),
        removeItem: (key) => void map.delete(String(key)),
        clear: () => map.clear(),
        key: (at) => [...map.keys()][at] ?? null,
        get length() { return map.size; },
      };
      Object.defineProperty(window, name, { value, configurable: true });
    }
  }
  const asked = new URLSearchParams(location.search).get("code");
  const on = (asked ?? localStorage.getItem("book-code")) === "on";
  document.documentElement.dataset.code = on ? "on" : "off";
})();
