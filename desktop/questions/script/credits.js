// ---- Credits, choice and open questions ----

const PASSING_SHARE = 0.6;

function credited(items) {
  const earned = items.reduce((sum, item) => sum + item.earned, 0);
  const total = items.reduce((sum, item) => sum + item.credits, 0);
  const share = total > 0 ? earned / total : 0;
  const rating = share < PASSING_SHARE ? "again" : share < 1 ? "hard" : "good";
  const verb = total === 1 ? " credit suggests " : " credits suggest ";
  const name = rating[0].toUpperCase() + rating.slice(1);
  const summary = numberText(earned) + " of " + numberText(total) + verb + name + ".";
  return { credits: earned, total, rating, summary };
}

function markRubric(credits, ticked) {
  return credited(credits.map((credit, i) => ({ credits: credit, earned: ticked[i] ? credit : 0 })));
}

function markOption(right, ticked) {
  if (right && ticked) return { state: "right", mark: "right", text: "Right" };
  if (right) return { state: "missed", mark: "wrong", text: "Missed: it is true" };
  if (ticked) return { state: "tickedFalse", mark: "wrong", text: "Ticked, but false" };
  return { state: "rightlyOpen", mark: "right", text: "Rightly left open" };
}

function markChoice(credits, right, ticked) {
  const options = right.map((isRight, i) => markOption(isRight, ticked[i]));
  const count = options.filter((option) => option.mark === "right").length;
  const all = count === options.length;
  const mark = all ? "right" : "wrong";
  const boxes = options.length === 2 ? "both boxes" : "all " + COUNTS[options.length] + " boxes";
  const result = credited([{ credits: credits, earned: all ? credits : 0 }]);
  const lead = numberText(result.credits) + " of " + numberText(credits) + (credits === 1 ? " credit." : " credits.");
  const some = COUNTS[count] + (count === 1 ? " is." : " are.");
  const rest = all
    ? " " + boxes[0].toUpperCase() + boxes.slice(1) + " are right."
    : " The exam gives them only when " + boxes + " are right; " + some;
  const words = [{ strong: lead }, { plain: rest }];
  return Object.assign({ state: mark, mark, options, words }, result);
}
