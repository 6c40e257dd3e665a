// Texts for numbers, times and units.

const SYMBOLS = { celsius: "°C", percent: "%RH" };
const FAHRENHEIT = { unit: "°F", of: celsius => celsius * 9 / 5 + 32 };

// How to show the values of a sensor: its unit, or °F for the user who prefers it.
export function displayOf(unit, prefersFahrenheit) {
  return unit === "celsius" && prefersFahrenheit ? FAHRENHEIT : { unit: SYMBOLS[unit], of: value => value };
}

export function formatNumber(value, decimals = 1) {
  return value.toFixed(decimals).replace(/^-(0(\.0*)?)$/, "$1").replace("-", "\u2212");
}

// The time of day, which is as short in every language, with the day of the week unless it is today's.
export function formatTime(seconds, now, parts = {}) {
  const [date, today] = [new Date(seconds * 1000), new Date(now * 1000)];
  const day = date.toDateString() === today.toDateString() ? {} : { weekday: "short" };
  return date.toLocaleString([], { ...day, hour: "2-digit", minute: "2-digit", hourCycle: "h23", ...parts });
}

export function formatDuration(seconds) {
  if (seconds < 59.5) {
    return `${Math.round(seconds)} s`;
  }
  const minutes = Math.round(seconds / 60);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [hours > 0 ? `${hours} h` : "", rest > 0 ? `${rest} min` : ""].filter(Boolean).join(" ");
}
