// What a link stands for, beside the link: on hover, on focus by keyboard, and on the first tap (the second
// follows it). The texts came with the page (publication/previews.py); nothing is asked of anybody. A browser
// without popovers has the links alone.
(() => {
  "use strict";
  if (!("popover" in HTMLElement.prototype)) return;
  const OPEN_AFTER = 250, CLOSE_AFTER = 250, GAP = 8;
  const told = JSON.parse(document.getElementById("previews")?.textContent || "{}");
  const links = told.links ?? {}, badges = told.badges ?? {};

  const card = document.createElement("div");
  Object.assign(card, { id: "preview", className: "preview", popover: "manual" });
  card.setAttribute("role", "tooltip");
  document.body.append(card);

  const TRIGGER = "main a.reference.internal, main .badge";
  let shown = null, timer = 0, pointer = "mouse", tapped = null;

  const wordsOf = (trigger) => {
    if (trigger.dataset.preview) return { text: trigger.dataset.preview };
    if (trigger.matches(".badge")) {
      const name = [...trigger.classList].find((each) => each.startsWith("badge-"))?.slice(6);
      return badges[name] && { text: badges[name] };
    }
    return links[trigger.getAttribute("href")];
  };

  // A picture that this page has loaded is shown small.
  const picture = (hash) => {
    const figure = hash && document.getElementById(decodeURIComponent(hash.slice(1)));
    if (!figure?.matches("figure")) return null;
    const seen = [...figure.querySelectorAll("vega-chart img")].find(
      (image) => image.complete && image.naturalWidth && image.offsetParent);
    return seen ? Object.assign(new Image(), { src: seen.currentSrc, alt: "" }) : null;
  };

  const place = () => {
    const near = shown.getClientRects()[0];
    if (!near || near.bottom < 0 || near.top > innerHeight) return hide();
    const { width, height } = card.getBoundingClientRect();
    const left = Math.max(GAP, Math.min(near.left, document.documentElement.clientWidth - width - GAP));
    const below = near.bottom + GAP + height <= innerHeight || near.top < height + GAP;
    card.style.left = `${left}px`;
    card.style.top = `${below ? near.bottom + GAP / 2 : near.top - height - GAP / 2}px`;
  };

  const paragraph = (className, text) => Object.assign(document.createElement("p"), { className, textContent: text });

  const show = (trigger) => {
    clearTimeout(timer);
    const words = wordsOf(trigger);
    if (!words || shown === trigger) return Boolean(words);
    hide();
    shown = trigger;
    card.replaceChildren(
      ...[words.title && paragraph("preview-title", words.title), words.text && paragraph("", words.text),
        trigger.hash && trigger.pathname === location.pathname && picture(trigger.hash)].filter(Boolean));
    trigger.setAttribute("aria-describedby", card.id);
    card.showPopover();
    place();
    return true;
  };

  const hide = () => {
    clearTimeout(timer);
    shown?.removeAttribute("aria-describedby");
    shown = null;
    if (card.matches(":popover-open")) card.hidePopover();
  };

  const later = (action, wait) => {
    clearTimeout(timer);
    timer = setTimeout(action, wait);
  };

  const triggerOf = (event) => event.target.closest?.(TRIGGER);

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    if (card.contains(event.target)) return clearTimeout(timer);
    const trigger = triggerOf(event);
    if (trigger) later(() => show(trigger), trigger === shown ? 0 : OPEN_AFTER);
    else if (shown && shown !== document.activeElement) later(hide, CLOSE_AFTER);
    else clearTimeout(timer);
  });
  document.addEventListener("pointerdown", (event) => {
    pointer = event.pointerType;
    tapped = shown;
    if (shown && !card.contains(event.target) && triggerOf(event) !== shown) hide();
  }, true);
  document.addEventListener("click", (event) => {
    const trigger = triggerOf(event);
    if (!trigger) return;
    if (trigger.matches("a") && (pointer !== "touch" || tapped === trigger)) return hide();
    if (show(trigger) && trigger.matches("a")) event.preventDefault();
  });
  document.addEventListener("focusin", (event) => {
    const trigger = triggerOf(event);
    if (trigger?.matches(":focus-visible") && pointer !== "touch") show(trigger);
  });
  document.addEventListener("focusout", () => later(hide, 0));
  document.addEventListener("keydown", (event) => {
    pointer = "keyboard";
    if (event.key !== "Escape" || !shown) return;
    event.stopPropagation();
    hide();
  }, true);
  window.addEventListener("scroll", () => shown && place(), { passive: true, capture: true });
  window.addEventListener("resize", hide);

  // The address line of a source is its preview, not a second one by the browser's own hand.
  for (const link of document.querySelectorAll("main .bibtex-citation a[title]")) {
    link.dataset.preview = link.title;
    link.removeAttribute("title");
  }
  for (const badge of document.querySelectorAll("main .badge")) {
    if (!wordsOf(badge)) continue;
    Object.assign(badge, { tabIndex: 0, role: "note" });
    badge.removeAttribute("title");
  }
})();
