// Rows to tick: statements of a choice, items of a rubric.
function rowOf(tag, content, letter) {
  const row = make(tag, "et-row");
  const tick = make("span", "et-tick");
  tick.appendChild(make("span", "et-box")).appendChild(sign("right"));
  if (letter) tick.appendChild(make("span", "et-letter", letter));
  row.appendChild(tick);
  row.appendChild(make(tag === "button" ? "span" : "div", "et-text")).innerHTML = content;
  return row;
}

function tickRow(content, letter, ticked, toggle) {
  const row = rowOf("button", content, letter);
  row.type = "button";
  row.setAttribute("role", "checkbox");
  function show(on) {
    row.classList.toggle("ticked", on);
    row.setAttribute("aria-checked", String(on));
  }
  row.addEventListener("click", function () {
    show(toggle());
  });
  show(ticked);
  return row;
}

// Letters stand where there are keys to press.
function letterAt(place) {
  return touch ? "" : "ABCDEF"[place];
}

// The turn's order. All orders are numbered, and 17 has no factor in common with their count, so
// that none comes again before all the others have come.
function shuffled(count) {
  let number = turn * 17;
  const left = [];
  const order = [];
  for (let i = 0; i !== count; i += 1) left.push(i);
  for (let size = count; size > 0; size -= 1) {
    order.push(left.splice(number % size, 1)[0]);
    number = Math.floor(number / size);
  }
  return order;
}

function choice() {
  const holder = document.getElementById("et-choices");
  const items = Array.from(holder.querySelectorAll(".et-choices > li"));
  const right = items.map(function (item) {
    return item.dataset.right === "1";
  });
  const texts = items.map(function (item) {
    return item.innerHTML;
  });
  const order = shuffled(items.length);
  const rows = make("div", "et-rows");
  replace(holder, [rows]);
  if (front) choiceFront(rows, order, texts, right);
  else choiceBack(holder, rows, order, texts, right);
}

function choiceFront(rows, order, texts, right) {
  const outcome = make("div");
  order.forEach(function (index, place) {
    const row = tickRow(texts[index], letterAt(place), false, function () {
      if (!state.checked) state.ticked[index] = !state.ticked[index];
      save();
      return Boolean(state.ticked[index]);
    });
    rows.appendChild(row);
  });
  const check = checkButton(function () {
    state.checked = true;
    save();
    const result = marking.markChoice(credits, right, state.ticked);
    replace(outcome, [summary(result.mark, result.words)]);
    Array.from(rows.children).forEach(function (row, place) {
      judge(row, result.options[order[place]]);
    });
    return true;
  });
  replace(document.getElementById("et-check"), [outcome, check]);
  letters(rows.children);
}

function judge(row, option) {
  row.classList.add("et-judged");
  row.classList.toggle("off", option.mark === "wrong");
  const verdict = make("span", "et-verdict");
  verdict.appendChild(sign(option.mark));
  verdict.appendChild(document.createTextNode(" " + option.text));
  row.appendChild(verdict);
}

function choiceBack(holder, rows, order, texts, right) {
  const given = state.checked || state.ticked.some(Boolean);
  const result = marking.markChoice(credits, right, state.ticked);
  const reasons = document.querySelectorAll(".et-reasons > li");
  order.forEach(function (index, place) {
    const row = rowOf("div", texts[index], letterAt(place));
    row.classList.add("et-judged");
    row.classList.toggle("ticked", given ? Boolean(state.ticked[index]) : right[index]);
    const why = html("et-why", reasons[index].innerHTML);
    if (given) {
      judge(row, result.options[index]);
      why.removeChild(why.firstElementChild); // the verdict has said whether it is right
    }
    row.appendChild(why);
    rows.appendChild(row);
  });
  if (given) holder.insertBefore(summary(result.mark, result.words), rows);
  document.getElementById("et-reasons").hidden = true;
}

function rubric() {
  const holder = document.getElementById("et-rubric");
  const list = holder.querySelector(".et-rubric");
  const items = Array.from(list.children);
  const values = items.map(function (item) {
    return Number(item.dataset.credits);
  });
  const ticked = [];
  const rows = make("div", "et-rows");
  function show() {
    const result = marking.markRubric(values, ticked);
    summary(result.credits > 0 ? cardMark(result) : "none", [{ plain: result.summary }]);
  }
  items.forEach(function (item, index) {
    const worth = item.removeChild(item.querySelector("small"));
    const row = tickRow(item.innerHTML, "", false, function () {
      ticked[index] = !ticked[index];
      show();
      return ticked[index];
    });
    row.classList.add("et-scored");
    row.appendChild(make("span", "et-credit", worth.textContent));
    rows.appendChild(row);
  });
  holder.querySelector("h2").textContent = "Tick what your answer says";
  holder.replaceChild(rows, list);
}
