// Runs before the first paint, so that a chosen theme never flashes. Everything else about it is in board.js.
(() => {
  let theme = null;
  try { theme = localStorage.getItem('theme'); } catch { /* storage may be forbidden; the device decides then */ }
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
})();
