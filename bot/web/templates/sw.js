// Keeps the plan's pages for when there is no network. The network comes first; what people ask is never kept.
const KEPT = {{ ("hoi-" ~ version) | tojson }};
const SHELL = {{ shell | tojson }};
const PAGES = {{ pages | tojson }};
const OFFLINE = {{ offline | tojson }};
const ASKING = {{ asking | tojson }};
const DAY = 86_400_000;
const PLACE = /^\/muc\/([\w-]+)$/;
const BODY = /^\/co-quan\/[\w-]+$/;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(KEPT).then((cache) => cache.addAll(SHELL)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const stale = (names) => Promise.all(names.filter((name) => name !== KEPT).map((name) => caches.delete(name)));
  event.waitUntil(caches.keys().then(stale).then(() => self.clients.claim()));
});

// A page says when it is idle: only then are the plan's pages fetched, those that are not kept yet or are of yesterday.
self.addEventListener("message", (event) => event.waitUntil(warm()));

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (url.origin !== location.origin) return;
  if (event.request.mode === "navigate") event.respondWith(page(event.request, url));
  else if (url.pathname.startsWith("/static/")) event.respondWith(asset(event.request));
});

async function warm() {
  const cache = await caches.open(KEPT);
  for (const address of PAGES) {
    const made = (await kept(address))?.headers.get("date");
    if (!made || Date.now() - Date.parse(made) > DAY) await cache.add(address).catch(() => {});
  }
}

async function page(request, url) {
  const { pathname } = url;
  const ours = request.method === "GET" && (PAGES.includes(pathname) || PLACE.test(pathname) || BODY.test(pathname));
  const lasting = ours && !url.search;
  try {
    const response = await fetch(request);
    if (lasting && response.ok) await (await caches.open(KEPT)).put(pathname, response.clone());
    return response;
  } catch {
    // The whole plan searches in itself, whatever is looked for.
    const found = (lasting || pathname === PAGES[0]) && (await kept(pathname));
    if (found) return aged(found);
    // A list that cannot be narrowed is shown whole, under the address of the whole.
    if (ours && (await kept(pathname))) return Response.redirect(pathname);
    const place = PLACE.exec(pathname);
    if (place && (await kept(PAGES[0]))) return Response.redirect(`${PAGES[0]}#${place[1]}`);
    return kept(request.method === "POST" || pathname === "/hoi" ? ASKING : OFFLINE);
  }
}

// The same page, with what it says of its age shown.
async function aged(response) {
  const text = await response.text();
  const headers = new Headers(response.headers);
  for (const name of ["content-encoding", "content-length"]) headers.delete(name);
  return new Response(text.replace("hidden data-kept", "data-kept"), { headers });
}

async function asset(request) {
  return (await kept(request)) || fetch(request);
}

function kept(request) {
  return caches.match(request, { cacheName: KEPT, ignoreVary: true });
}
