// A meeting's screen: presses its buttons by keys and by swiping, opens its dialogs, and fills the screen.
(() => {
  'use strict';
  const buttonOf = key => [...document.querySelectorAll('.meeting [data-keys]')].find(one => one.dataset.keys.split(' ').includes(key) && !one.disabled);
  // A dialog comes from the server. What is typed until it is there is meant for it: it must neither be lost nor press buttons.
  let awaited = null;
  const forget = () => {
    clearTimeout(awaited?.end);
    awaited = null;
  };
  const press = key => {
    const button = buttonOf(key);
    if (button?.matches('[data-opens]')) {
      forget();
      awaited = { typed: '', end: setTimeout(forget, 10_000) };
    }
    button?.click();
    return !!button;
  };

  document.addEventListener('keydown', event => {
    const { target } = event;
    if (event.ctrlKey || event.altKey || event.metaKey || document.querySelector('dialog[open]') || target.matches?.('input, textarea, select')) return;
    if (awaited) {
      if (event.key.length > 1 && event.key !== 'Backspace') return;
      awaited.typed = event.key === 'Backspace' ? awaited.typed.slice(0, -1) : awaited.typed + event.key;
      event.preventDefault();
      return;
    }
    const key = event.key === ' ' ? 'Space' : event.key.length === 1 ? event.key.toLowerCase() : event.key;
    // The space bar presses what has the focus, as everywhere.
    if (key === 'Space' && target.matches?.('button, a, summary')) return;
    if (press(key)) event.preventDefault();
  });

  document.addEventListener('click', ({ target }) => {
    if (!target.closest?.('[data-fullscreen]')) return;
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen?.().catch(() => { /* the browser does not want to */ });
  });

  let from = null;
  document.addEventListener('touchstart', ({ touches, target }) => {
    from = touches.length === 1 && target.closest?.('.slide') ? { x: touches[0].clientX, y: touches[0].clientY } : null;
  }, { passive: true });
  document.addEventListener('touchend', ({ changedTouches }) => {
    if (!from) return;
    const x = changedTouches[0].clientX - from.x, y = changedTouches[0].clientY - from.y;
    from = null;
    if (Math.abs(x) > 60 && Math.abs(x) > 2 * Math.abs(y)) press(x < 0 ? 'ArrowRight' : 'ArrowLeft');
  }, { passive: true });

  // A dialog is drawn by the server; the browser makes it a modal one, and gives the focus back when it is gone.
  let opener = null;
  const open = dialog => {
    if (dialog.open) return;
    opener = document.activeElement;
    dialog.addEventListener('cancel', event => {
      event.preventDefault();
      dialog.querySelector('[data-close]').click();
    });
    dialog.showModal();
    const field = dialog.querySelector('[autofocus]');
    field?.focus();
    if (field && awaited?.typed) {
      field.value += awaited.typed;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    }
    forget();
  };
  new MutationObserver(records => {
    for (const { addedNodes, removedNodes } of records) {
      for (const node of addedNodes)
        if (node.nodeType === 1) (node.matches('dialog[data-dialog]') ? [node] : node.querySelectorAll('dialog[data-dialog]')).forEach(open);
      for (const node of removedNodes)
        if (node.nodeType === 1 && node.matches('dialog[data-dialog]')) (opener?.isConnected ? opener : document.getElementById('content')).focus();
    }
  }).observe(document.documentElement, { subtree: true, childList: true });

  // What this screen shows is kept by the browser, for when the server was started anew and the page is loaded again; not for another day.
  const place = plan => `meeting ${plan}`;
  const longest = 3_600_000;
  let kept = null;
  const keep = () => {
    if (kept) try { sessionStorage.setItem(place(kept.plan), JSON.stringify({ at: Date.now(), screen: kept.screen })); } catch { /* without storage, one begins at the overview */ }
  };
  addEventListener('pagehide', keep);
  // Whoever ends it has ended it, even if the page is loaded again before the server has said so.
  document.addEventListener('click', ({ target }) => {
    if (!kept || !target.closest?.('[data-present=end]')) return;
    kept.screen = { ...kept.screen, presenter: null, isMine: false };
    keep();
  });

  // Asked by the server: whether a presenter is still there, and what was shown here before.
  window.meetingScreen = {
    here: () => true,
    keep: (plan, screen) => {
      kept = { plan, screen };
      keep();
    },
    kept: plan => {
      try {
        const { at, screen } = JSON.parse(sessionStorage.getItem(place(plan)));
        return Date.now() - at < longest ? screen : null;
      } catch { return null; }
    },
  };
})();
