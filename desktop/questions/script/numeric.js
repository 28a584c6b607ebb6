// ---- Numeric questions: mistakes, errors carried forward, verdicts ----

const CREDITED = /^(right|rounded|carried)$/;
const TRIVIAL = 1e-9; // a guard of less is 0

// How well a mistake explains all that was typed: the answers it hits less those it contradicts.
function score(mistake, row, readings) {
  let hits = 0;
  for (const name of Object.keys(mistake.values)) {
    const reading = readings[name];
    if (reading === undefined || reading.state !== "read") continue;
    hits += agrees(reading.value, mistake.values[name], row.answers[name]) ? 1 : -1;
  }
  return hits;
}

function mistakesOf(name, row, readings) {
  const hits = row.mistakes
    .filter((mistake) => mistake.values[name] !== undefined)
    .filter((mistake) => agrees(readings[name].value, mistake.values[name], row.answers[name]))
    .map((mistake) => ({ names: mistake.names, score: score(mistake, row, readings) }));
  const best = Math.max.apply(null, hits.map((hit) => hit.score));
  return [].concat.apply([], hits.filter((hit) => hit.score === best).map((hit) => hit.names));
}

// A value under its name: x; the entries of a vector x1, x2; of a matrix x11, x12.
function addNamed(names, name, value) {
  if (Array.isArray(value)) value.forEach((entry, i) => addNamed(names, name + (i + 1), entry));
  else names[name] = Number(value);
}

// What a part's carry may name: the row's numbers, and of the answers the earlier ones, as typed.
function namesFor(row, readings, earlier) {
  const names = Object.create(null);
  for (const slot of Object.keys(row.values)) {
    const value = Number(row.values[slot].replace("−", "-"));
    if (!isNaN(value) && row.answers[slot] === undefined) names[slot] = value;
  }
  for (const name of earlier) {
    const typed = readings[name].state === "read";
    addNamed(names, name, typed ? readings[name].value : row.answers[name].key);
  }
  return names;
}

// Whether an answer is what its part's carry makes of the earlier answers.
function isCarried(name, part, row, readings, earlier) {
  if (!part.carry || !earlier.some((other) => readings[other].state === "read")) return false;
  const names = namesFor(row, readings, earlier);
  if (part.guard) {
    const guard = evaluate(part.guard, names);
    if (guard.problem !== null || Math.abs(guard.value) < TRIVIAL) return false;
  }
  const carried = evaluate(part.carry, names);
  return carried.problem === null && alike(readings[name].value, carried.value, row.answers[name].tolerance);
}

function entry(state, mark, words, note, mistakes) {
  return { state, mark, words, note: note || [], mistakes: mistakes || [] };
}

function unmarked(reading, answer) {
  if (reading.state !== "invalid") return entry("waiting", "none", []);
  return entry("invalid", "none", [{ plain: NOT_A[answer.kind] + ": " + reading.problem + "." }]);
}

function wrong(name, row, readings, note) {
  const answer = row.answers[name];
  const typed = shown(readings[name].value, answer.kind);
  const mistakes = mistakesOf(name, row, readings);
  if (mistakes.length > 0) {
    const words = [{ strong: typed + ":" }];
    mistakes.forEach((mistake, i) => words.push({ plain: i ? " Or " : " " }, { mistake }));
    return entry("wrong", "wrong", words, note, mistakes);
  }
  if (roundedTooEarly(readings[name], answer)) {
    const text = "Right, rounded too early: asked for " + roundingText(answer.tolerance) + ".";
    return entry("rounded", "partly", [{ plain: text }], note);
  }
  return entry("wrong", "wrong", [{ strong: typed }, { plain: " is not it." }], note);
}

function verdict(name, part, row, readings, earlier) {
  const answer = row.answers[name];
  const right = [{ strong: shown(answer.key, answer.kind) }, { plain: "." }];
  const note = [{ plain: "The right answer is " }].concat(right);
  if (readings[name].state === "empty") return entry("empty", "wrong", [{ plain: "No answer." }], note);
  if (isRight(readings[name].value, answer)) return entry("right", "right", [{ plain: "Right." }]);
  if (!isCarried(name, part, row, readings, Object.keys(earlier))) return wrong(name, row, readings, note);
  if (Object.keys(earlier).every((other) => /^(right|rounded)$/.test(earlier[other].state))) {
    return entry("right", "right", [{ plain: "Right." }]);
  }
  const from = [{ plain: "From the right one it is " }].concat(right);
  return entry("carried", "right", [{ plain: "Right for your earlier answer." }], from);
}

function earnedOf(part, answers) {
  const right = part.answers.filter((name) => CREDITED.test(answers[name].state)).length;
  return Math.floor((2 * part.credits * right) / part.answers.length) / 2; // the exam's half credits
}

function markNumeric(row, parts, given) {
  const names = [].concat.apply([], parts.map((part) => part.answers));
  const readings = {};
  for (const name of names) readings[name] = read(given[name], row.answers[name]);
  const some = (state) => names.some((name) => readings[name].state === state);
  const state = some("invalid") ? "invalid" : some("read") ? "marked" : "empty";
  if (state !== "marked") {
    const answers = {};
    for (const name of names) answers[name] = unmarked(readings[name], row.answers[name]);
    const summary = state === "empty" ? "Nothing is typed yet." : "Nothing is marked yet.";
    return { state, answers, parts: [], credits: null, total: null, rating: null, summary };
  }
  const answers = {};
  for (const part of parts) {
    const earlier = Object.assign({}, answers);
    for (const name of part.answers) answers[name] = verdict(name, part, row, readings, earlier);
  }
  const earned = parts.map((part) => ({ credits: part.credits, earned: earnedOf(part, answers) }));
  return Object.assign({ state, answers, parts: earned }, credited(earned));
}
