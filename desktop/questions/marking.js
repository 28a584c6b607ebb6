/*
Marking of answers: the only implementation, for the deck (inlined in its template) and for the app
(in QuickJS). Data in, data out: no markup, no clock, no storage; nothing that is typed makes it throw.

  EndtermMarking.evaluate(text)                     -> value, places, problem
  EndtermMarking.asked(answer)                      -> "whole number, exact"
  EndtermMarking.markNumeric(row, parts, given)     -> state, answers, parts, and the credited four
  EndtermMarking.markChoice(credits, right, ticked) -> state, mark, words, options, and the four
  EndtermMarking.markRubric(credits, ticked)        -> credits, total, rating, summary

row.answers has {kind, key, tolerance} by name, row.mistakes lists {names, values} with values by answer;
  numbers are decimal strings. parts lists {credits, answers}; given has what was typed by name.
state of a card: marked, invalid (something is not a number: nothing is marked), empty (nothing typed);
  of an answer: right, rounded, wrong, empty, invalid, waiting (readable, but the card is not marked).
mark: right, partly, wrong, none. words and note list pieces: {strong}, {plain} or {mistake} (its name).
rating: a share of the credits below 0.6 suggests again (half forgotten is forgotten), below 1 hard,
  all of them good. Easy is the learner's own to give.

Anki reads doubled braces as fields, HTML reads a less-than sign before a letter as a tag, and
backslashes get lost on the way into a template: this file has none of the three.
*/
var EndtermMarking = (function () {
  "use strict";

  const LONGEST_INPUT = 80;
  const DEEPEST_NESTING = 16;
  const PASSING_SHARE = 0.6;
  const NUMBER = /^(?:[0-9]+,[0-9]+|[0-9]+[.]?[0-9]*|[.][0-9]+)(?:[eE][-+]?[0-9]+)?/;
  const LITERAL = /^[-+]? *(?:[0-9]*[.,]([0-9]*)|[0-9]+)$/;
  const LIST = /^[(] *[-+]? *[0-9]+,[0-9]+ *[)]/;
  const THOUSANDS = /^[-+]? *[1-9][0-9]?[0-9]?[.,][0-9][0-9][0-9]$/;
  const WORD = /^[A-Za-z]+/;
  const COUNTS = ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

  // ---- Evaluator ----

  function Unreadable(problem) {
    this.problem = problem;
  }

  function fail(problem) {
    throw new Unreadable(problem);
  }

  const finite = (value) => (isFinite(value) ? value : fail("it has no finite value"));

  function normalized(typed) {
    // tab, no-break, thin and narrow no-break space
    const spaces = new RegExp("[" + String.fromCharCode(9, 160, 8201, 8239) + "]", "g");
    const text = typeof typed === "string" ? typed.replace(spaces, " ").trim() : "";
    return text.replace(/[−–]/g, "-").replace(/[×·⋅]/g, "*").replace(/÷/g, "/");
  }

  function functionNamed(word) {
    const name = word.toLowerCase(); // a phone begins with a capital
    if (name === "sqrt") return Math.sqrt;
    if (name === "exp") return Math.exp;
    if (name === "ln") return Math.log;
    if (name === "log") return fail("“log” can have two bases; write ln for the natural logarithm");
    return fail("“" + word.slice(0, 12) + "” is unknown");
  }

  // sum: product {+- product}; product: signed {*/ signed}; signed: [+-] signed | power;
  // power: atom [^ signed]; atom: number | (sum) | name (sum) | name signed
  class Calculation {
    constructor(text) {
      this.text = text;
      this.at = 0;
      this.depth = 0;
    }
    peek() {
      while (this.text[this.at] === " ") this.at += 1;
      return this.at < this.text.length ? this.text[this.at] : "";
    }
    take(signs) {
      const next = this.peek();
      if (next === "" || signs.indexOf(next) === -1) return "";
      this.at += 1;
      return next;
    }
    deeper(rule) {
      this.depth += 1;
      if (this.depth > DEEPEST_NESTING) fail("it is nested too deeply");
      const value = this[rule]();
      this.depth -= 1;
      return value;
    }
    whole() {
      const value = this.sum();
      return this.peek() === "" ? value + 0 : this.misplaced(); // + 0 makes a negative zero plain
    }
    sum() {
      let value = this.product();
      for (let sign = this.take("+-"); sign !== ""; sign = this.take("+-")) {
        value = finite(sign === "+" ? value + this.product() : value - this.product());
      }
      return value;
    }
    product() {
      let value = this.signed();
      for (let sign = this.take("*/"); sign !== ""; sign = this.take("*/")) {
        value = finite(sign === "*" ? value * this.signed() : value / this.signed());
      }
      return value;
    }
    signed() {
      const sign = this.take("+-");
      if (sign === "") return this.power();
      return sign === "-" ? -this.deeper("signed") : this.deeper("signed");
    }
    power() {
      const base = this.atom();
      return this.take("^") === "" ? base : finite(Math.pow(base, this.deeper("signed")));
    }
    bracket() {
      const value = this.deeper("sum");
      if (this.peek() === "") fail("a bracket is not closed");
      return this.take(")") === "" ? this.misplaced() : value;
    }
    atom() {
      if (this.peek() === "") fail("something is missing at its end");
      const rest = this.text.slice(this.at);
      if (LIST.test(rest)) fail("a comma within brackets makes a list; use a point");
      if (this.take("(") !== "") return this.bracket();
      const found = NUMBER.exec(rest) || WORD.exec(rest) || this.misplaced();
      this.at += found[0].length;
      if (!WORD.test(rest)) return finite(Number(found[0].replace(",", ".")));
      const apply = functionNamed(found[0]);
      return finite(apply(this.take("(") === "" ? this.deeper("signed") : this.bracket()));
    }
    misplaced() {
      const next = this.peek();
      if (next === ")") fail("a bracket stands in the wrong place");
      if (next === "," || next === ".") fail("a number has one decimal mark, a comma or a point");
      if (WORD.test(next)) functionNamed(WORD.exec(this.text.slice(this.at))[0]);
      if (/[0-9(A-Za-z]/.test(next)) fail("two numbers stand side by side; no spaces, or a * between");
      const whole = String.fromCodePoint(this.text.codePointAt(this.at)); // an emoji is two units long
      return fail("“" + whole + "” stands in the wrong place");
    }
  }

  function evaluate(typed) {
    const text = normalized(typed);
    const literal = LITERAL.exec(text);
    const places = literal === null ? null : (literal[1] || "").length;
    const reading = { value: null, places, problem: null };
    try {
      if (text === "") fail("nothing is typed");
      if (text.length > LONGEST_INPUT) fail("it is too long");
      reading.value = new Calculation(text).whole();
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      reading.problem = error.problem;
    }
    return reading;
  }

  function read(typed, answer) {
    const reading = evaluate(typed);
    const text = normalized(typed);
    if (answer.kind === "integer" && THOUSANDS.test(text)) {
      reading.problem = "“" + text + "” can be read in two ways; leave out the mark for thousands";
    }
    reading.state = text === "" ? "empty" : reading.problem === null ? "read" : "invalid";
    return reading;
  }

  // ---- Tolerance ----

  const shown = (value) => String(Number(value.toPrecision(10))).replace("-", "−");

  function within(value, key, tolerance) {
    const room = Number(tolerance.value);
    // decimals are not exact in binary, and both edges of the tolerance belong to it
    const slack = 1e-12 + 1e-9 * Math.max(Math.abs(key), room);
    return Math.abs(value - key) <= room + slack;
  }

  function placesAsked(answer) {
    const room = Number(answer.tolerance.value);
    if (answer.kind === "integer" || room <= 0) return null;
    const places = Math.round(-Math.log(2 * room) / Math.LN10);
    const isHalfUnit = Math.abs(2 * room * Math.pow(10, places) - 1) < 1e-6;
    return isHalfUnit && places > 0 && places < COUNTS.length ? places : null;
  }

  const placesText = (count) => COUNTS[count] + (count === 1 ? " decimal place" : " decimal places");

  function asked(answer) {
    if (answer.kind === "integer") return "whole number, exact";
    const count = placesAsked(answer);
    return count === null ? "within " + shown(Number(answer.tolerance.value)) : "to " + placesText(count);
  }

  function roundedTooEarly(reading, answer) {
    const count = placesAsked(answer);
    if (count === null || reading.places === null || reading.places >= count) return false;
    const off = Math.abs(reading.value - Number(answer.key));
    // more than a tenth off is another number, whatever it was rounded from
    return off <= Math.pow(10, -reading.places) / 2 + 1e-12 && off <= Math.abs(Number(answer.key)) / 10;
  }

  // ---- Mistakes ----

  // How well a mistake explains all that was typed: the answers it hits less those it contradicts.
  function score(mistake, row, readings) {
    let hits = 0;
    for (const name of Object.keys(mistake.values)) {
      const reading = readings[name];
      if (reading === undefined || reading.state !== "read") continue;
      hits += within(reading.value, Number(mistake.values[name]), row.answers[name].tolerance) ? 1 : -1;
    }
    return hits;
  }

  function mistakesOf(name, row, readings) {
    const tolerance = row.answers[name].tolerance;
    const hits = row.mistakes
      .filter((mistake) => mistake.values[name] !== undefined)
      .filter((mistake) => within(readings[name].value, Number(mistake.values[name]), tolerance))
      .map((mistake) => ({ names: mistake.names, score: score(mistake, row, readings) }));
    const best = Math.max.apply(null, hits.map((hit) => hit.score));
    return [].concat.apply([], hits.filter((hit) => hit.score === best).map((hit) => hit.names));
  }

  // ---- Numeric questions ----

  function entry(state, mark, words, note, mistakes) {
    return { state, mark, words, note: note || [], mistakes: mistakes || [] };
  }

  function unmarked(reading) {
    if (reading.state !== "invalid") return entry("waiting", "none", []);
    return entry("invalid", "none", [{ plain: "Not a number: " + reading.problem + "." }]);
  }

  function verdict(name, row, readings) {
    const answer = row.answers[name];
    const reading = readings[name];
    const note = [{ plain: "The right answer is " }, { strong: shown(Number(answer.key)) }, { plain: "." }];
    if (reading.state === "empty") return entry("empty", "wrong", [{ plain: "No answer." }], note);
    if (within(reading.value, Number(answer.key), answer.tolerance)) {
      return entry("right", "right", [{ plain: "Right." }]);
    }
    const mistakes = mistakesOf(name, row, readings);
    if (mistakes.length > 0) {
      const words = [{ strong: shown(reading.value) + ":" }];
      mistakes.forEach((mistake, i) => words.push({ plain: i ? " Or " : " " }, { mistake }));
      return entry("wrong", "wrong", words, note, mistakes);
    }
    if (roundedTooEarly(reading, answer)) {
      const text = "Right, rounded too early: asked for " + placesText(placesAsked(answer)) + ".";
      return entry("rounded", "partly", [{ plain: text }], note);
    }
    return entry("wrong", "wrong", [{ strong: shown(reading.value) }, { plain: " is not it." }], note);
  }

  function earnedOf(part, answers) {
    const right = part.answers.filter((name) => /^(right|rounded)$/.test(answers[name].state)).length;
    return Math.floor((2 * part.credits * right) / part.answers.length) / 2; // the exam's half credits
  }

  function markNumeric(row, parts, given) {
    const names = [].concat.apply([], parts.map((part) => part.answers));
    const readings = {};
    for (const name of names) readings[name] = read(given[name], row.answers[name]);
    const some = (state) => names.some((name) => readings[name].state === state);
    const state = some("invalid") ? "invalid" : some("read") ? "marked" : "empty";
    const answers = {};
    for (const name of names) {
      answers[name] = state === "marked" ? verdict(name, row, readings) : unmarked(readings[name]);
    }
    const result = { state, answers, parts: [] };
    if (state !== "marked") {
      const summary = state === "empty" ? "Nothing is typed yet." : "Nothing is marked yet.";
      return Object.assign(result, { credits: null, total: null, rating: null, summary });
    }
    result.parts = parts.map((part) => ({ credits: part.credits, earned: earnedOf(part, answers) }));
    return Object.assign(result, credited(result.parts));
  }

  // ---- Credits, choice and open questions ----

  function credited(items) {
    const earned = items.reduce((sum, item) => sum + item.earned, 0);
    const total = items.reduce((sum, item) => sum + item.credits, 0);
    const share = total > 0 ? earned / total : 0;
    const rating = share < PASSING_SHARE ? "again" : share < 1 ? "hard" : "good";
    const verb = total === 1 ? " credit suggests " : " credits suggest ";
    const name = rating[0].toUpperCase() + rating.slice(1);
    const summary = shown(earned) + " of " + shown(total) + verb + name + ".";
    return { credits: earned, total, rating, summary };
  }

  function markRubric(credits, ticked) {
    return credited(credits.map((credit, i) => ({ credits: credit, earned: ticked[i] ? credit : 0 })));
  }

  function markOption(right, ticked) {
    if (right && ticked) return { state: "right", mark: "right", text: "Right" };
    if (right) return { state: "missed", mark: "wrong", text: "Missed: it is true" };
    if (ticked) return { state: "tickedFalse", mark: "wrong", text: "Ticked, but false" };
    return { state: "rightlyOpen", mark: "right", text: "Rightly left open" };
  }

  function markChoice(credits, right, ticked) {
    const options = right.map((isRight, i) => markOption(isRight, ticked[i]));
    const count = options.filter((option) => option.mark === "right").length;
    const all = count === options.length;
    const mark = all ? "right" : "wrong";
    const boxes = options.length === 2 ? "both boxes" : "all " + COUNTS[options.length] + " boxes";
    const result = credited([{ credits: credits, earned: all ? credits : 0 }]);
    const lead = shown(result.credits) + " of " + shown(credits) + (credits === 1 ? " credit." : " credits.");
    const some = COUNTS[count] + (count === 1 ? " is." : " are.");
    const rest = all
      ? " " + boxes[0].toUpperCase() + boxes.slice(1) + " are right."
      : " The exam gives them only when " + boxes + " are right; " + some;
    const words = [{ strong: lead }, { plain: rest }];
    return Object.assign({ state: mark, mark, options, words }, result);
  }

  return { evaluate, asked, markNumeric, markChoice, markRubric };
})();
