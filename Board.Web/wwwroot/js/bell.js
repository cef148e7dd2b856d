// The bell: how many notices wait for whoever is signed in. The hub says so at once and whenever it changes; nobody else's number ever comes here.
(() => {
  'use strict';
  const bell = document.querySelector('[data-bell]');
  if (!bell || !window.signalR) return;
  const count = bell.querySelector('[data-bell-count]');
  const says = document.querySelector('[data-bell-says]');
  let last = null;
  const show = ({ unread }) => {
    const { none, one, many } = bell.dataset;
    bell.hidden = false;
    bell.dataset.bell = unread;
    count.hidden = unread === 0;
    count.textContent = unread > 99 ? '99+' : unread;
    bell.title = unread === 0 ? none : unread === 1 ? one : many.replace('{0}', unread);
    bell.setAttribute('aria-label', bell.title);
    // Said aloud only where it rises while one is here.
    if (last !== null && unread > last) says.textContent = bell.title;
    last = unread;
    document.dispatchEvent(new CustomEvent('bell', { detail: unread }));
  };
  const watch = async hub => {
    try { if (!await hub.invoke('WatchInbox')) bell.hidden = true; } catch { /* the connection went; whoever brings it back asks again */ }
  };

  // The board has a connection already, and says whenever it is there.
  if (document.querySelector('main[data-plan]')) {
    let known = null;
    document.addEventListener('board:joined', ({ detail: hub }) => {
      if (hub !== known) (known = hub).on('InboxChanged', show);
      watch(hub);
    });
    return;
  }

  // Elsewhere the bell has its own: tried for ever, quickly at first, with jitter so that a restarted server isn't stormed.
  const hub = new signalR.HubConnectionBuilder().withUrl('/hubs/board').configureLogging(signalR.LogLevel.None).build();
  hub.on('InboxChanged', show);
  let failures = 0, timer = 0, joining = false;
  const join = async () => {
    clearTimeout(timer);
    if (joining || hub.state !== signalR.HubConnectionState.Disconnected) return;
    joining = true;
    try {
      await hub.start();
      failures = 0;
      await watch(hub);
    } catch (fault) {
      // Whoever is no longer signed in has nothing waiting.
      if (!/\b401\b/.test(fault)) later();
    } finally {
      joining = false;
    }
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(join, Math.min(30000, 500 * 2 ** failures++) * (0.5 + Math.random() / 2));
  };
  const now = () => { if (document.visibilityState === 'visible') { failures = 0; join(); } };
  hub.onclose(later);
  document.addEventListener('visibilitychange', now);
  addEventListener('online', now);
  join();
})();
