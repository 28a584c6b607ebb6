// Building blocks of the page.
function make(tag, className, content) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (typeof content === "string") element.textContent = content;
  return element;
}

function html(className, content) {
  const element = make("div", className);
  element.innerHTML = content;
  return element;
}

const SIGNS = {
  right: "M2 8.5 6 12.5 14 4",
  wrong: "M3.5 3.5 12.5 12.5M12.5 3.5 3.5 12.5",
  partly: "M8 2A6 6 0 1 0 8 14A6 6 0 1 0 8 2M8 4.5V11.5M8 4.5A3.5 3.5 0 0 1 8 11.5",
};

function sign(mark) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("class", "et-mark");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", SIGNS[mark]);
  svg.appendChild(path);
  return svg;
}

function replace(parent, children) {
  while (parent.firstChild) parent.removeChild(parent.firstChild);
  children.forEach(function (child) {
    parent.appendChild(child);
  });
}

// Formulas that come later. MathJax wants one job after another, in a chain that all can wait for.
function typeset(element) {
  const startup = window.MathJax && window.MathJax.startup;
  if (!startup || !startup.promise) return;
  startup.promise = startup.promise
    .then(function () {
      return element.isConnected ? window.MathJax.typesetPromise([element]) : undefined;
    })
    .catch(console.error);
}

// A sentence in pieces, as the marking gives it.
function sentence(pieces) {
  const element = make("span");
  pieces.forEach(function (piece) {
    if (piece.strong) element.appendChild(make("strong", "", piece.strong));
    else if (piece.plain) element.appendChild(document.createTextNode(piece.plain));
    else element.appendChild(make("span")).innerHTML = data.mistakes[piece.mistake];
  });
  return element;
}

function summary(mark, pieces) {
  const line = document.getElementById("et-sum") || make("p");
  line.className = "et-sum " + mark;
  line.setAttribute("role", "status");
  replace(line, mark === "none" ? [] : [sign(mark)]);
  line.appendChild(sentence(pieces));
  return line;
}

function cardMark(result) {
  return result.credits === result.total ? "right" : result.credits > 0 ? "partly" : "wrong";
}

function heading() {
  const title = document.getElementById("et-title");
  const number = title.textContent.split(" ")[0];
  title.textContent = title.textContent.slice(number.length + 1);
  const unit = credits === 1 ? " credit" : " credits";
  const rule = kind === "choice" ? ". Any number may be right" : "";
  document.getElementById("et-meta").textContent =
    "Problem " + number + (kind === "drill" ? ", drill. " : ". ") + credits + unit + rule;
}
