// What is wrong with the card on the page, seen as a reader sees it: a list of sentences; and which
// boxes scroll, since a formula or a table in them is wider than the column.
() => {
  const card = document.getElementById("et");
  if (!card) return { faults: ["there is no card"], scrolls: [] };
  const faults = [];
  const scrolls = [];
  const told = (element) => element.textContent.trim().replace(/\s+/g, " ").slice(0, 60);

  for (const sign of ["\\(", "\\)", "\\[", "\\]", "[[", "]]", "{{", "}}", "data-right"]) {
    const at = card.innerText.indexOf(sign);
    if (at >= 0) faults.push(`${sign} is left in "${card.innerText.slice(Math.max(0, at - 20), at + 40)}"`);
  }
  for (const error of card.querySelectorAll("mjx-merror, [data-mjx-error]")) {
    faults.push(`MathJax rejects "${told(error)}": ${error.getAttribute("data-mjx-error")}`);
  }
  for (const unknown of card.querySelectorAll('[style*="color: red"]')) {
    faults.push(`MathJax does not know "${told(unknown)}"`);
  }

  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) faults.push(`the page is ${root.scrollWidth} px wide`);
  if (card.scrollWidth > card.clientWidth) faults.push(`the card is ${card.scrollWidth} px wide`);

  // the formula for screen readers has a size of its own, which nobody sees
  const unseen = card.appendChild(document.createElement("style"));
  unseen.textContent = "mjx-assistive-mml { display: none !important; }";
  const boxes = ".et-display, .et-step, .et-table, pre";
  for (const box of card.querySelectorAll(boxes)) {
    if (box.scrollWidth > box.clientWidth + 1) {
      scrolls.push(`${box.className || "pre"} by ${box.scrollWidth - box.clientWidth} px: ${told(box)}`);
    }
    if (box.scrollHeight > box.clientHeight + 1) faults.push(`cut off at the bottom by ${box.scrollHeight-box.clientHeight}: ${told(box)}`);
  }

  // Nothing outside such a box sticks out of the block that it stands in.
  const blockOf = (element) => {
    let block = element.parentElement;
    while (getComputedStyle(block).display.startsWith("inline")) block = block.parentElement;
    return block.getBoundingClientRect();
  };
  const inner = `mjx-container *, svg *, .et-keys, :is(${boxes}) *`;
  for (const element of card.querySelectorAll("*")) {
    const place = element.getBoundingClientRect();
    if (place.width === 0 || element.matches(inner)) continue;
    const over = place.right - blockOf(element).right;
    const name = `${element.localName}${element.className ? "." + element.className : ""}`;
    if (over > 1) faults.push(`${name} sticks out by ${Math.ceil(over)} px: ${told(element)}`);
  }

  for (const figure of card.querySelectorAll("svg[role=img]")) {
    const place = figure.getBoundingClientRect();
    if (place.width < 150 || place.height < 50 || !figure.querySelector("title")) {
      faults.push(`a figure of ${place.width} x ${place.height} px, "${told(figure)}"`);
    }
  }
  unseen.remove();

  for (const section of card.querySelectorAll("section")) {
    if (section.offsetParent && section.innerText.trim().split("\n").length < 2 && section.querySelector("h2")) {
      faults.push(`nothing stands under "${told(section)}"`);
    }
  }
  return { faults, scrolls };
}
