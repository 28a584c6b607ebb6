/*
The card's script, on both sides. It fills in today's numbers, turns lists into boxes to tick and
fields to type in, marks what was given, and leaves every other card alone. Anki's page lives on
between cards, so nothing stays behind but one key handler, which the next run replaces. No file here
has doubled braces, since Anki reads them as fields.
*/
(function () {
"use strict";

const root = document.getElementById("et");
if (!root || root.classList.contains("et-live")) return;
root.classList.add("et-live");

const front = root.dataset.side === "front";
const kind = root.dataset.kind;
const credits = Number(root.dataset.credits);
// the main pointer decides: a laptop whose screen can be touched has keys all the same
const touch = window.matchMedia("(pointer: coarse)").matches;
const desktop = typeof pycmd === "function" && !touch;

/*PARTS*/
})();
