// What front and back share: session storage, else this page, else nothing.
const DAY = 86400000; // milliseconds
const ROLLOVER = DAY / 6; // a study day begins at four in the morning
const storeKey = "endterm:" + root.dataset.id;

function load() {
  try {
    const text = window.sessionStorage.getItem(storeKey);
    if (text) return JSON.parse(text);
  } catch (unavailable) {
    // some clients forbid storage
  }
  return (window.endtermCards || {})[storeKey] || null;
}

function save() {
  window.endtermCards = window.endtermCards || {};
  window.endtermCards[storeKey] = state;
  try {
    window.sessionStorage.setItem(storeKey, JSON.stringify(state));
  } catch (unavailable) {
    // the page itself remembers where it lives on
  }
}

function today() {
  const shifted = new Date(Date.now() - ROLLOVER);
  return Math.floor(Date.UTC(shifted.getFullYear(), shifted.getMonth(), shifted.getDate()) / DAY);
}

function hash(text) {
  let value = 2166136261;
  for (let i = 0; i < text.length; i += 1) {
    value = Math.imul(value ^ text.charCodeAt(i), 16777619);
  }
  return value >>> 0;
}

// Again brings other numbers and another order on the same day: each front seen counts.
function begin() {
  const day = today();
  const last = load();
  if (!front && last && last.day >= day - 1) return last;
  const seen = front && last && last.day === day ? last.seen + 1 : 0;
  return { day: day, seen: seen, ticked: [], given: {}, checked: false };
}

const state = begin();
const turn = hash(root.dataset.id) + 5 * state.day + state.seen;
