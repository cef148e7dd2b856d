// Countdowns go on by the server's clock, a minute at a time. What they say is what the server said when it drew them.
(() => {
  'use strict';
  const minute = 60000, hour = 60 * minute, day = 24 * hour;
  const all = [...document.querySelectorAll('[data-countdown]')].map(node => ({ node, due: Date.parse(node.dataset.countdown), ahead: Date.parse(node.dataset.now) - Date.now() }));
  const fill = (text, ...parts) => text.replace(/\{(\d)\}/g, (_, part) => parts[part]);
  const words = ({ days, hours, minutes, late }, left) =>
    left <= 0 ? fill(late, Math.floor(-left / day) + 1)
    : left >= day ? fill(days, Math.floor(left / day), Math.floor(left % day / hour))
    : left >= hour ? fill(hours, Math.floor(left / hour), Math.floor(left % hour / minute))
    : fill(minutes, Math.max(1, Math.floor(left / minute)));
  const tick = () => {
    for (const { node, due, ahead } of all) {
      const text = words(node.dataset, due - Date.now() - ahead);
      if (node.textContent !== text) node.textContent = text;
    }
  };
  setInterval(tick, minute / 4);
  document.addEventListener('visibilitychange', tick);
})();
