// Puts the parts of a page that a circuit sends each into its place: see LiveParts.
(() => {
  'use strict';
  const focusable = 'a[href], button, summary, [tabindex]';
  const place = template => {
    const before = document.querySelector(`[data-part="${CSS.escape(template.dataset.for)}"]`);
    if (!before) return;
    if (template.dataset.look !== undefined) {
      before.className = template.dataset.look;
      return;
    }
    // Whoever is in it with the keyboard stays there.
    const focused = before.contains(document.activeElement) ? [before, ...before.querySelectorAll(focusable)].indexOf(document.activeElement) : -1;
    const after = template.content.firstElementChild;
    before.replaceWith(after);
    if (focused >= 0) [after, ...after.querySelectorAll(focusable)][focused]?.focus({ preventScroll: true });
  };
  // The framework puts it in whole; what is in it goes out at once, so that nothing is on the page twice.
  customElements.define('live-parts', class extends HTMLElement {
    connectedCallback() {
      [...this.children].forEach(place);
      this.replaceChildren();
    }
  });
})();
