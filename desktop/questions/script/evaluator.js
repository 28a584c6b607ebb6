// ---- The evaluator: a number from what is typed ----

const LONGEST_NUMBER = 80;
const LONGEST_EXPRESSION = 300; // an author's
const DEEPEST_NESTING = 16;
const NUMBER = /^(?:[0-9]+,[0-9]+|[0-9]+[.]?[0-9]*|[.][0-9]+)(?:[eE][-+]?[0-9]+)?/;
const LITERAL = /^[-+]? *(?:[0-9]*[.,]([0-9]*)|[0-9]+)$/;
const LIST = /^[(] *[-+]? *[0-9]+,[0-9]+ *[)]/;
const WORD = /^[A-Za-z]+/;
const NAME = /^[a-z][a-z0-9_]*/;
const SPACES = new RegExp("[" + String.fromCharCode(9, 160, 8201, 8239) + "]", "g"); // tab, no-break, thin ones

function Unreadable(problem) {
  this.problem = problem;
}

function fail(problem) {
  throw new Unreadable(problem);
}

// What `action` gives, or the problem it meets.
function attempt(action) {
  try {
    return { value: action(), problem: null };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { value: null, problem: error.problem };
  }
}

const finite = (value) => (isFinite(value) ? value : fail("it has no finite value"));
// A unit of JavaScript's text may be half a character.
const quoted = (text) => "“" + Array.from(text).slice(0, 12).join("") + "”";

function tidied(typed) {
  const text = typeof typed === "string" ? typed.replace(SPACES, " ").trim() : "";
  return text.replace(/[−–]/g, "-").replace(/[·⋅]/g, "*").replace(/÷/g, "/");
}

const normalized = (typed) => tidied(typed).replace(/×/g, "*");

function functionNamed(word) {
  const name = word.toLowerCase(); // a phone begins with a capital
  if (name === "sqrt") return Math.sqrt;
  if (name === "exp") return Math.exp;
  if (name === "ln") return Math.log;
  if (name === "log") return fail("“log” can have two bases; write ln for the natural logarithm");
  return fail(quoted(word) + " is unknown");
}

// sum: product {+- product}; product: signed {*/ signed}; signed: [+-] signed | power;
// power: atom [^ signed]; atom: number | name | (sum) | function (sum) | function signed
class Calculation {
  constructor(text, names) {
    this.text = text;
    this.names = names;
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
    const word = (NAME.exec(rest) || [""])[0];
    if (Object.prototype.hasOwnProperty.call(this.names, word)) {
      this.at += word.length;
      return finite(this.names[word]);
    }
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
    const whole = String.fromCodePoint(this.text.codePointAt(this.at)); // not half an emoji
    return fail("“" + whole + "” stands in the wrong place");
  }
}

function calculated(text, names) {
  if (text === "") fail("nothing is typed");
  if (text.length > (names ? LONGEST_EXPRESSION : LONGEST_NUMBER)) fail("it is too long");
  return new Calculation(text, names || {}).whole();
}

function evaluate(typed, names) {
  const text = normalized(typed);
  const literal = LITERAL.exec(text);
  const places = literal === null ? null : (literal[1] || "").length;
  return Object.assign({ places }, attempt(() => calculated(text, names)));
}
