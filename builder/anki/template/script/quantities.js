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

function give(name, value) {
  state.given[name] = value;
  state.checked = false;
  save();
}

function field(item, place, answer) {
  const name = item.dataset.name;
  const element = make("div", "et-field");
  const label = make("label");
  label.innerHTML = item.querySelector("span").innerHTML;
  const line = make("div", "et-line");
  element.appendChild(label);
  const control =
    answer.kind === "choice" ? options(element, label, place, name, answer) : box(line, label, place, name, answer);
  line.appendChild(make("span", "et-hint", marking.asked(answer)));
  element.appendChild(line);
  return { name: name, element: element, line: line, focus: control.focus, freeze: control.freeze };
}

// A box to type in.
function box(line, label, place, name, answer) {
  const input = make("input");
  input.type = "text";
  input.id = "et-input-" + place;
  label.htmlFor = input.id;
  if (WIDE[answer.kind]) input.style.width = "20rem";
  input.setAttribute("inputmode", "text");
  ["autocomplete", "autocorrect", "autocapitalize", "spellcheck"].forEach(function (setting) {
    input.setAttribute(setting, setting === "spellcheck" ? "false" : "off");
  });
  input.value = state.given[name] || "";
  input.addEventListener("input", function () {
    give(name, input.value);
  });
  line.appendChild(input);
  return {
    focus: function () {
      input.focus();
    },
    freeze: function () {
      input.readOnly = true;
    },
  };
}

// Options to pick one of.
function options(element, label, place, name, answer) {
  const group = make("div", "et-rows");
  label.id = "et-input-" + place;
  group.setAttribute("role", "radiogroup");
  group.setAttribute("aria-labelledby", label.id);
  const rows = answer.options.map(function (option) {
    const row = tickRow("", state.given[name] === option, function () {
      rows.forEach(function (other) {
        other.classList.remove("ticked");
        other.setAttribute("aria-checked", "false");
      });
      give(name, option);
      return true;
    });
    row.setAttribute("role", "radio");
    row.querySelector(".et-text").textContent = option;
    group.appendChild(row);
    return row;
  });
  element.appendChild(group);
  return {
    focus: function () {
      rows[0].focus();
    },
    freeze: function () {
      rows.forEach(function (row) {
        row.disabled = true;
      });
    },
  };
}

function mark(entry, verdict, withRightAnswer) {
  const old = entry.element.querySelectorAll(".et-note, .et-line > .et-mark");
  Array.from(old).forEach(function (element) {
    element.parentNode.removeChild(element);
  });
  entry.element.className = "et-field " + verdict.mark;
  if (verdict.mark !== "none") entry.line.insertBefore(sign(verdict.mark), entry.line.lastChild);
  const pieces = verdict.words.concat(withRightAnswer ? [{ plain: " " }].concat(verdict.note) : []);
  if (verdict.words.length === 0) return;
  const note = make("div", "et-note");
  note.setAttribute("role", "status");
  note.appendChild(sentence(pieces));
  entry.element.appendChild(note);
  typeset(note);
}

function numericFront(row, fields) {
  const outcome = make("div");
  const check = checkButton(function () {
    const result = marking.markNumeric(row, data.parts, state.given);
    fields.forEach(function (entry) {
      mark(entry, result.answers[entry.name], false);
    });
    state.checked = result.state === "marked";
    save();
    replace(outcome, [summary(state.checked ? cardMark(result) : "none", [{ plain: result.summary }])]);
    return state.checked;
  });
  replace(document.getElementById("et-check"), [outcome, check]);
  if (!touch && fields.length) fields[0].focus();
}

function cardMark(result) {
  return result.credits === result.total ? "right" : result.credits > 0 ? "partly" : "wrong";
}

function numericBack(row, fields) {
  const result = marking.markNumeric(row, data.parts, state.given);
  fields.forEach(function (entry) {
    entry.freeze();
    if (result.state === "marked") mark(entry, result.answers[entry.name], true);
  });
  document.getElementById("et-rubric").hidden = true;
  if (result.state !== "marked") {
    document.getElementById("et-inputs").hidden = true;
    return;
  }
  const holder = document.getElementById("et-check");
  holder.appendChild(summary(cardMark(result), [{ plain: result.summary }]));
}
