// The earlier values: one per minute, which the exporter keeps, and those since then, which this page has received.

const MAX_AGE_MS = 60_000;
const MAX_RECEIVED = 720; // the exporter may keep failing to send the others

let kept = { hours: 0, fetchedAt: 0, times: [], sensors: new Map() };
const received = new Map();

const keyOf = (phy, { quantity, name }) => `${quantity} ${name} ${phy}`;

// Fetches the values of the last hours, unless they are known.
export async function updateHistory(hours) {
  const fetchedAt = Date.now();
  if (kept.hours === hours && fetchedAt - kept.fetchedAt < MAX_AGE_MS) {
    return;
  }
  const response = await fetch(`api/v1/history?hours=${hours}`);
  if (!response.ok) {
    return;
  }
  const { times, sensors } = await response.json();
  kept = { hours, fetchedAt, times, sensors: new Map(sensors.map(sensor => [keyOf(sensor.phy, sensor), sensor.values])) };
  for (const [key, points] of received) {
    received.set(key, points.filter(([time]) => time > times.at(-1)));
  }
}

export function receive(phy, sensor, time) {
  const key = keyOf(phy, sensor);
  received.set(key, [...received.get(key) ?? [], [time, sensor.value]].slice(-MAX_RECEIVED));
}

// Returns pairs of a time in seconds and a value, which is null where there is none.
export function pointsOf(phy, sensor, from, to) {
  const key = keyOf(phy, sensor);
  const values = kept.sensors.get(key) ?? [];
  const points = values.map((value, index) => [kept.times[index], value]);
  return [...points, ...received.get(key) ?? []].filter(([time]) => time >= from && time <= to);
}
