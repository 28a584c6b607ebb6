// ---- Tolerance: how far off is right, and in words ----

const COUNTS = ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
const TINY = 1e-12;

const numberText = (value) => String(Number(value.toPrecision(10))).replace("-", "−");

function shown(value, kind) {
  if (kind === "choice") return value;
  if (kind === "shape") return value.join(" × ");
  if (kind === "vector") return "(" + value.map((entry) => shown(entry, "number")).join(", ") + ")";
  if (kind !== "matrix") return numberText(Number(value));
  const rows = value.map((row) => row.map((entry) => shown(entry, "number")).join(", "));
  return "[" + rows.join("; ") + "]";
}

// The power of ten of a number's first digit.
const exponentOf = (value) => Number(Math.abs(value).toExponential().split("e")[1]);

function roomAt(key, tolerance) {
  const amount = Number(tolerance.value);
  if (tolerance.type === "absolute") return amount;
  if (tolerance.type === "relative") return amount * Math.abs(key);
  return key === 0 ? 0 : Math.pow(10, exponentOf(key) - amount + 1) / 2;
}

function within(value, key, tolerance) {
  const room = roomAt(key, tolerance);
  // decimals are not exact in binary, and both edges of the tolerance belong to it
  const slack = TINY + 1e-9 * Math.max(Math.abs(key), room);
  return Math.abs(value - key) <= room + slack;
}

function alike(value, key, tolerance) {
  if (!Array.isArray(key)) return !Array.isArray(value) && within(value, Number(key), tolerance);
  if (!Array.isArray(value) || value.length !== key.length) return false;
  return key.every((entry, i) => alike(value[i], entry, tolerance));
}

// Where N may be left out, a shape without it is as good.
function sameShape(value, key, answer) {
  const forms = answer.batch_optional && key[0] === "N" ? [key, key.slice(1)] : [key];
  return forms.some((form) => form.join("x") === value.join("x"));
}

function agrees(value, key, answer) {
  if (answer.kind === "choice") return value === key;
  if (answer.kind === "shape") return sameShape(value, key, answer);
  return alike(value, key, answer.tolerance);
}

const isRight = (value, answer) =>
  [answer.key].concat(answer.also || []).some((key) => agrees(value, key, answer));

// How many decimal places an absolute tolerance of half a unit asks for, or null.
function placesOf(tolerance) {
  const room = Number(tolerance.value);
  if (tolerance.type !== "absolute" || room <= 0) return null;
  const places = Math.round(-Math.log(2 * room) / Math.LN10);
  const isHalfUnit = Math.abs(2 * room * Math.pow(10, places) - 1) < 1e-6;
  return isHalfUnit && places >= 0 && places < COUNTS.length ? places : null;
}

const counted = (count, unit) => COUNTS[count] + " " + unit + (count === 1 ? "" : "s");

// The rounding that is asked for, in words, or "".
function roundingText(tolerance) {
  const places = placesOf(tolerance);
  if (places > 0) return counted(places, "decimal place");
  if (tolerance.type === "significant") return counted(Number(tolerance.value), "significant digit");
  return "";
}

function toleranceText(tolerance) {
  const rounding = roundingText(tolerance);
  if (rounding !== "") return "to " + rounding;
  const amount = Number(tolerance.value);
  if (tolerance.type === "relative") return "within " + numberText(100 * amount) + " %";
  return amount === 0 ? "exact" : "within " + numberText(amount);
}

function asked(answer) {
  if (answer.kind === "integer") return "whole number, exact";
  if (answer.kind === "choice") return "pick one";
  if (answer.kind === "shape") {
    const batch = answer.key[0] === "N" ? "sizes as in Nx2x5" : "sizes as in 4x2x5";
    return batch + (answer.batch_optional ? ", N may be left out" : "");
  }
  const text = toleranceText(answer.tolerance);
  if (answer.kind === "vector") return "a list as in (1, 2.5), " + text;
  return answer.kind === "matrix" ? "rows as in [1, 2; 3, 4], " + text : text;
}

// Whether a number was rounded to fewer places than asked, and is right but for that.
function roundedTooEarly(reading, answer) {
  if (answer.kind !== "number" || reading.places === null) return false;
  const key = Number(answer.key);
  const significant = answer.tolerance.type === "significant" && key !== 0;
  const digits = Number(answer.tolerance.value) - 1 - exponentOf(key);
  const count = significant ? digits : placesOf(answer.tolerance);
  if (count === null || reading.places >= count) return false;
  const off = Math.abs(reading.value - key);
  // more than a tenth off is another number, whatever it was rounded from
  return off <= Math.pow(10, -reading.places) / 2 + TINY && off <= Math.abs(key) / 10;
}
