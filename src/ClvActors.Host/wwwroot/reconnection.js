// The one script of our own: without the connection no component of the server can say that it is lost.
const dialog = document.getElementById("components-reconnect-modal");
const reloadedKey = "clv-reloaded";
const retryEvery = 3000;
let timer = 0;

function show(state) {
  dialog.querySelectorAll("[data-state]").forEach(text => { text.hidden = !text.dataset.state.split(" ").includes(state); });
  if (!dialog.open) dialog.showModal();
}

function reload() {
  show("rejected");
  sessionStorage.setItem(reloadedKey, "1");
  location.reload();
}

// A restarted server does not know this page's circuit any more: false is its answer, an exception is none.
async function retry() {
  clearTimeout(timer);
  try {
    if (!await Blazor.reconnect()) reload();
  } catch {
    timer = setTimeout(retry, retryEvery);
  }
}

dialog.addEventListener("cancel", event => event.preventDefault());
dialog.querySelector("[data-retry]").addEventListener("click", retry);
dialog.querySelector("[data-reload]").addEventListener("click", reload);

new MutationObserver(() => {
  const state = [...dialog.classList].find(name => name.startsWith("components-reconnect-"))?.slice("components-reconnect-".length);
  clearTimeout(timer);
  if (state === "hide") dialog.close();
  else if (state === "rejected") reload();
  else if (state === "failed") { show(state); timer = setTimeout(retry, retryEvery); }
  else if (state) show(state);
}).observe(dialog, { attributes: true, attributeFilter: ["class"] });

if (sessionStorage.getItem(reloadedKey)) {
  sessionStorage.removeItem(reloadedKey);
  const notice = document.querySelector("[data-reloaded]");
  notice.hidden = false;
  setTimeout(() => { notice.hidden = true; }, 8000);
}
