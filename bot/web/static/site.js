// On every page: what only scripts can do is shown, and the service worker is set up once nobody waits for anything.
document.documentElement.classList.add("js");

if ("serviceWorker" in navigator) {
  window.addEventListener("load", async () => {
    try {
      await navigator.serviceWorker.register("/sw.js");
      const { active } = await navigator.serviceWorker.ready;
      const idle = window.requestIdleCallback || ((then) => setTimeout(then, 2000));
      const warm = (worker) => navigator.connection?.saveData || idle(() => worker?.postMessage("warm"));
      warm(active);
      // A new one begins with nothing kept.
      navigator.serviceWorker.addEventListener("controllerchange", () => warm(navigator.serviceWorker.controller));
    } catch {
      // A browser that forbids it: the page works without, only not offline.
    }
  });
}

// What is left empty in a form that only reads does not stand in the address.
document.addEventListener("submit", ({ target }) => {
  if (target.method !== "get") return;
  const empty = [...target.elements].filter((field) => field.name && !field.value);
  for (const field of empty) field.disabled = true;
  addEventListener("pageshow", () => empty.forEach((field) => { field.disabled = false; }));
});

// What is shown can be printed; the stylesheet makes paper of it.
document.querySelector("[data-print]")?.addEventListener("click", () => print());

// The page without a network offers to try again: the same address, asked anew.
document.querySelector("[data-again]")?.addEventListener("click", () => location.reload());
