"use strict";

const INTERVAL_MS = 5000;
const PATIENCE_S = 10; // for sticks that are slow: the exporter answers half a second earlier with what it has
const SPAN_S = 3600;
const GAP_S = 300; // nobody asked for so long: Prometheus takes a series for ended then, too
const NARROWEST = { "°C": 1, "%RH": 4 }; // so that a plot does not make mountains of noise
const STATES = { ok: "ok", failed: "failed", unsupported: "unsupported", no_permission: "no permission" };

let timer;
let answered; // when the exporter last did

async function refresh() {
  clearTimeout(timer);
  if (document.hidden) {
    return; // visibilitychange begins anew
  }
  try {
    showReadings(await fetchReadings());
    showTrouble("");
  } catch (error) {
    showTrouble(`${error.message}${answered ? ` The readings below are of ${answered}.` : ""}`);
  }
  clearTimeout(timer);
  timer = setTimeout(refresh, INTERVAL_MS);
}

async function fetchReadings() {
  let response;
  try {
    response = await fetch("api/v1/readings?history=1", {
      headers: { "X-Prometheus-Scrape-Timeout-Seconds": PATIENCE_S },
      signal: AbortSignal.timeout(PATIENCE_S * 1000),
      cache: "no-store",
    });
    if (response.ok) {
      return await response.json();
    }
  } catch {
    throw new Error("The exporter does not answer.");
  }
  throw new Error(`The exporter has no readings: ${(await response.text()).trim()}.`);
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
    main.textContent = "No stick found: plug one in.";
  }
}

function showStick(card, stick, now) {
  card.dataset.state = stick.state;
  setText(card.querySelector(".version"), stick.version || stick.product || stick.usbId);
  setText(card.querySelector(".product"), stick.version ? stick.product : "");
  setText(card.querySelector(".phy"), stick.phy);
  setText(card.querySelector(".state"), STATES[stick.state] ?? stick.state);
  setText(card.querySelector(".error"), stick.error?.message ?? "");
  showAll(card.querySelector(".sensors"), "sensor", stick.sensors, sensor => `${sensor.quantity} ${sensor.name}`,
    (tile, sensor) => showSensor(tile, sensor, now));
}

function showSensor(tile, sensor, now) {
  const label = `${sensor.name} ${sensor.quantity.replace("_", " ")}`.trim();
  tile.dataset.quantity = sensor.quantity;
  tile.classList.toggle("none", sensor.value === null);
  setText(tile.querySelector(".name"), label);
  setText(tile.querySelector(".value"), sensor.value === null ? whyNone(sensor) : format(sensor.value));
  setText(tile.querySelector(".unit"), sensor.value === null ? "" : sensor.unit);
  const points = sensor.value === null ? sensor.history : [...sensor.history, [now, sensor.value]];
  showPlot(tile.querySelector("figure"), label, sensor.unit, points, now);
}

function whyNone(sensor) {
  return sensor.absent ? "no probe" : sensor.refused ? "a value that the sensor cannot measure" : "no reading";
}

function showPlot(figure, label, unit, points, now) {
  const values = points.map(([, value]) => value).filter(value => value !== null);
  figure.hidden = values.length === 0;
  if (figure.hidden) {
    return;
  }
  const [min, max] = [Math.min(...values), Math.max(...values)];
  const room = Math.max(0, NARROWEST[unit] - (max - min)) / 2;
  const [bottom, top] = [min - room, max + room];
  const place = ([time, value]) =>
    `${(time - now + SPAN_S).toFixed(0)},${(95 - 90 * (value - bottom) / (top - bottom)).toFixed(1)}`;
  const lines = linesOf(points);
  const area = line => `M${place(line[0]).split(",")[0]},100L${line.map(place).join(" ")}V100Z`;
  const last = points.at(-1);
  figure.querySelector(".line").setAttribute("d", lines.map(line => `M${line.map(place).join(" ")}h0`).join(""));
  figure.querySelector(".area").setAttribute("d", lines.map(area).join(""));
  figure.querySelector(".now").setAttribute("d", last[1] === null ? "" : `M${place(last)}h0`);
  const range = `${format(min)} to ${format(max)} ${unit}`;
  figure.querySelector("svg").setAttribute("aria-label", `${label}, last hour: ${range}`);
  setText(figure.querySelector(".range"), range);
}

// What the points are connected to: not over a null, which begins a gap, nor over a time in which nobody asked.
function linesOf(points) {
  const lines = [];
  let before = null;
  for (const point of points) {
    if (point[1] !== null) {
      if (before === null || point[0] - before > GAP_S) {
        lines.push([]);
      }
      lines.at(-1).push(point);
    }
    before = point[1] === null ? null : point[0];
  }
  return lines;
}

function format(value) {
  return value.toFixed(1).replace(/^-0\.0$/, "0.0").replace("-", "\u2212");
}

// Elements stay while their item does, so that a selection, or the place where a screen reader is, stays too.
function showAll(parent, templateId, items, keyOf, show) {
  const known = new Map([...parent.children].map(element => [element.dataset.key, element]));
  const elements = items.map(item => {
    const key = keyOf(item);
    const element = known.get(key)
      ?? document.getElementById(templateId).content.firstElementChild.cloneNode(true);
    element.dataset.key = key;
    show(element, item);
    return element;
  });
  if (elements.length !== parent.childNodes.length || elements.some((element, index) => element !== parent.childNodes[index])) {
    parent.replaceChildren(...elements);
  }
}

function setText(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

document.addEventListener("visibilitychange", refresh);
refresh();
