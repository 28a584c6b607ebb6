// Everything begins here.
const marking = EndtermMarking;
const text = document.getElementById("et-data").textContent;
const data = text ? JSON.parse(text) : null;
heading();
if (kind === "choice") choice();
else if (data) numeric();
else if (!front) rubric();
if (front) save();
if (window.endtermKeys) document.removeEventListener("keydown", window.endtermKeys, true);
window.endtermKeys = onKey;
document.addEventListener("keydown", onKey, true);
