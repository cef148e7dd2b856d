// Keys of every page: / to the search box, ? to the list of keys. The meeting has keys of its own; the board's ? opens its legend.
(() => {
  'use strict';
  if (document.body.querySelector('.meeting-main')) return;
  const dialog = document.querySelector('[data-keys]');
  // Where the ways between the parts don't fit, the one that is taken is in sight.
  for (const way of document.querySelectorAll('.areas [aria-current]')) {
    const row = way.closest('ul');
    row.scrollLeft += way.getBoundingClientRect().right - row.getBoundingClientRect().right;
  }
  // On a narrow screen the box is not shown; then its icon is what there is.
  const goal = () => [document.querySelector('[data-search]'), document.querySelector('[data-search-link]')].find(one => one?.checkVisibility());
  if (dialog) {
    for (const part of dialog.querySelectorAll('[data-keys-search]')) part.hidden = !goal();
    dialog.addEventListener('click', event => { if (event.target === dialog) dialog.close(); });
    for (const button of document.querySelectorAll('[data-keys-open]')) {
      button.hidden = false;
      button.addEventListener('click', () => dialog.showModal());
    }
  }
  document.addEventListener('keydown', event => {
    const { key, target } = event;
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || target.closest?.('input, textarea, select, [contenteditable]')) return;
    if (key === '?' && dialog) return dialog.open ? dialog.close() : document.querySelector('dialog[open], .mud-dialog') || dialog.showModal();
    if (key !== '/' || document.querySelector('dialog[open], .mud-dialog')) return;
    const box = goal();
    if (!box) return;
    event.preventDefault();
    box.focus();
    box.select?.();
  });
})();
