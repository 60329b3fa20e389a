// Search in the plan as one types: what bot/web/find.py does on the server, in the page that has all passages already.
"use strict";

const form = document.querySelector("[data-search]");
const field = form.elements.tim;
const said = document.querySelector("[data-count]");
const clear = document.querySelector("[data-clear]");
const ask = document.querySelector("[data-ask]");
const passages = [...document.querySelectorAll("[data-passage]")].map((place) => ({
  place,
  texts: [...place.querySelectorAll("[data-text]")].map((spot) => ({ spot, text: spot.textContent })),
}));

const lower = (text) => text.toLowerCase();
// The plan's letters are composed, so what is folded is as long as it was and places stay where they are.
const fold = (text) => lower(text).replaceAll("đ", "d").normalize("NFD").replace(/\p{M}/gu, "");

// A syllable's tone on its first vowel, wherever it was put.
const TONE = /[\u0300\u0301\u0303\u0309\u0323]/g;
const VOWEL = /[a\u0103\u00e2e\u00eaio\u00f4\u01a1u\u01b0y]/;
const toned = (text) => lower(text).replace(/\p{L}+/gu, (word) => {
  const apart = word.normalize("NFD");
  const tones = apart.match(TONE) ?? [];
  const bare = apart.replace(TONE, "").normalize("NFC");
  return tones.length === 1 ? bare.replace(VOWEL, (vowel) => vowel + tones[0]).normalize("NFC") : word;
});

// Where a word begins with the needle.
function stand(needle, text) {
  const made = [];
  for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1])) made.push([at, at + needle.length]);
  }
  return made;
}

// No more of it than the field may hold: an address can hold any length.
const asked = () => [...field.value.trim()].slice(0, field.maxLength).join("").trim();

function find(query) {
  const visible = query.normalize("NFC").replace(/<\/?[a-z][^<>]*>|https?:\/\/\S+/gi, " ").replace(/\p{C}/gu, " ");
  const typed = lower(visible).trim().replace(/\s+/g, " ");
  const plain = fold(typed).trim().replace(/\s+/g, " ");
  // A mark alone leaves nothing to look for, and nothing would be found for ever.
  if (!plain) return new Map();
  const pointed = plain.replace(/[0-9]{4,}/g, (number) => number.replace(/\B(?=([0-9]{3})+$)/g, "."));
  const levels = [[[plain], fold], [plain.split(" "), fold]];
  if (typed !== plain) levels.unshift([[toned(typed)], toned]);
  if (pointed !== plain) levels.push([pointed.split(" "), fold]);
  for (const [needles, shape] of levels) {
    const found = new Map();
    for (const passage of passages) {
      const texts = passage.texts.map(({ text }) => shape(text));
      if (needles.every((needle) => texts.some((text) => stand(needle, text).length))) {
        found.set(passage, texts.map((text) => needles.flatMap((needle) => stand(needle, text))));
      }
    }
    if (found.size) return found;
  }
  return new Map();
}

function draw(spot, text, places) {
  const made = [];
  let end = 0;
  for (const [first, last] of places.sort(([a], [b]) => a - b)) {
    if (last <= end) continue;
    const mark = document.createElement("mark");
    mark.textContent = text.slice(Math.max(first, end), last);
    made.push(text.slice(end, Math.max(first, end)), mark);
    end = last;
  }
  spot.replaceChildren(...made, text.slice(end));
}

function search() {
  const query = asked();
  const found = query ? find(query) : new Map();
  for (const passage of passages) {
    passage.place.hidden = Boolean(query) && !found.has(passage);
    const marks = found.get(passage) ?? [];
    passage.texts.forEach(({ spot, text }, at) => draw(spot, text, marks[at] ?? []));
  }
  const words = found.size ? form.dataset.found : form.dataset.none;
  said.textContent = query ? words.replace("{count}", found.size).replace("{query}", () => query) : "";
  clear.hidden = !query;
  ask.href = `/hoi?q=${encodeURIComponent(query)}`;
}

function address() {
  const query = asked();
  history.replaceState(null, "", query ? `?tim=${encodeURIComponent(query)}` : location.pathname + location.hash);
}

field.addEventListener("input", () => {
  search();
  address();
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  field.blur();
});
// Who goes to a place that the search hides has done with searching.
addEventListener("hashchange", () => {
  const place = document.getElementById(location.hash.slice(1));
  if (!place?.hidden) return;
  field.value = "";
  search();
  address();
  place.scrollIntoView();
});
// A page from the cache, or one come back to, has the query in its address alone.
addEventListener("pageshow", () => {
  field.value = new URLSearchParams(location.search).get("tim") ?? "";
  field.value = asked();
  if (field.value || !clear.hidden) search();
});
