// Runs before the first paint, so that a chosen theme never flashes; then serves the button that changes it: as the device, light, dark.
(() => {
  'use strict';
  const root = document.documentElement;
  const themes = ['auto', 'light', 'dark'];
  const now = () => root.dataset.theme ?? 'auto';
  // What it comes to, for style sheets that can't ask for both.
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const shade = () => root.dataset.shade = now() === 'auto' ? (dark.matches ? 'dark' : 'light') : now();
  const show = theme => {
    if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
    else delete root.dataset.theme;
    shade();
  };
  const name = () => {
    for (const button of document.querySelectorAll('[data-theme-toggle]')) {
      button.title = button.dataset[now()];
      button.setAttribute('aria-label', button.title);
    }
  };
  shade();
  dark.addEventListener('change', shade);
  try { show(localStorage.getItem('theme')); } catch { /* storage may be forbidden; the device decides then */ }
  document.addEventListener('DOMContentLoaded', name);
  document.addEventListener('click', event => {
    if (!event.target.closest('[data-theme-toggle]')) return;
    show(themes[(themes.indexOf(now()) + 1) % themes.length]);
    try { localStorage.setItem('theme', now()); } catch { /* lasts for this page only then */ }
    name();
  });
})();
