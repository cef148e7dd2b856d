// Charts of ApexCharts: see ApexChart.razor. What one shows lies in two pieces before its place, the frame and the series; the page only exchanges them, and this draws what they say.
const root = document.documentElement;
const colour = (place, name) => getComputedStyle(place).getPropertyValue(name).trim();
const language = () => root.lang === 'vi' ? 'vi-VN' : 'en-GB';
const number = (value, least = 0) => new Intl.NumberFormat(language(), { minimumFractionDigits: least, maximumFractionDigits: 1 }).format(value);
const day = moment => new Intl.DateTimeFormat('en-GB', { day: '2-digit', month: '2-digit', year: 'numeric', timeZone: 'UTC' }).format(moment);
const at = text => Date.parse(text);
const element = (name, text) => Object.assign(document.createElement(name), { textContent: text });
// Texts of users go through an element, never into markup as they are.
const box = (...lines) => {
  const body = document.createElement('div');
  body.className = 'chart-tip';
  body.append(...lines.filter(Boolean).map((line, i) => element(i ? 'span' : 'b', line)));
  return body.outerHTML;
};

const base = (place, locale) => ({
  chart: {
    animations: { enabled: false }, toolbar: { show: false }, zoom: { enabled: false }, selection: { enabled: false }, background: 'transparent', foreColor: colour(place, '--soft'),
    fontFamily: 'inherit', redrawOnParentResize: true, redrawOnWindowResize: false, parentHeightOffset: 0,
    ...(locale ? { locales: [locale], defaultLocale: locale.name } : {}),
  },
  legend: { show: false },
  dataLabels: { enabled: false },
  grid: { borderColor: colour(place, '--line'), padding: { left: 8, right: 24 } },
  states: { hover: { filter: { type: 'none' } }, active: { filter: { type: 'none' } } },
});

const kinds = {
  trend: {
    zooms: true,
    series: (frame, data) => [
      { name: frame.names.values, type: 'line', data: data.values.map(point => ({ x: at(point.x), y: point.y, text: point.text })) },
      data.path && { name: frame.names.path, type: 'line', data: data.path.map(point => ({ x: at(point.x), y: point.y, text: point.text })) },
      data.forecast && { name: frame.names.forecast, type: 'line', data: data.forecast.map(point => ({ x: at(point.x), y: point.y, text: point.text })) },
      data.span && { name: frame.names.span, type: 'rangeArea', data: data.span.map(point => ({ x: at(point.x), y: [point.low, point.high] })) },
    ].filter(Boolean),
    options: (place, frame, locale) => {
      const [ink, status, expected, surface] = ['--mark', '--status', '--expected', '--surface'].map(name => colour(place, name));
      const options = base(place, locale);
      const looks = [
        { colour: status, width: 3.5, dash: 0, opacity: 1, marker: 5 },
        frame.names.path && { colour: expected, width: 2, dash: 3, opacity: 1, marker: 0 },
        frame.names.forecast && { colour: status, width: 2.5, dash: 8, opacity: 1, marker: 0 },
        frame.names.span && { colour: status, width: 0, dash: 0, opacity: .16, marker: 0 },
      ].filter(Boolean);
      const narrow = place.clientWidth < 480;
      const label = (text, more) => ({ text, style: { background: surface, color: ink, fontSize: '13px', fontWeight: 600, padding: { left: 4, right: 4, top: 1, bottom: 2 } }, borderWidth: 0, ...more });
      return {
        ...options,
        chart: { ...options.chart, type: frame.names.span ? 'rangeArea' : 'line', height: 330, zoom: { enabled: true, type: 'x', autoScaleYaxis: false, allowMouseWheelZoom: false }, toolbar: { show: false, autoSelected: 'zoom', tools: { zoom: true } } },
        colors: looks.map(look => look.colour),
        stroke: { curve: 'straight', width: looks.map(look => look.width), dashArray: looks.map(look => look.dash) },
        fill: { type: 'solid', opacity: looks.map(look => look.opacity) },
        markers: { size: looks.map(look => look.marker), colors: looks.map(() => surface), strokeColors: looks.map(look => look.colour), strokeWidth: 3, hover: { sizeOffset: 2 } },
        xaxis: {
          type: 'datetime', min: at(frame.from), max: at(frame.to), tooltip: { enabled: false }, axisBorder: { color: colour(place, '--line-strong') }, axisTicks: { color: colour(place, '--line-strong') },
          labels: { datetimeFormatter: { year: narrow ? 'MM/yy' : 'MM/yyyy', month: narrow ? 'MM/yy' : 'MM/yyyy', day: 'dd/MM', hour: 'dd/MM' }, style: { fontSize: '13px' }, hideOverlappingLabels: true },
        },
        yaxis: { min: frame.low, max: frame.high, stepSize: frame.step, forceNiceScale: false, labels: { formatter: value => number(value) + frame.unit, style: { fontSize: '13px' }, minWidth: 48 } },
        annotations: {
          yaxis: [
            frame.aim == null ? null : { y: Math.min(frame.floor, frame.aim), y2: Math.max(frame.floor, frame.aim), fillColor: ink, opacity: .09, borderColor: 'transparent', label: { text: '' } },
            { y: frame.floor, borderColor: ink, strokeDashArray: 0, borderWidth: 2, opacity: 1, label: label(frame.target, { position: 'left', textAnchor: 'start', offsetX: 8, offsetY: -4 }) },
          ].filter(Boolean),
          xaxis: frame.meetings.map(meeting => ({ x: at(meeting.date), borderColor: expected, strokeDashArray: 4, label: label(meeting.title, { orientation: 'horizontal' }) })),
        },
        tooltip: {
          shared: false, intersect: true,
          custom: ({ seriesIndex, dataPointIndex, w }) => {
            const series = w.config.series[seriesIndex], point = series?.data[dataPointIndex];
            return point ? box(point.text ?? point.y.map(end => number(end, 1) + frame.unit).join(' – '), series.name, day(point.x)) : '';
          },
        },
      };
    },
  },
  ranking: {
    series: (frame, data, place) => {
      const [strong, weak] = [colour(place, '--status'), colour(place, '--line-strong')];
      return [{ name: frame.name, data: data.bars.map(bar => ({ x: `${bar.name}  ${number(bar.value, 1)}${frame.unit}`, y: bar.value, text: bar.text, link: bar.link, fillColor: bar.strong ? strong : weak })) }];
    },
    options: (place, frame, locale) => {
      const options = base(place, locale);
      const narrow = place.clientWidth < 480;
      const ink = colour(place, '--ink');
      return {
        ...options,
        chart: {
          ...options.chart, type: 'bar', height: 56 + frame.bars * 30,
          events: {
            dataPointSelection: (_, __, { dataPointIndex, w }) => {
              const link = w.config.series[0].data[dataPointIndex]?.link;
              // Only ever a page of this product.
              if (link?.startsWith('/')) location.assign(link);
            },
          },
        },
        colors: [colour(place, '--status')],
        plotOptions: { bar: { horizontal: true, barHeight: '68%', borderRadius: 3 } },
        xaxis: { labels: { show: false }, axisBorder: { show: false }, axisTicks: { show: false } },
        yaxis: { min: 0, labels: { maxWidth: narrow ? 170 : 240, style: { fontSize: '13px', colors: Array(frame.bars + 1).fill(ink) } } },
        grid: { show: false, padding: { left: 4, right: 8, top: -20, bottom: -8 } },
        tooltip: {
          custom: ({ dataPointIndex, w }) => {
            const bar = w.config.series[0].data[dataPointIndex];
            return bar ? box(bar.x, frame.name, bar.text) : '';
          },
        },
      };
    },
  },
};

let locales;
const localeOf = address => !address ? null : (locales ??= fetch(address).then(answer => answer.ok ? answer.json() : null).catch(() => null));

// Draws what the pieces before a place say, and again whenever they are exchanged, one drawing after the other. Answers what ends it.
const begin = place => {
  const drawing = place.querySelector('.chart-drawing');
  const tools = place.querySelector('.chart-tools');
  let chart = null, kind = null, drawn = {}, queue = Promise.resolve(), waiting = false, gone = false, zoom = null, whole = null;

  const discard = () => {
    chart?.destroy();
    chart = null;
  };
  const read = () => {
    const pieces = place.previousElementSibling;
    return { frame: pieces.previousElementSibling.value, series: pieces.value, shade: root.dataset.shade, narrow: place.clientWidth < 480 };
  };
  const draw = async () => {
    waiting = false;
    // Nobody sees it: what is newest then is drawn when somebody does.
    if (gone || document.hidden) return;
    // The browser keeps what has come; what has not is asked for again.
    const [library, locale] = read().series ? await Promise.all([import(place.dataset.library), localeOf(place.dataset.locale)]) : [];
    if (gone) return;
    const next = read();
    if (Object.keys(next).every(key => next[key] === drawn[key])) return;
    // There is nothing to draw yet, or no more.
    if (!next.series) {
      discard();
      drawn = next;
      delete place.dataset.drawn;
      return;
    }
    const frame = JSON.parse(next.frame);
    kind = kinds[frame.kind];
    const series = kind.series(frame, JSON.parse(next.series), place);
    const again = chart && next.frame === drawn.frame && next.shade === drawn.shade && next.narrow === drawn.narrow;
    if (again) {
      await chart.updateSeries(series, false);
    } else {
      discard();
      whole = frame.from ? [at(frame.from), at(frame.to)] : null;
      const options = kind.options(place, frame, locale);
      if (kind.zooms) options.chart.events = { zoomed: (_, { xaxis }) => { zoom = xaxis?.min > whole[0] || xaxis?.max < whole[1] ? [xaxis.min, xaxis.max] : null; } };
      chart = new library.default(drawing, { ...options, series });
      await chart.render();
    }
    // Who looks at a part goes on doing so.
    if (zoom && kind.zooms) chart.zoomX(...zoom);
    // Its own legend is never shown, and what may hold any markup has no place here.
    drawing.querySelector('foreignObject')?.remove();
    drawn = next;
    if (tools) tools.hidden = false;
    place.dataset.drawn = '';
    place.dataset.draws = Number(place.dataset.draws ?? 0) + 1;
  };
  const update = () => {
    if (waiting) return queue;
    waiting = true;
    return queue = queue.then(draw).catch(fault => {
      // What the server drew takes its place again.
      discard();
      drawn = {};
      delete place.dataset.drawn;
      console.error('A chart could not be drawn.', fault);
    });
  };
  const zoomBy = event => {
    const way = event.target.closest('[data-zoom]')?.dataset.zoom;
    if (!way || !chart || !whole) return;
    const [from, to] = zoom ?? whole;
    const middle = (from + to) / 2, half = (to - from) / 2 * (way === 'in' ? .6 : 1 / .6);
    const next = [Math.max(whole[0], middle - half), Math.min(whole[1], middle + half)];
    zoom = way === 'all' || next[0] <= whole[0] && next[1] >= whole[1] ? null : next;
    chart.zoomX(...(zoom ?? whole));
  };

  const watching = new MutationObserver(update);
  watching.observe(place.parentElement, { childList: true });
  watching.observe(root, { attributes: true, attributeFilter: ['data-shade', 'data-theme'] });
  // In print it has no width.
  const sizing = new ResizeObserver(() => { if (place.clientWidth && drawn.narrow !== undefined && drawn.narrow !== place.clientWidth < 480) update(); });
  sizing.observe(place);
  tools?.addEventListener('click', zoomBy);
  document.addEventListener('visibilitychange', update);
  update();

  return () => {
    gone = true;
    watching.disconnect();
    sizing.disconnect();
    tools?.removeEventListener('click', zoomBy);
    document.removeEventListener('visibilitychange', update);
    discard();
  };
};

customElements.define('apex-chart', class extends HTMLElement {
  connectedCallback() { this.leave = begin(this); }
  disconnectedCallback() { this.leave(); }
});
