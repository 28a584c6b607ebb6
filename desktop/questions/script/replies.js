// ---- Replies: what is typed, read as the answer's kind wants it ----

const LONGEST_LIST = 400;
const MOST_SIZES = 8;
const THOUSANDS = /^[-+]? *[1-9][0-9]?[0-9]?[.,][0-9][0-9][0-9]$/;
const ENTRY = /^[-+]?(?:[0-9]+(?:[.,][0-9]+)?|[.][0-9]+)$/;
const SIZE = /^[0-9]+(?: *[*] *[0-9]+)*$/;
const LARGEST_SIZE = 1e10;
const NEWLINES = new RegExp("[" + String.fromCharCode(10, 13) + "]+", "g");
const CLOSER = { "(": ")", "[": "]" };
const DECIMAL_COMMAS = "commas could be decimal marks here; write points, or ; between the numbers";
const NOT_A = {
  number: "Not a number",
  integer: "Not a number",
  shape: "Not a shape",
  vector: "Not a list",
  matrix: "Not a matrix",
  choice: "Not an option",
};

// Calls visit(sign, place) for every sign that stands in no bracket; returns where brackets end last.
function walk(text, visit) {
  const closers = [];
  let end = -1;
  for (let i = 0; i !== text.length; i += 1) {
    const sign = text[i];
    if (CLOSER[sign]) closers.push(CLOSER[sign]);
    else if (sign === ")" || sign === "]") {
      if (closers.pop() !== sign) fail("a bracket stands in the wrong place");
      if (closers.length === 0 && end === -1) end = i;
    } else if (closers.length === 0) visit(sign, i);
  }
  if (closers.length > 0) fail("a bracket is not closed");
  return end;
}

// The pieces between marks that stand in no bracket; one that is empty at the end is left out.
function split(text, marks) {
  const pieces = [];
  let from = 0;
  walk(text, (sign, place) => {
    if (marks.indexOf(sign) === -1) return;
    pieces.push(text.slice(from, place).trim());
    from = place + 1;
  });
  const last = text.slice(from).trim();
  return last === "" && pieces.length > 0 ? pieces : pieces.concat(last);
}

function isWrapped(text) {
  return Boolean(CLOSER[text.charAt(0)]) && walk(text, () => null) === text.length - 1;
}

const inner = (text) => (isWrapped(text) ? text.slice(1, -1).trim() : text);

// The entries of a list or a row. `wanted` is how many there should be.
function entriesOf(text, wanted, commasSeparate) {
  const words = text.split(/ +/);
  if (words.length > 1 && words.every((word) => ENTRY.test(word))) return words;
  const pieces = split(text, ",");
  const spaced = text.split(", ").length - 1;
  if (spaced > 0 && pieces.length - 1 > spaced) fail(DECIMAL_COMMAS);
  if (spaced > 0 || pieces.length === 1) return pieces;
  if (pieces.length === 2 && !commasSeparate) return [text]; // a decimal comma
  if (pieces.length === 2 * wanted) fail(DECIMAL_COMMAS);
  return pieces;
}

const numbersIn = (pieces) =>
  pieces.map((piece) => (piece === "" ? fail("a number is missing between two marks") : calculated(piece)));

function readVector(typed, answer) {
  const text = normalized(typed);
  const inside = inner(text);
  if (inside.indexOf(";") !== -1) return numbersIn(split(inside, ";"));
  const pieces = entriesOf(inside, answer.key.length, isWrapped(text));
  if (pieces.length === 1 && !isWrapped(text)) fail("one number is no list; write it as in (1, 2.5)");
  return numbersIn(pieces);
}

function readMatrix(typed, answer) {
  const text = normalized(typed).replace(NEWLINES, ";").replace(/, *;/g, ";");
  const inside = inner(text);
  const bracketed = split(inside, ",;");
  const nested = bracketed.every(isWrapped);
  const rows = nested ? bracketed.map(inner) : split(inside, ";");
  const wanted = answer.key[0].length;
  const matrix = rows.map((row) => numbersIn(entriesOf(row, wanted, true)));
  if (matrix.some((row) => row.length !== matrix[0].length)) fail("its rows have different lengths");
  if (inside === text && !nested && rows.length === 1) {
    fail("one row is no matrix; write it as in [1, 2; 3, 4]");
  }
  return matrix;
}

function sizeOf(piece) {
  if (piece === "") return fail("a size is missing");
  if (piece === "N" || piece === "n") return "N";
  if (!SIZE.test(piece)) return fail(quoted(piece) + " is no size; write whole numbers, or N for the batch");
  const size = piece.split("*").reduce((product, factor) => product * Number(factor), 1);
  return size < LARGEST_SIZE ? String(size) : fail("a size is too large");
}

function readShape(typed) {
  const inside = inner(tidied(typed).replace(/[×X]/g, "x"));
  const marks = ["x", ","].filter((mark) => inside.indexOf(mark) !== -1);
  if (marks.length === 2) fail("x and commas are mixed");
  const words = inside.split(/ +/);
  const spaced = marks.length === 0 && words.every((word) => /^(?:[Nn]|[0-9]+)$/.test(word));
  if (marks[0] === "x" && inside.slice(-1) === "x") fail("a size is missing");
  const pieces = spaced ? words : split(inside, marks);
  if (pieces.length > MOST_SIZES) fail("it has too many sizes");
  if (pieces.length === 1 && inside.indexOf("*") !== -1) {
    fail("a product is one size; write x between the sizes");
  }
  return pieces.map(sizeOf);
}

function readOption(typed, answer) {
  const text = tidied(typed).toLowerCase();
  const found = answer.options.filter((option) => tidied(option).toLowerCase() === text);
  return found.length === 1 ? found[0] : fail("pick one of the options");
}

function readNumber(typed, answer) {
  const text = normalized(typed);
  if (answer.kind === "integer" && THOUSANDS.test(text)) {
    fail("“" + text + "” can be read in two ways; leave out the mark for thousands");
  }
  return calculated(text);
}

const READERS = {
  number: readNumber,
  integer: readNumber,
  shape: readShape,
  vector: readVector,
  matrix: readMatrix,
  choice: readOption,
};

function read(typed, answer) {
  if (tidied(typed) === "") return { state: "empty", value: null, places: null, problem: null };
  const reading = attempt(() =>
    typed.length > LONGEST_LIST ? fail("it is too long") : READERS[answer.kind](typed, answer)
  );
  const places = answer.kind === "number" ? evaluate(typed).places : null;
  return Object.assign(reading, { state: reading.problem === null ? "read" : "invalid", places });
}
