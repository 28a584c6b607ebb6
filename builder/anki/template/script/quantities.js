// Quantities to type, and the numbers of the day.
function fill(text, values) {
  return text.replace(/\[\[([a-z0-9_.:]+)\]\]/g, function (slot, key) {
    return key in values ? values[key] : slot;
  });
}

function fillTexts(row) {
  Object.keys(data.texts).forEach(function (name) {
    const holder = document.getElementById("et-" + name);
    if (!holder) return;
    const text = fill(data.texts[name], row.values);
    const lead = holder.querySelector("h2");
    if (lead) holder.innerHTML = lead.outerHTML + text;
    else holder.innerHTML = text;
  });
  Object.keys(data.mistakes).forEach(function (name) {
    data.mistakes[name] = fill(data.mistakes[name], row.values);
  });
  const solution = document.getElementById("et-solution");
  if (!solution) return;
  replace(solution, []);
  data.solution.forEach(function (step) {
    const records = step.each ? row.records[step.each] : [{}];
    records.forEach(function (record) {
      const values = Object.assign({}, row.values, record);
      solution.appendChild(html("et-step", fill(step.text, values)));
    });
  });
}

function numeric() {
  const row = data.rows[turn % data.rows.length];
  fillTexts(row);
  const holder = document.getElementById("et-inputs");
  const fields = Array.from(holder.querySelectorAll("li")).map(function (item, place) {
    return field(item, place, row.answers[item.dataset.name]);
  });
  replace(holder, fields.map(function (entry) {
    return entry.element;
  }));
  if (front) numericFront(row, fields);
  else numericBack(row, fields);
}

const WIDE = { vector: true, matrix: true };

function field(item, place, answer) {
  const element = make("div", "et-field");
  const label = make("label");
  label.innerHTML = item.querySelector("span").innerHTML;
  const line = make("div", "et-line");
  const entry = { name: item.dataset.name, element: element, changed: null };
  element.appendChild(label);
  if (answer.kind === "choice") pick(entry, label, place, answer.options);
  else box(entry, line, label, place, answer.kind);
  line.appendChild(make("span", "et-hint", marking.asked(answer)));
  element.appendChild(line);
  return entry;
}

function give(entry, value) {
  state.given[entry.name] = value;
  state.checked = false;
  save();
  if (entry.changed) entry.changed();
}

// A box to type in; the mark stands at its end.
function box(entry, line, label, place, kind) {
  const typed = line.appendChild(make("span", "et-typed"));
  const input = typed.appendChild(make("input"));
  input.type = "text";
  input.id = label.htmlFor = "et-input-" + place;
  if (WIDE[kind]) typed.classList.add("et-wide");
  input.setAttribute("inputmode", "text");
  ["autocomplete", "autocorrect", "autocapitalize", "spellcheck"].forEach(function (setting) {
    input.setAttribute(setting, setting === "spellcheck" ? "false" : "off");
  });
  input.value = state.given[entry.name] || "";
  input.addEventListener("input", function () {
    give(entry, input.value);
  });
  entry.marked = typed;
  entry.first = input;
  entry.freeze = function () {
    input.readOnly = true;
  };
}

// Options to pick one of; the mark stands after the label.
function pick(entry, label, place, options) {
  const group = make("div", "et-rows");
  label.id = "et-input-" + place;
  group.setAttribute("role", "radiogroup");
  group.setAttribute("aria-labelledby", label.id);
  const rows = options.map(function (option) {
    const row = tickRow("", "", state.given[entry.name] === option, function () {
      rows.forEach(function (other) {
        other.classList.remove("ticked");
        other.setAttribute("aria-checked", "false");
      });
      give(entry, option);
      return true;
    });
    row.setAttribute("role", "radio");
    row.querySelector(".et-text").textContent = option;
    group.appendChild(row);
    return row;
  });
  entry.element.appendChild(group);
  entry.marked = label;
  entry.first = rows[0];
  entry.freeze = function () {
    rows.forEach(function (row) {
      row.disabled = true;
    });
  };
}

function unmark(entry) {
  entry.element.className = "et-field";
  Array.from(entry.element.querySelectorAll(".et-note, .et-mark")).forEach(function (element) {
    element.parentNode.removeChild(element);
  });
}

function mark(entry, verdict, more) {
  unmark(entry);
  entry.element.classList.add(verdict.mark);
  if (verdict.mark !== "none") entry.marked.appendChild(sign(verdict.mark));
  if (verdict.words.length === 0) return;
  const note = make("div", "et-note");
  note.setAttribute("role", "status");
  note.appendChild(sentence(verdict.words));
  if (more.length > 0) note.appendChild(make("small")).appendChild(sentence(more));
  entry.element.appendChild(note);
}

function numericFront(row, fields) {
  const outcome = make("div");
  const check = checkButton(function () {
    const result = marking.markNumeric(row, data.parts, state.given);
    fields.forEach(function (entry) {
      mark(entry, result.answers[entry.name], []);
      typeset(entry.element);
    });
    state.checked = result.state === "marked";
    save();
    const words = [{ plain: result.summary }];
    if (desktop && result.state === "empty") words.push({ plain: " Enter again shows the answer." });
    replace(outcome, [summary(state.checked ? cardMark(result) : "none", words)]);
    return result.state !== "invalid";
  });
  fields.forEach(function (entry) {
    entry.changed = function () {
      // a verdict on what stood here before would be a lie
      fields.forEach(unmark);
      replace(outcome, []);
      check.startAgain();
    };
  });
  replace(document.getElementById("et-check"), [outcome, check]);
  if (!touch) fields[0].first.focus({ preventScroll: true });
}

function numericBack(row, fields) {
  const result = marking.markNumeric(row, data.parts, state.given);
  document.getElementById("et-rubric").hidden = true;
  if (result.state !== "marked") {
    document.getElementById("et-inputs").hidden = true;
    return;
  }
  fields.forEach(function (entry) {
    const verdict = result.answers[entry.name];
    entry.freeze();
    mark(entry, verdict, verdict.note);
  });
  const holder = document.getElementById("et-check");
  holder.appendChild(summary(cardMark(result), [{ plain: result.summary }]));
}
