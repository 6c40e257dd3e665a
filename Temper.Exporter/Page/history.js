// The earlier values, which the exporter keeps: one per minute.

const MAX_AGE_MS = 60_000;

let shown = { hours: 0, fetchedAt: 0, times: [], sensors: new Map() };

const keyOf = (phy, { quantity, name }) => `${quantity} ${name} ${phy}`;

// Fetches the values of the last hours, unless they are known.
export async function updateHistory(hours) {
  if (shown.hours === hours && Date.now() - shown.fetchedAt < MAX_AGE_MS) {
    return;
  }
  const fetchedAt = Date.now();
  const response = await fetch(`api/v1/history?hours=${hours}`);
  if (response.ok) {
    const { times, sensors } = await response.json();
    shown = { hours, fetchedAt, times, sensors: new Map(sensors.map(one => [keyOf(one.phy, one), one.values])) };
  }
}

// Returns pairs of a time in seconds and a value, which is null where there is none.
export function pointsOf(phy, sensor, from) {
  const values = shown.sensors.get(keyOf(phy, sensor)) ?? [];
  return values.map((value, index) => [shown.times[index], value]).filter(([time]) => time >= from);
}
