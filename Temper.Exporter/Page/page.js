"use strict";

const INTERVAL_MS = 5000;
const TIMEOUT_S = 10; // for slow devices: the exporter answers half a second earlier with the readings it has
const SPAN_S = 3600;
const GAP_S = 300; // after this long without a request, the line is interrupted, as Prometheus does with a series
const NARROWEST = { "°C": 1, "%RH": 4 }; // smallest range of a plot, so that noise does not fill it

let timer;
let answered; // time of the last answer

async function refresh() {
  clearTimeout(timer);
  if (document.hidden) {
    return; // visibilitychange starts again
  }
  try {
    showReadings(await fetchReadings());
    showTrouble("");
  } catch (error) {
    showTrouble(answered ? `${error.message} The readings below were taken at ${answered}.` : error.message);
  }
  clearTimeout(timer);
  timer = setTimeout(refresh, INTERVAL_MS);
}

async function fetchReadings() {
  const response = await fetch("api/v1/readings?history=1", {
    headers: { "X-Prometheus-Scrape-Timeout-Seconds": TIMEOUT_S },
    signal: AbortSignal.timeout(TIMEOUT_S * 1000),
  }).catch(() => {
    throw new Error("The exporter does not answer.");
  });
  if (!response.ok) {
    const reason = (await response.text()).trim().slice(0, 200);
    throw new Error(`The exporter returned an error (${response.status}): ${reason}.`);
  }
  return response.json();
}

function showTrouble(message) {
  const trouble = document.getElementById("trouble");
  setText(trouble, message);
  trouble.hidden = message === "";
  document.body.classList.toggle("stale", message !== "");
}

function showReadings({ takenAt, sticks }) {
  const now = new Date(takenAt);
  answered = now.toLocaleTimeString();
  setText(document.getElementById("taken"), answered);
  const main = document.getElementById("sticks");
  showAll(main, "stick", sticks, stick => stick.phy, (card, stick) => showStick(card, stick, now / 1000));
  if (sticks.length === 0) {
    main.textContent = "No device found. Plug in a TEMPer stick.";
  }
}

function showStick(card, stick, now) {
  card.dataset.state = stick.state;
  const model = stick.version || stick.product || stick.usbId;
  const titles = [stick.label, model, stick.version ? stick.product : ""].filter(Boolean);
  setText(card.querySelector(".title"), titles[0]);
  setText(card.querySelector(".product"), titles.slice(1).join(" · "));
  setText(card.querySelector(".phy"), stick.phy);
  setText(card.querySelector(".state"), stick.state.replace("_", " "));
  setText(card.querySelector(".error"), stick.error?.message ?? "");
  showAll(card.querySelector(".sensors"), "sensor", stick.sensors, sensor => `${sensor.quantity} ${sensor.name}`,
    (tile, sensor) => showSensor(tile, sensor, now));
}

function showSensor(tile, sensor, now) {
  const { unit, value, history } = sensor;
  const label = `${sensor.label ?? sensor.name} ${sensor.quantity.replace("_", " ")}`.trim();
  tile.dataset.quantity = sensor.quantity;
  tile.classList.toggle("none", value === null);
  setText(tile.querySelector(".name"), label);
  setText(tile.querySelector(".value"), value === null ? reasonFor(sensor) : format(value));
  setText(tile.querySelector(".unit"), value === null ? "" : unit);
  showPlot(tile.querySelector("figure"), label, unit, value === null ? history : [...history, [now, value]], now);
}

function reasonFor({ absent, refused }) {
  return absent ? "no probe" : refused ? "out of range" : "no reading";
}

function showPlot(figure, label, unit, points, now) {
  const values = points.map(([, value]) => value).filter(value => value !== null);
  figure.hidden = values.length === 0;
  if (figure.hidden) {
    return;
  }
  const [min, max] = [Math.min(...values), Math.max(...values)];
  const height = Math.max(max - min, NARROWEST[unit]);
  const x = time => Math.round(time - now + SPAN_S);
  const y = value => (50 - 90 * (value - (min + max) / 2) / height).toFixed(1);
  const path = line => line.map(([time, value]) => `${x(time)},${y(value)}`).join(" ");
  const lines = linesOf(points);
  const last = points.at(-1);
  figure.querySelector(".line").setAttribute("d", lines.map(line => `M${path(line)}h0`).join(""));
  const area = line => `M${x(line[0][0])},100L${path(line)}V100Z`;
  figure.querySelector(".area").setAttribute("d", lines.map(area).join(""));
  figure.querySelector(".now").setAttribute("d", last[1] === null ? "" : `M${path([last])}h0`);
  const range = format(min) === format(max) ? `${format(max)} ${unit}` : `${format(min)} to ${format(max)} ${unit}`;
  figure.querySelector("svg").setAttribute("aria-label", `${label}, last hour: ${range}`);
  setText(figure.querySelector(".range"), range);
}

// Splits the points into lines: at a null, where a gap begins, and at a time without requests.
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

function format(value) {
  return value.toFixed(1).replace(/^-0\.0$/, "0.0").replace("-", "\u2212");
}

// Keeps the elements of items that are still there, so that a selection and the position of a screen reader stay.
function showAll(parent, templateId, items, keyOf, show) {
  const known = new Map([...parent.children].map(element => [element.dataset.key, element]));
  const elements = items.map(item => {
    const key = keyOf(item);
    const element = known.get(key) ?? document.getElementById(templateId).content.firstElementChild.cloneNode(true);
    element.dataset.key = key;
    show(element, item);
    return element;
  });
  const shown = parent.childNodes;
  if (elements.length !== shown.length || elements.some((element, index) => element !== shown[index])) {
    parent.replaceChildren(...elements);
  }
}

function setText(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

document.getElementById("sticks").textContent = "Reading the devices …";
document.addEventListener("visibilitychange", refresh);
refresh();
