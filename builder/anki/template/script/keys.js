// The Check button and the keyboard.
const reveal = typeof pycmd === "function" ? function () { pycmd("ans"); } : window.showAnswer;

let proceed = null; // what Enter does: check, and once that is done show the answer
let letterRows = [];
let catcher = null;

function checkButton(check) {
  const button = make("button", "et-action");
  button.type = "button";
  let done = false;
  function show(isDone) {
    done = isDone;
    button.textContent = done ? "Show answer" : "Check";
    // where a card cannot ask for its answer, the client's own button shows it
    button.hidden = done && typeof reveal !== "function";
  }
  proceed = function () {
    if (!done) show(check());
    else if (typeof reveal === "function") reveal();
  };
  button.addEventListener("click", proceed);
  show(false);
  button.startAgain = function () {
    show(false);
  };
  return button;
}

function letters(rows) {
  letterRows = Array.from(rows);
  if (!desktop) return;
  // Anki's own keys (A adds a note, B opens the browser) yield only to a focused text field.
  catcher = make("input", "et-keys");
  catcher.setAttribute("aria-label", "Letters tick statements, Enter checks");
  catcher.setAttribute("inputmode", "none");
  catcher.addEventListener("input", function () {
    catcher.value = "";
  });
  root.appendChild(catcher);
  // a click would leave the focus on its row, and the next letter to Anki
  root.addEventListener("click", function (event) {
    if (event.target.closest("button")) catcher.focus({ preventScroll: true });
  });
  catcher.focus({ preventScroll: true });
}

function onKey(event) {
  if (!root.isConnected || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.isComposing || !event.key) return; // a browser that fills fields in sends no key
  const action = actionOf(event.key, event.target);
  const inField = event.target.tagName === "INPUT" && root.contains(event.target);
  if (action) {
    event.preventDefault();
    if (!event.repeat) action();
  }
  // what is typed is not meant for the client's shortcuts
  if (action || inField) event.stopPropagation();
}

function actionOf(key, target) {
  const name = target.tagName;
  const isPress = key === "Enter" || (key === " " && target === catcher);
  if (isPress && name !== "BUTTON") return proceed;
  if (name === "INPUT" && key === "Escape") {
    // then Anki's own keys work again
    return function () {
      target.blur();
    };
  }
  const letter = key.length === 1 ? "abcdef".indexOf(key.toLowerCase()) : -1;
  if (letter === -1 || letter >= letterRows.length) return null;
  if (name === "INPUT" && target !== catcher) return null;
  return function () {
    letterRows[letter].click();
  };
}
