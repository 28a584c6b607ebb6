// The Check button and the keyboard.
let checkNow = null;

function checkButton(action) {
  const button = make("button", "et-action", "Check");
  button.type = "button";
  button.addEventListener("click", function () {
    if (state.checked) showAnswer();
    else checkNow();
  });
  checkNow = function () {
    if (action()) button.textContent = "Show answer";
  };
  return button;
}

function showAnswer() {
  if (typeof pycmd === "function") pycmd("ans");
  else if (typeof window.showAnswer === "function") window.showAnswer();
}

let letterRows = [];

function letters(rows) {
  letterRows = Array.from(rows);
  if (!desktop || !front) return;
  // Anki's own keys (A adds a note, B opens the browser) yield only to a focused text field.
  const catcher = make("input", "et-keys");
  catcher.setAttribute("aria-label", "Letters tick statements, Enter checks");
  catcher.setAttribute("inputmode", "none");
  catcher.addEventListener("input", function () {
    catcher.value = "";
  });
  root.appendChild(catcher);
  catcher.focus({ preventScroll: true });
}

function onKey(event) {
  if (!root.isConnected || event.ctrlKey || event.altKey || event.metaKey) return;
  const target = event.target;
  const inField = target.tagName === "INPUT" && !target.classList.contains("et-keys");
  if (event.key === "Enter" && front && checkNow && target.tagName !== "BUTTON") {
    if (state.checked) showAnswer();
    else checkNow();
    event.preventDefault();
    event.stopPropagation();
    return;
  }
  const letter = event.key.length === 1 ? "abcdef".indexOf(event.key.toLowerCase()) : -1;
  if (inField || letter === -1 || letter >= letterRows.length) return;
  letterRows[letter].click();
  event.preventDefault();
  event.stopPropagation();
}
