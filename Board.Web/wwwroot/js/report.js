// A unit's report: keeps what is typed in the browser until the server has it, sends files, and looks for news when its reader comes back.
(() => {
  'use strict';
  // Kept by a window that has been silent for so long, it belongs to nobody any more.
  const orphaned = 60000, prefix = 'report|';
  const desk = () => document.querySelector('[data-report]');
  const places = () => document.querySelectorAll('[data-report] [data-field]');
  const inputOf = place => place.querySelector('input, textarea');

  let tab;
  try {
    tab = sessionStorage.getItem('report-window') ?? crypto.getRandomValues(new Uint32Array(2)).join('-');
    sessionStorage.setItem('report-window', tab);
  } catch { tab = 'only'; }

  const beginning = () => `${prefix}${desk()?.dataset.report}|`;
  const keyOf = field => `${beginning()}${tab}|${field}`;
  const read = key => { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } };
  const remove = key => { try { localStorage.removeItem(key); } catch { /* nothing is kept there */ } };
  const write = (key, entry) => {
    try { localStorage.setItem(key, JSON.stringify(entry)); }
    // Without a store, the page must not load again by itself.
    catch { desk()?.setAttribute('data-unsaved', ''); }
  };
  const keys = () => {
    const found = [];
    try { for (let i = 0; i < localStorage.length; i++) found.push(localStorage.key(i)); } catch { /* nothing is kept there */ }
    return found.filter(key => key.startsWith(beginning()));
  };

  document.addEventListener('input', ({ target }) => {
    const place = target.closest?.('[data-report] [data-field]');
    if (!place) return;
    const { field, stored } = place.dataset, key = keyOf(field);
    if (target.value === stored) remove(key);
    else write(key, { was: read(key)?.was ?? stored, text: target.value, at: Date.now() });
  }, true);

  // The server has it.
  new MutationObserver(records => {
    for (const { target } of records) {
      if (!target.dataset.field) continue;
      const key = keyOf(target.dataset.field), kept = read(key);
      if (kept?.text === target.dataset.stored) remove(key);
    }
  }).observe(document.documentElement, { subtree: true, attributes: true, attributeFilter: ['data-stored'] });

  window.reportBackup = {
    // Fields of which this window, or one that is gone, has kept a text.
    fields: () => [...new Set(keys().filter(key => key.startsWith(`${beginning()}${tab}|`) || !(read(key)?.at > Date.now() - orphaned)).map(key => key.slice(beginning().length).split('|').slice(1).join('|')))],
    take: field => {
      const own = read(keyOf(field));
      const others = keys().filter(key => key.endsWith('|' + field) && key !== keyOf(field) && !(read(key)?.at > Date.now() - orphaned));
      const kept = own ?? read(others[0]);
      for (const key of others) remove(key);
      if (!kept) return null;
      write(keyOf(field), { ...kept, at: Date.now() });
      return { was: kept.was, text: kept.text };
    },
    // After the answer was drawn.
    show: id => requestAnimationFrame(() => {
      const goal = document.getElementById(id);
      goal?.scrollIntoView({ block: 'start' });
      goal?.focus({ preventScroll: true });
    }),
    // The page is there: what is stored already need not be kept, and its writer goes on where they were.
    ready: () => {
      for (const place of places()) if (read(keyOf(place.dataset.field))?.text === place.dataset.stored) remove(keyOf(place.dataset.field));
      try {
        const was = JSON.parse(sessionStorage.getItem('report-focus'));
        sessionStorage.removeItem('report-focus');
        const input = was && was.path === location.pathname && document.getElementById(was.id);
        if (!input) return;
        input.focus();
        input.setSelectionRange?.(was.caret, was.caret);
      } catch { /* where one was is a comfort, no more */ }
    },
  };
  addEventListener('pagehide', () => {
    const { id, selectionStart } = document.activeElement ?? {};
    try {
      if (id && document.activeElement.closest('[data-report]')) sessionStorage.setItem('report-focus', JSON.stringify({ path: location.pathname, id, caret: selectionStart ?? 0 }));
    } catch { /* as above */ }
  });

  // While the connection is away nothing reaches the server; once it is back, what was typed meanwhile is said again.
  document.getElementById('components-reconnect-modal')?.addEventListener('components-reconnect-state-changed', ({ detail: { state } }) => {
    const root = document.documentElement;
    if (state !== 'hide') return root.setAttribute('data-away', '');
    root.removeAttribute('data-away');
    for (const place of places()) {
      const input = inputOf(place);
      if (input && !input.readOnly && read(keyOf(place.dataset.field))?.text === input.value) input.dispatchEvent(new Event('input', { bubbles: true }));
    }
  });

  const refresh = () => {
    if (!document.documentElement.hasAttribute('data-away')) document.querySelector('[data-report-refresh]')?.click();
  };
  addEventListener('focus', refresh);
  document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'visible') refresh(); });

  document.addEventListener('click', event => {
    if (event.target.closest('[data-print]')) return print();
    const link = event.target.closest('a[data-focus]');
    const goal = link && document.getElementById(link.dataset.focus);
    if (!goal) return;
    event.preventDefault();
    goal.scrollIntoView({ block: 'center' });
    goal.focus();
  });

  // Files
  const send = (input, file, say) => new Promise(done => {
    const words = input.dataset;
    if (file.size > Number(words.largest)) return done(say(words.tooBig));
    const call = new XMLHttpRequest(), form = new FormData();
    form.append('file', file, file.name);
    call.open('POST', words.attach);
    call.upload.addEventListener('progress', ({ loaded, total }) => say(words.sending.replace('{0}', Math.floor(100 * loaded / total))));
    call.addEventListener('load', () => {
      if (call.status === 201) return done(say(words.done));
      let problem = {};
      try { problem = JSON.parse(call.responseText); } catch { /* not ours */ }
      done(say(problem.errors?.file?.map(error => error.message).join(' ') ?? problem.title ?? words.failed));
    });
    call.addEventListener('error', () => done(say(words.failed)));
    say(words.sending.replace('{0}', 0));
    call.send(form);
  });
  document.addEventListener('change', async ({ target: input }) => {
    if (!input.matches?.('input[data-attach]')) return;
    const list = input.closest('[data-files]').querySelector('[data-attach-says]');
    list.replaceChildren();
    const files = [...input.files];
    input.value = '';
    for (const file of files) {
      const line = list.appendChild(document.createElement('li'));
      await send(input, file, words => { line.textContent = `${file.name}: ${words}`; });
      refresh();
    }
  });
})();
