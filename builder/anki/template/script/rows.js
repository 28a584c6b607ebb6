// Rows to tick: statements of a choice, items of a rubric.
function tickRow(content, ticked, toggle) {
  const row = make("button", "et-row");
  row.type = "button";
  row.setAttribute("role", "checkbox");
  const box = make("span", "et-box");
  box.appendChild(sign("right"));
  row.appendChild(box);
  const text = make("span", "et-text");
  text.innerHTML = content;
  row.appendChild(text);
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

// Fisher-Yates with a small generator of our own, so that both sides and every client agree.
function shuffled(count) {
  let seed = turn >>> 0;
  const order = [];
  for (let i = 0; i !== count; i += 1) order.push(i);
  for (let i = count - 1; i > 0; i -= 1) {
    seed = (Math.imul(seed ^ (seed >>> 15), 2246822519) + 3266489917) >>> 0;
    const j = (seed >>> 8) % (i + 1);
    const kept = order[i];
    order[i] = order[j];
    order[j] = kept;
  }
  return order;
}

function choice() {
  const holder = document.getElementById("et-choices");
  const items = Array.from(holder.querySelectorAll(".et-choices > li"));
  const right = items.map(function (item) {
    return item.dataset.right === "1";
  });
  const order = shuffled(items.length);
  const texts = items.map(function (item) {
    return item.innerHTML;
  });
  const rows = make("div", "et-rows");
  replace(holder, [rows]);
  if (front) choiceFront(rows, order, texts, right);
  else choiceBack(holder, rows, order, texts, right);
}

function choiceFront(rows, order, texts, right) {
  const outcome = make("div");
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
  order.forEach(function (index) {
    const row = tickRow(texts[index], Boolean(state.ticked[index]), function () {
      if (state.checked) return Boolean(state.ticked[index]);
      state.ticked[index] = !state.ticked[index];
      save();
      return state.ticked[index];
    });
    rows.appendChild(row);
  });
  letters(rows.children);
  replace(document.getElementById("et-check"), [outcome, check]);
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
  order.forEach(function (index) {
    const row = make("div", "et-row et-judged");
    const box = make("span", "et-box");
    box.appendChild(sign("right"));
    row.appendChild(box);
    const text = make("div", "et-text");
    text.innerHTML = texts[index];
    row.appendChild(text);
    row.classList.toggle("ticked", given ? Boolean(state.ticked[index]) : right[index]);
    if (given) judge(row, result.options[index]);
    row.appendChild(html("et-why", reasons[index].innerHTML));
    rows.appendChild(row);
  });
  if (given) holder.insertBefore(summary(result.mark, result.words), rows);
  document.getElementById("et-reasons").hidden = true;
}

function rubric() {
  const holder = document.getElementById("et-rubric");
  const items = Array.from(holder.querySelectorAll(".et-rubric > li"));
  const values = items.map(function (item) {
    return Number(item.dataset.credits);
  });
  const ticked = [];
  const rows = make("div", "et-rows");
  function show() {
    const result = marking.markRubric(values, ticked);
    const mark = result.credits === result.total ? "right" : result.credits > 0 ? "partly" : "none";
    summary(mark, [{ plain: result.summary }]);
  }
  items.forEach(function (item, index) {
    const worth = item.querySelector("small");
    const amount = worth.textContent;
    item.removeChild(worth);
    const row = tickRow(item.innerHTML, false, function () {
      ticked[index] = !ticked[index];
      show();
      return ticked[index];
    });
    row.classList.add("et-scored");
    row.appendChild(make("span", "et-credit", amount));
    rows.appendChild(row);
  });
  holder.querySelector("h2").textContent = "Tick what your answer says";
  replace(holder.querySelector(".et-rubric"), []);
  holder.replaceChild(rows, holder.querySelector(".et-rubric"));
  letters(rows.children);
}
