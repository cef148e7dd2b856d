// Pages with an interactive part: the badge follows the connection, and a page whose server was restarted comes back by itself.
(() => {
  'use strict';
  // Whoever came here from another page starts at the heading, and not at the navigation once more.
  const heading = document.querySelector('[data-page-head]');
  if (heading && !location.hash && document.referrer.startsWith(location.origin + '/')) heading.focus({ preventScroll: true });

  // A print says when it was made, not when the page was opened.
  const printed = document.querySelector('[data-print-at]');
  if (printed) {
    const later = Date.parse(printed.dataset.printAt) - Date.now();
    addEventListener('beforeprint', () => {
      const at = Date.now() + later, timeZone = printed.dataset.zone;
      printed.textContent = `${new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone }).format(at)} ${new Intl.DateTimeFormat('en-GB', { day: '2-digit', month: '2-digit', year: 'numeric', timeZone }).format(at)}`;
    });
  }

  // Without a badge there is nothing to say, but the page still comes back.
  const badge = document.querySelector('[data-live]') ?? document.createElement('p');
  const modal = document.getElementById('components-reconnect-modal');
  if (!modal) return;
  const say = (state, text) => {
    badge.dataset.live = state;
    const words = badge.querySelector('[data-live-text]');
    if (words) words.textContent = text;
  };
  // How far the board's clock is ahead of this device's.
  const ahead = Date.parse(badge.dataset.now) - Date.now();
  const on = () => say('on', badge.dataset.on);
  const off = () => {
    if (badge.dataset.live !== 'off')
      say('off', badge.dataset.off?.replace('{0}', new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: badge.dataset.zone }).format(Date.now() + ahead)));
  };
  // The framework waits longer and longer between its own attempts. As soon as the server answers, its circuit is asked for; one that
  // is unknown, since the server was restarted or this page was away too long, means loading again.
  let returning = false, unknown = false;
  const comeBack = async () => {
    if (badge.dataset.live === 'on') return returning = false;
    try {
      if ((await fetch('/healthz/ready', { cache: 'no-store' })).ok && (unknown || !await Blazor.reconnect())) return begin();
    } catch { /* still away */ }
    setTimeout(comeBack, 1000 + Math.random() * 1000);
  };
  // What was typed and not stored yet is still to be read, and copied: then the reader says when to load again.
  const begin = () => {
    if (!document.querySelector('[data-unsaved]')) return location.reload();
    modal.dataset.lost = '';
  };
  modal.querySelector('button').addEventListener('click', () => location.reload());
  modal.addEventListener('components-reconnect-state-changed', ({ detail: { state } }) => {
    if (state === 'hide') return on();
    off();
    // The framework asked by itself, and the server does not know the circuit; asked again, it would only say that it is connected.
    if (state === 'rejected') unknown = true;
    if (returning) return;
    returning = true;
    comeBack();
  });
  // The interactive part replaces what was drawn for the first look.
  const content = document.getElementById('content');
  new MutationObserver((_, watching) => {
    if (!content.querySelector('[data-interactive]')) return;
    watching.disconnect();
    on();
  }).observe(content, { childList: true, subtree: true, attributes: true, attributeFilter: ['data-interactive'] });
})();
