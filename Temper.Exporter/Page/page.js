// Shows the readings of all devices, and asks for new ones every few seconds.
import { choiceOf, initChoices } from "./choices.js";
import { displayOf, formatDuration, formatNumber, formatTime } from "./format.js";
import { pointsOf, receive, updateHistory } from "./history.js";
import { setText, showPlot } from "./plot.js";

const INTERVAL_MS = 5000;
const TIMEOUT_S = 10; // for slow devices: the exporter answers half a second earlier with the readings it has
const EARLY_MS = 700; // when to show the readings that are there, while a device is still being read
const EARLY_TIMEOUT_S = 0.7;
const ORDER = ["failed", "no_permission", "waiting", "ok", "unsupported"];
const COUNTED = ["ok", "waiting", "failed", "no_permission", "unsupported"];
const STATES = { waiting: "being read", no_permission: "no permission" };

const title = document.title;
const controls = document.getElementById("controls");
const hasHistory = document.body.dataset.history === "on";

let timer;
let round = 0;
let readings; // the last ones
let answered; // time of the last answer

async function refresh() {
  clearTimeout(timer);
  if (document.hidden) {
    return; // visibilitychange starts again
  }
  const current = ++round;
  const early = setTimeout(() => showEarly(current), EARLY_MS);
  try {
    const [document] = await Promise.all([fetchReadings(TIMEOUT_S), loadHistory()]);
    if (current !== round) {
      return; // another round has begun
    }
    showTrouble("");
    take(document);
  } catch (error) {
    if (current !== round) {
      return;
    }
    showTrouble(answered ? `${error.message} The readings below were taken at ${answered}.` : error.message);
  } finally {
    clearTimeout(early);
  }
  clearTimeout(timer);
  timer = setTimeout(refresh, INTERVAL_MS);
}

async function fetchReadings(timeout) {
  const response = await fetch("api/v1/readings", {
    headers: { "X-Prometheus-Scrape-Timeout-Seconds": timeout },
    signal: AbortSignal.timeout(TIMEOUT_S * 1000),
    cache: "no-store", // a browser that looks into its cache lets a second request wait for the first
  }).catch(() => {
    throw new Error("The exporter does not answer.");
  });
  if (!response.ok) {
    const reason = (await response.text()).trim().slice(0, 200);
    throw new Error(`The exporter returned an error (${response.status}): ${reason}.`);
  }
  return response.json();
}

// The readings are worth showing without it.
const loadHistory = () => hasHistory ? updateHistory(hours()).catch(() => {}) : Promise.resolve();

const hours = () => Number(choiceOf(controls, "hours"));

// A device that hangs does not delay the others. This joins the reads that are under way, and leaves them alone.
async function showEarly(current) {
  const early = await fetchReadings(EARLY_TIMEOUT_S).catch(() => null);
  if (early === null || current !== round) {
    return;
  }
  const previous = new Map(readings?.sticks.map(stick => [stick.phy, stick]));
  const isPending = stick => stick.error?.reason === "timeout";
  take(early, isPending, stick => previous.get(stick.phy) ?? { ...stick, state: "waiting", error: null });
}

// Shows new readings. A device that is still being read is shown as something else.
function take(document, isPending = () => false, pending = null) {
  const time = new Date(document.takenAt) / 1000;
  for (const stick of hasHistory ? document.sticks.filter(stick => !isPending(stick)) : []) {
    stick.sensors.forEach(sensor => receive(stick.phy, sensor, time));
  }
  readings = { ...document, sticks: document.sticks.map(stick => isPending(stick) ? pending(stick) : stick) };
  showReadings();
}

function showTrouble(message) {
  const trouble = document.getElementById("trouble");
  setText(trouble, message);
  trouble.hidden = message === "";
  document.body.classList.toggle("stale", message !== "");
}

function showReadings() {
  const { takenAt, sticks } = readings;
  const now = new Date(takenAt);
  answered = formatTime(now / 1000, now / 1000, { second: "2-digit" });
  setText(document.getElementById("taken"), `at ${answered}`);
  showSummary(sticks);
  const main = document.getElementById("sticks");
  if (sticks.length === 0) {
    if (!main.querySelector(".help")) {
      main.replaceChildren(document.getElementById("none").content.cloneNode(true));
    }
    return;
  }
  const sorted = sticks.toSorted((one, other) => ORDER.indexOf(one.state) - ORDER.indexOf(other.state));
  showAll(main, "stick", sorted, stick => stick.phy, (card, stick) => showStick(card, stick, now / 1000));
}

function showSummary(sticks) {
  const counts = COUNTED.map(state => [sticks.filter(stick => stick.state === state).length, state])
    .filter(([count]) => count > 0)
    .map(([count, state]) => `${count} ${STATES[state] ?? state}`);
  setText(document.getElementById("summary"), counts.join(", ") || "no device");
  const failed = sticks.filter(stick => stick.error && stick.state !== "unsupported").length;
  const text = failed > 0 ? `(${failed} failed) ${title}` : title;
  if (document.title !== text) {
    document.title = text;
  }
}

function showStick(card, stick, now) {
  card.dataset.state = stick.state;
  const model = stick.version || stick.product || stick.usbId;
  const titles = [stick.label, model, stick.version ? stick.product : ""].filter(Boolean);
  setText(card.querySelector(".title"), titles[0]);
  setText(card.querySelector(".product"), titles.slice(1).join(" · "));
  setText(card.querySelector(".phy"), stick.phy);
  setText(card.querySelector(".state"), STATES[stick.state] ?? stick.state);
  setText(card.querySelector(".error"), stick.error?.message ?? "");
  showAll(card.querySelector(".sensors"), "sensor", stick.sensors, sensor => `${sensor.quantity} ${sensor.name}`,
    (tile, sensor) => showSensor(tile, stick.phy, sensor, now));
}

function showSensor(tile, phy, sensor, now) {
  const { value, lastValue, lastTime } = sensor;
  const { unit, of } = displayOf(sensor.unit, choiceOf(controls, "unit") === "F");
  const label = `${sensor.label ?? sensor.name} ${sensor.quantity.replace("_", " ")}`.trim();
  tile.dataset.quantity = sensor.quantity;
  tile.classList.toggle("none", value === null);
  setText(tile.querySelector(".name"), label);
  setText(tile.querySelector(".value"), value === null ? reasonFor(sensor) : formatNumber(of(value)));
  setText(tile.querySelector(".unit"), value === null ? "" : unit);
  setText(tile.querySelector(".last"), lastValue === undefined ? "" : lastText(of(lastValue), unit, lastTime, now));
  const points = pointsOf(phy, sensor, now - hours() * 3600, now)
    .map(([time, one]) => [time, one === null ? null : of(one)]);
  showPlot(tile.querySelector("figure"), { label, unit, points, now, hours: hours() });
}

function reasonFor({ absent, refused }) {
  return absent ? "no probe" : refused ? "out of range" : "no reading";
}

function lastText(value, unit, lastTime, now) {
  const seconds = new Date(lastTime) / 1000;
  return `last ${formatNumber(value)} ${unit} at ${formatTime(seconds, now)}, ${formatDuration(now - seconds)} ago`;
}

// Keeps the elements of items that are still there, so that a selection, the focus and the position of a screen reader
// stay.
function showAll(parent, templateId, items, keyOf, show) {
  const known = new Map([...parent.children].map(element => [element.dataset.key, element]));
  const elements = items.map(item => {
    const key = keyOf(item);
    const element = known.get(key) ?? document.getElementById(templateId).content.firstElementChild.cloneNode(true);
    element.dataset.key = key;
    return [element, item];
  });
  for (const node of [...parent.childNodes].filter(node => !elements.some(([element]) => element === node))) {
    node.remove();
  }
  elements.forEach(([element, item], index) => {
    if (parent.children[index] !== element) {
      parent.insertBefore(element, parent.children[index] ?? null);
    }
    show(element, item); // in its place, because a plot needs its width
  });
}

function showCsvLink() {
  document.getElementById("csv").setAttribute("href", `api/v1/history?format=csv&hours=${hours()}`);
}

for (const element of document.querySelectorAll(".for-history")) {
  element.hidden = !hasHistory;
}
document.getElementById("sticks").textContent = "Reading the devices …";
initChoices(controls, async () => {
  showCsvLink();
  await loadHistory();
  if (readings) {
    showReadings();
  }
});
showCsvLink();
document.addEventListener("visibilitychange", refresh);
refresh();
