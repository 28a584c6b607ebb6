/*
Marking of answers: the only implementation, for the deck (inlined in its template) and for the app
(in QuickJS). Data in, data out: no markup, no clock, no storage; nothing that is typed makes it throw.

  EndtermMarking.evaluate(text, names)              -> value, places, problem; names: name -> number
  EndtermMarking.asked(answer)                      -> "whole number, exact"
  EndtermMarking.markNumeric(row, parts, given)     -> state, answers, parts, and the credited four
  EndtermMarking.markChoice(credits, right, ticked) -> state, mark, words, options, and the four
  EndtermMarking.markRubric(credits, ticked)        -> credits, total, rating, summary

row.answers has {kind, key, tolerance} by name (choice: and options; shape: and also, batch_optional),
  row.mistakes lists {names, values} with values by answer; numbers are decimal strings, a vector or a
  shape is a list of them, a matrix a list of rows, a choice one of its options.
parts lists {credits, answers}, in order, and where errors are carried forward {carry, guard}: carry
  computes the part's answer from earlier answers and the row's values; where guard is 0, the earlier
  answer makes that trivial. given has what was typed by name.
state of a card: marked, invalid (something cannot be read: nothing is marked), empty (nothing typed);
  of an answer: right, rounded, carried (right for a wrong earlier answer), wrong, empty, invalid,
  waiting (readable, but the card is not marked).
mark: right, partly, wrong, none. words and note list pieces: {strong}, {plain} or {mistake} (its name).
rating: a share of the credits below 0.6 suggests again (half forgotten is forgotten), below 1 hard,
  all of them good. Easy is the learner's own to give.

Anki reads doubled braces as fields, HTML reads a less-than sign before a letter as a tag, and
backslashes get lost on the way into a template: this script has none of the three.
*/
var EndtermMarking = (function () {
"use strict";

/*PARTS*/
return { evaluate, asked, markNumeric, markChoice, markRubric };
})();
