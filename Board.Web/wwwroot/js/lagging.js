// Rows move and are drawn anew while somebody is at one of them: the focus stays with what it was on, and what was unfolded stays so.
(() => {
  'use strict';
  const content = document.getElementById('content');
  const rows = '.lagging-live [data-indicator], .lagging-live [data-holder]';
  const called = row => row.dataset.indicator ? `tr[data-indicator="${row.dataset.indicator}"]` : `li[data-holder="${row.dataset.holder}"]`;
  const unfolded = new Map();
  let last = null;

  document.addEventListener('focusin', ({ target }) => {
    const row = target.closest(rows);
    if (!row) return last = null;
    const name = called(row);
    last = { element: target, name, place: [...content.querySelectorAll(name)].indexOf(row), address: target.getAttribute('href') };
  });
  // Whoever points elsewhere leaves by their own will.
  document.addEventListener('pointerdown', () => { last = null; }, true);

  const found = () => {
    if (last.element.isConnected) return last.element;
    const all = content.querySelectorAll(last.name), row = all[last.place] ?? all[0];
    return row && [...row.querySelectorAll('a, summary')].find(one => one.getAttribute('href') === last.address);
  };
  new MutationObserver(() => {
    for (const [code, holder] of unfolded) {
      const anew = holder.isConnected ? null : content.querySelector(`li[data-holder="${code}"]`);
      if (!anew) continue;
      unfolded.set(code, anew);
      anew.querySelector('details').open = true;
    }
    if (last && (document.activeElement ?? document.body) === document.body) found()?.focus({ preventScroll: true });
  }).observe(content, { childList: true, subtree: true });
  content.addEventListener('toggle', ({ target }) => {
    const holder = target.closest('[data-holder]');
    if (!holder) return;
    if (target.open) unfolded.set(holder.dataset.holder, holder);
    else unfolded.delete(holder.dataset.holder);
  }, true);
})();
