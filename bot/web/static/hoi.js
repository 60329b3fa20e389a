// The conversation without reloading, and what one may do with an answer. Without this script forms and links do it all.
// Its words stand in data- attributes.

const TURN = "text/x-hoi-turn";
const one = (selector) => document.querySelector(selector);
const here = () => location.pathname + location.search;

/** The address of the conversation that is shown. */
let shown = here();
let asking = false;
/** Whether what is typed while an answer is awaited is to be sent when that has come. */
let queued = false;

function post(address, fields) {
  return fetch(address, { method: "POST", headers: { Accept: TURN }, body: new URLSearchParams(fields) });
}

/** Ask the last step of an address, or of the fields sent to it, and show its turn; `typed` if it is in the field. */
async function ask(address, fields, typed = "") {
  const form = one("[data-ask]");
  const field = one(".ask-field");
  const status = one("[data-status]");
  if (asking) {
    // What waits is what stands in the field, whoever sends it: the same question is not sent twice.
    if (!typed || typed === asking) return;
    queued = true;
    status.textContent = form.dataset.queued;
    return;
  }
  const from = shown;
  asking = typed || true;
  status.textContent = form.dataset.waiting;
  let answered = false;
  try {
    const response = await post(address, fields);
    const next = response.headers.get("Content-Location");
    if (response.ok && next) {
      const html = await response.text();
      status.textContent = "";
      // Who has gone back meanwhile asked from another page.
      if (shown !== from) return location.assign(next);
      answered = true;
      // What was typed meanwhile stays.
      if (field.value === typed) field.value = "";
      show(html, next);
    } else {
      status.textContent = response.status === 429 ? form.dataset.busy : form.dataset.failed;
    }
  } catch {
    status.textContent = form.dataset.offline;
  } finally {
    if (!answered && shown === from && typed && field.value !== typed) field.value = [typed, field.value].filter(Boolean).join("\n");
    asking = false;
    grow(field);
    if (queued && answered) form.requestSubmit();
    queued = false;
  }
}

/** The field is as high as what stands in it, up to three lines. */
function grow(field) {
  field.rows = 1;
  while (field.rows < 3 && field.scrollHeight > field.clientHeight) field.rows += 1;
}

function show(html, address) {
  const begun = one("[data-begun]");
  if (begun) {
    one(".hello").remove();
    begun.replaceWith(begun.content);
  }
  one("#cuoi")?.removeAttribute("id");
  const turns = one(".turns");
  turns.insertAdjacentHTML("beforeend", html);
  // As after a reload: the address holds no more.
  if (turns.children.length > one("[data-ask]").dataset.most) {
    turns.firstElementChild.remove();
    one("[data-shortened]").hidden = false;
  }
  history.pushState(null, "", address);
  shown = here();
  goOn([...new URLSearchParams(location.search)]);
  const turn = one("#cuoi");
  const asked = turn.querySelector(".turn-asked");
  document.title = document.title.replace(/^.*(?= · )/, () => asked.textContent);
  turn.scrollIntoView();
  // A phone puts its keyboard away, so that the answer is seen; at a desk one types on.
  (matchMedia("(pointer: coarse)").matches ? asked : one(".ask-field")).focus({ preventScroll: true });
  one("[data-heard]").textContent = turn.querySelector("[data-gist]").dataset.gist;
}

/** What is asked next goes on from what an address gives. */
function goOn(given) {
  const form = one("[data-ask]");
  form.querySelectorAll("[type=hidden]").forEach((field) => field.remove());
  for (const [name, value] of given.reverse()) {
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = name;
    field.value = value;
    form.prepend(field);
  }
}

/** Say something at a place for it: for a while, unless it `stays`. */
function say(place, words, stays = false) {
  place.textContent = words;
  clearTimeout(place.timer);
  if (!stays) place.timer = setTimeout(() => (place.textContent = ""), 8000);
}

async function copy(button, text) {
  const place = button.parentElement.querySelector("[data-told]");
  place.nextElementSibling?.remove();
  say(place, "");
  button.after(place);
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Where the page is not served by HTTPS there is only the old way.
    const field = document.createElement("textarea");
    field.value = text;
    field.readOnly = true;
    field.ariaLabel = button.dataset.unable;
    field.className = "by-hand";
    place.after(field);
    field.select();
    if (!document.execCommand("copy")) return say(place, button.dataset.unable, true);
    field.remove();
    button.focus();
  }
  say(place, button.dataset.done);
}

async function share(button) {
  const { share: url, title } = button.dataset;
  if (!navigator.share) return copy(button, url);
  try {
    await navigator.share({ title, text: button.closest(".card").dataset.gist, url });
  } catch {
    // The person thought better of it.
  }
}

async function judge(form, button) {
  const place = form.closest("details").nextElementSibling;
  try {
    const response = await post(form.action, [...new FormData(form), [button.name, button.value]]);
    say(place, response.ok ? form.dataset.done : form.dataset.failed);
    if (!response.ok) return;
    form.querySelectorAll("button").forEach((each) => each.setAttribute("aria-pressed", each === button));
    form.closest("details").open = false;
  } catch {
    say(place, form.dataset.failed);
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.matches("[data-opinion]")) {
    event.preventDefault();
    judge(form, event.submitter);
  } else if (form.matches("[data-ask]")) {
    const typed = one(".ask-field").value;
    if (typed.trim() && !one(".turns")) return;
    event.preventDefault();
    if (typed.trim()) ask(form.action, [...new FormData(form)], typed);
    else one("[data-status]").textContent = form.dataset.blank;
  }
});

document.addEventListener("input", (event) => event.target.matches(".ask-field") && grow(event.target));

// Enter sends, as in a chat; with Shift it is a new line. Who is still composing a letter has not finished.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || !event.target.matches(".ask-field")) return;
  event.preventDefault();
  event.target.form.requestSubmit();
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-step]");
  const button = event.target.closest("button");
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    // What an earlier turn offers goes on from there: that is another conversation, and another page.
    const turn = link.closest(".turn");
    if (!one(".turns") || (turn && turn.id !== "cuoi")) return;
    event.preventDefault();
    ask(link.href, []);
  } else if (button?.dataset.copy) {
    copy(button, button.dataset.copy);
  } else if (button?.dataset.share) {
    share(button);
  }
});

// Back and forward between conversations that were shown without reloading.
addEventListener("popstate", async () => {
  if (here() === shown) return;
  shown = here();
  try {
    const response = await fetch(location.href);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    if (here() !== shown) return;
    one("main").replaceWith(page.querySelector("main"));
    document.title = page.title;
    (one("#cuoi") || one("main")).scrollIntoView();
  } catch {
    location.reload();
  }
});
