// The board without a circuit: joins the hub, swaps the parts that changed, filters, legend.
(() => {
  'use strict';
  const one = (selector, from = document) => from.querySelector(selector);
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const root = one('main[data-plan]');
  const still = matchMedia('(prefers-reduced-motion: reduce)');

  if (!root) return;

  // Legend.
  const legend = one('[data-legend]');
  one('[data-legend-open]').addEventListener('click', () => legend.showModal());
  legend.addEventListener('click', event => { if (event.target === legend) legend.close(); });

  // Filters: any number of statuses, kept in the address so that a filtered board can be shared and survives a reload.
  const statuses = () => all('[data-filter-status]').map(button => button.dataset.filterStatus);
  const chosen = () => new Set((location.hash.match(/^#status=([\w,-]+)$/)?.[1] ?? '').split(',').filter(Boolean));
  const showFilter = () => {
    const filter = chosen();
    for (const button of all('[data-filter-status]')) button.setAttribute('aria-pressed', filter.has(button.dataset.filterStatus));
    const clear = one('[data-filter-clear]');
    if (!filter.size && clear === document.activeElement) one('[data-filter-status]').focus({ preventScroll: true });
    clear.hidden = filter.size === 0;
    if (filter.size) root.dataset.filter = [...filter].join(' ');
    else delete root.dataset.filter;
  };
  const setFilter = filter => {
    history.replaceState(null, '', filter.size ? '#status=' + [...filter].join(',') : location.pathname + location.search);
    showFilter();
  };
  const toggle = status => {
    const filter = chosen();
    if (!filter.delete(status)) filter.add(status);
    setFilter(filter);
  };
  root.addEventListener('click', event => {
    const button = event.target.closest('[data-filter-status]');
    if (button) toggle(button.dataset.filterStatus);
    else if (event.target.closest('[data-filter-clear]')) setFilter(new Set());
  });
  addEventListener('hashchange', showFilter);
  showFilter();

  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest('input, textarea, select, [contenteditable]')) return;
    if (event.key === '?') legend.open ? legend.close() : legend.showModal();
    else if (legend.open) return;
    else if (event.key === '0') setFilter(new Set());
    else if (/^[1-9]$/.test(event.key) && statuses()[event.key - 1]) toggle(statuses()[event.key - 1]);
  });

  // The badge says whether the figures are live, and since when they are not.
  const badge = one('[data-live]');
  const say = (state, text) => {
    badge.dataset.live = state;
    one('[data-live-text]', badge).textContent = text;
  };
  // How far the board's clock is ahead of this device's.
  let ahead = 0;
  const lost = () => {
    if (badge.dataset.live === 'off') return;
    const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: root.dataset.zone }).format(Date.now() + ahead);
    say('off', badge.dataset.off.replace('{0}', time));
  };

  // Replacing parts.
  const element = html => {
    const template = document.createElement('template');
    template.innerHTML = html;
    return template.content.firstElementChild;
  };
  // Whoever is in a part with the keyboard stays there.
  const keepFocus = change => {
    const focused = document.activeElement, part = focused?.closest('[data-fragment]');
    change();
    if (!part || focused.isConnected) return;
    const again = focused.matches('[data-filter-status]') ? `[data-filter-status="${focused.dataset.filterStatus}"]` : focused.matches('[data-filter-clear]') ? '[data-filter-clear]' : 'a';
    one(`[data-fragment="${CSS.escape(part.dataset.fragment)}"] ${again}`)?.focus({ preventScroll: true });
  };
  const move = (before, after) => {
    if (still.matches) return;
    const [from, to] = [one('.value', before), one('.value', after)];
    if (from && to && from.getAttribute('stroke-dasharray') !== to.getAttribute('stroke-dasharray')) {
      const target = to.getAttribute('stroke-dasharray');
      to.setAttribute('stroke-dasharray', from.getAttribute('stroke-dasharray'));
      to.getBoundingClientRect();
      to.setAttribute('stroke-dasharray', target);
    }
    after.classList.add('changed');
    setTimeout(() => after.classList.remove('changed'), 2000);
  };
  const replace = ({ target, html }) => {
    const before = one(`[data-fragment="${CSS.escape(target)}"]`);
    const after = element(html);
    if (!before || !after) return;
    before.replaceWith(after);
    if (after.matches('[data-indicator]')) move(before, after);
  };
  const announce = () => {
    const newest = one('[data-fragment="ticker"] li .what');
    if (newest) one('[data-announce]').textContent = `${newest.textContent} ${one('.move', newest.parentElement).textContent}`;
  };

  // A new epoch means other data: reload, but not everybody in the same instant.
  let leaving = false;
  const reload = () => {
    if (leaving) return;
    leaving = true;
    setTimeout(() => location.reload(), Math.random() * 2000);
  };
  const apply = page => {
    if (leaving) return;
    if (page.epoch && page.epoch !== root.dataset.epoch) return reload();
    say(page.stale ? 'stale' : 'on', page.stale ? badge.dataset.stale : badge.dataset.on);
    if (page.version <= Number(root.dataset.version)) return;
    keepFocus(() => {
      page.fragments.forEach(replace);
      root.dataset.version = page.version;
      showFilter();
    });
    if (page.fragments.length) announce();
  };

  // The connection: tried for ever, quickly at first, with jitter so that a restarted server isn't stormed.
  if (!window.signalR) return lost();
  const hub = new signalR.HubConnectionBuilder().withUrl('/hubs/board').configureLogging(signalR.LogLevel.None).build();
  hub.on('PageChanged', apply);
  let failures = 0, timer = 0, joining = false;
  const join = async () => {
    clearTimeout(timer);
    if (joining || hub.state !== signalR.HubConnectionState.Disconnected) return;
    joining = true;
    try {
      await hub.start();
      const now = await hub.invoke('WatchPage', root.dataset.plan, document.documentElement.lang, Number(root.dataset.version));
      ahead = Date.parse(now) - Date.now();
      failures = 0;
      document.dispatchEvent(new CustomEvent('board:joined', { detail: hub }));
    } catch (fault) {
      lost();
      if (hub.state === signalR.HubConnectionState.Connected) await hub.stop();
      // Whoever is no longer signed in is asked to; no trying again lets them in.
      if (/\b401\b/.test(fault)) reload();
      else later();
    } finally {
      joining = false;
    }
  };
  const later = () => {
    clearTimeout(timer);
    const most = Math.min(5000, 500 * 2 ** failures++);
    timer = setTimeout(join, most * (0.5 + Math.random() / 2));
  };
  const now = () => { if (document.visibilityState === 'visible') { failures = 0; join(); } };
  hub.onclose(() => { lost(); later(); });
  document.addEventListener('visibilitychange', now);
  addEventListener('online', now);
  addEventListener('offline', lost);
  join();
})();
