// The plot of one sensor: a line with axes, and a cursor that shows single values.
import { formatDuration, formatNumber, formatTime } from "./format.js";

const GAP_S = 300; // after this long without a value, the line is interrupted, as Prometheus does with a series
const NARROWEST = { "°C": 1, "°F": 2, "%RH": 4 }; // smallest range of a plot, so that noise does not fill it
const MARGIN = { left: 38, right: 8, top: 18, bottom: 20 };
const TICK_WIDTH = 46;
const TICK_WIDTH_WITH_SECONDS = 76;
const TICK_HEIGHT = 28;
const TIME_STEPS_S = [5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 14400, 21600, 28800, 43200];

const plots = new WeakMap(); // by SVG element
const resized = new ResizeObserver(entries => entries.forEach(entry => draw(entry.target)));

// Shows the points of a sensor, pairs of a time and a value or null, up to now.
export function showPlot(figure, { label, unit, points, now, hours }) {
  const svg = figure.querySelector("svg");
  const known = points.filter(([, value]) => value !== null);
  figure.hidden = known.length < 2;
  if (figure.hidden) {
    return;
  }
  if (!plots.has(svg)) {
    listen(svg);
  }
  const plot = { ...plots.get(svg), points, known, unit, now, start: known[0][0] };
  plots.set(svg, plot);
  plot.low = known.reduce((low, point) => point[1] < low[1] ? point : low);
  plot.high = known.reduce((high, point) => point[1] > high[1] ? point : high);
  const seconds = now - plot.start;
  const span = seconds > hours * 3600 - GAP_S ? `last ${hours} h` : `last ${formatDuration(seconds)}`;
  const [low, high] = [plot.low, plot.high].map(([, value]) => formatNumber(value));
  const isSteady = low === high;
  const at = point => formatTime(point[0], now);
  setText(svg.querySelector(".span"), span);
  setText(figure.querySelector(".min"), isSteady ? "steady" : `min ${low} at ${at(plot.low)}`);
  setText(figure.querySelector(".max"), isSteady ? "" : `max ${high} at ${at(plot.high)}`);
  svg.setAttribute("aria-label", `${label}, ${span}: ${isSteady ? "" : `${low} to `}${high} ${unit}`);
  draw(svg);
}

function textOf([time, value], unit, now) {
  return `${formatNumber(value)} ${unit} at ${formatTime(time, now)}`;
}

function draw(svg) {
  const plot = plots.get(svg);
  const [width, height] = [svg.clientWidth, svg.clientHeight];
  if (!plot?.points || width === 0) {
    return;
  }
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  const { known, start, now, unit } = plot;
  const [bottom, right] = [height - MARGIN.bottom, width - MARGIN.right];
  const middle = (plot.low[1] + plot.high[1]) / 2;
  const range = Math.max(plot.high[1] - plot.low[1], NARROWEST[unit]) * 1.1;
  plot.x = time => MARGIN.left + (right - MARGIN.left) * (time - start) / (now - start);
  plot.y = value => MARGIN.top + (bottom - MARGIN.top) * (0.5 - (value - middle) / range);
  plot.bottom = bottom;
  plot.right = right;
  svg.querySelector(".grid").replaceChildren(
    ...valueTicks(plot, middle - range / 2, middle + range / 2, (bottom - MARGIN.top) / TICK_HEIGHT),
    ...timeTicks(plot, right - MARGIN.left));
  const path = line => line.map(([time, value]) => `${plot.x(time).toFixed(1)},${plot.y(value).toFixed(1)}`).join(" ");
  const lines = linesOf(plot.points);
  svg.querySelector(".line").setAttribute("d", lines.map(line => `M${path(line)}h0`).join(""));
  const area = line => `M${plot.x(line[0][0]).toFixed(1)},${bottom}L${path(line)}V${bottom}Z`;
  svg.querySelector(".area").setAttribute("d", lines.map(area).join(""));
  svg.querySelector(".now").setAttribute("d", plot.points.at(-1)[1] === null ? "" : `M${path([known.at(-1)])}h0`);
  setAttributes(svg.querySelector(".span"), { x: MARGIN.left, y: 12 });
  showCursor(svg);
}

// Splits the points into lines: at a null, and at a time without readings.
function linesOf(points) {
  const lines = [[]];
  for (const [time, value] of points) {
    if (value === null || time - lines.at(-1).at(-1)?.[0] > GAP_S) {
      lines.push([]);
    }
    if (value !== null) {
      lines.at(-1).push([time, value]);
    }
  }
  return lines.filter(line => line.length > 0);
}

function valueTicks({ y, right }, low, high, most) {
  const rough = (high - low) / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map(factor => factor * power).find(candidate => candidate >= rough);
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  return multiples(step, low, high).flatMap(value => [
    create("path", { d: `M${MARGIN.left},${y(value).toFixed(1)}H${right}` }),
    create("text", { x: MARGIN.left - 6, y: y(value) + 4, "text-anchor": "end" }, formatNumber(value, decimals)),
  ]);
}

// At full minutes and hours of the local time.
function timeTicks({ x, bottom, start, now }, width) {
  const fits = step => (now - start) / step * (step < 60 ? TICK_WIDTH_WITH_SECONDS : TICK_WIDTH) <= width;
  const step = TIME_STEPS_S.find(fits) ?? TIME_STEPS_S.at(-1);
  const offset = new Date(now * 1000).getTimezoneOffset() * 60;
  const [seconds, overhang] = step < 60 ? [{ second: "2-digit" }, 16] : [{}, 8];
  return multiples(step, start - offset, now - offset).map(local => local + offset).flatMap(time => [
    create("path", { d: `M${x(time).toFixed(1)},${bottom}v4` }),
    create("text", { x: x(time), y: bottom + 16, "text-anchor": x(now) - x(time) < overhang ? "end" : "middle" },
      formatTime(time, time, seconds)),
  ]);
}

function multiples(step, low, high) {
  const first = Math.ceil(low / step);
  return Array.from({ length: Math.max(0, Math.floor(high / step) - first + 1) }, (_, index) => (first + index) * step);
}

// The mouse, a finger and the arrow keys move the cursor.
function listen(svg) {
  plots.set(svg, { cursor: null });
  resized.observe(svg);
  const moveTo = event => {
    const { known, x } = plots.get(svg);
    const at = event.clientX - svg.getBoundingClientRect().left;
    const distance = ([time]) => Math.abs(x(time) - at);
    setCursor(svg, known.reduce((best, point) => distance(point) < distance(best) ? point : best)[0]);
  };
  svg.addEventListener("pointermove", moveTo);
  svg.addEventListener("pointerdown", moveTo);
  svg.addEventListener("pointerleave", event => event.pointerType === "mouse" && setCursor(svg, null));
  svg.addEventListener("blur", () => setCursor(svg, null));
  svg.addEventListener("focus", () => plots.get(svg).cursor ?? setCursor(svg, plots.get(svg).known.at(-1)[0]));
  svg.addEventListener("keydown", event => {
    const { known } = plots.get(svg);
    const [index, page] = [cursorIndex(svg), Math.ceil(known.length / 10)];
    const target = {
      ArrowLeft: index - 1, ArrowDown: index - 1, ArrowRight: index + 1, ArrowUp: index + 1,
      PageDown: index - page, PageUp: index + page, Home: 0, End: known.length - 1,
    }[event.key];
    if (target !== undefined) {
      event.preventDefault();
      setCursor(svg, known[Math.min(Math.max(target, 0), known.length - 1)][0]);
    }
  });
}

function setCursor(svg, time) {
  plots.get(svg).cursor = time;
  showCursor(svg);
}

// The point of the cursor, or the nearest one if that has gone; the last one if there is no cursor.
function cursorIndex(svg) {
  const { known, cursor } = plots.get(svg);
  const index = cursor === null ? -1 : known.findIndex(([time]) => time >= cursor);
  return index < 0 ? known.length - 1 : index;
}

function showCursor(svg) {
  const { known, cursor, x, y, unit, now, bottom, right } = plots.get(svg);
  const index = cursorIndex(svg);
  const point = known[index];
  svg.setAttribute("aria-valuemax", known.length - 1);
  svg.setAttribute("aria-valuenow", index);
  svg.setAttribute("aria-valuetext", textOf(point, unit, now));
  const group = svg.querySelector(".cursor");
  group.toggleAttribute("hidden", cursor === null);
  const at = x(point[0]);
  group.querySelector(".rule").setAttribute("d", `M${at},${MARGIN.top}V${bottom}`);
  group.querySelector(".dot").setAttribute("d", `M${at},${y(point[1])}h0`);
  const text = group.querySelector("text");
  setText(text, textOf(point, unit, now));
  const half = text.getComputedTextLength() / 2;
  setAttributes(text, { x: Math.min(Math.max(at, half), right - half), y: 12, "text-anchor": "middle" });
}

function create(name, attributes, text = "") {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  setAttributes(element, attributes);
  element.textContent = text;
  return element;
}

function setAttributes(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, value);
  }
}

export function setText(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}
