// Puts the parts of a page that a circuit sends each into its place: see LiveParts.
(() => {
  'use strict';
  const find = name => document.querySelector(`[data-part="${CSS.escape(name)}"]`);
  const reachable = part => [part, ...part.querySelectorAll('a[href], button, summary, [tabindex]')];
  const place = template => {
    const before = find(template.dataset.for);
    if (!before) return;
    if (template.dataset.look !== undefined) before.className = template.dataset.look;
    else before.replaceWith(template.content.firstElementChild);
  };
  // Whoever is in a part with the keyboard stays there: at the same link, though its row has moved, or else where it was.
  const keepFocus = change => {
    const focused = document.activeElement, part = focused?.closest('[data-part]');
    if (!part) return change();
    const { part: name } = part.dataset, address = focused.getAttribute('href'), nth = reachable(part).indexOf(focused);
    const list = part.parentElement.matches('[data-part]') ? part.parentElement.dataset.part : name;
    change();
    if (focused.isConnected) return;
    const link = address && reachable(find(list)).find(one => one.getAttribute('href') === address);
    (link ?? reachable(find(name) ?? find(list))[nth])?.focus({ preventScroll: true });
  };
  // The framework puts it in whole; what is in it goes out at once, so that nothing is on the page twice.
  customElements.define('live-parts', class extends HTMLElement {
    connectedCallback() {
      keepFocus(() => [...this.children].forEach(place));
      this.replaceChildren();
    }
  });
})();
