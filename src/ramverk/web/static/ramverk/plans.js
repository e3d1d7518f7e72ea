/* Small comforts of the plan editor. Every page works without this file. */
"use strict";

// What a word processor puts on the clipboard keeps its headings, lists, tables and bold words: the server turns it into plain text.
document.addEventListener("paste", async (event) => {
  const field = event.target;
  const html = event.clipboardData?.getData("text/html") ?? "";
  if (!field.matches?.("textarea[data-pasted]") || !/<(h[1-6]|ul|ol|table|p|b|strong|i|em)[\s>]/i.test(html)) return;
  event.preventDefault();
  const plain = event.clipboardData.getData("text/plain");
  const [start, end] = [field.selectionStart, field.selectionEnd];
  let text = plain;
  try {
    const body = new URLSearchParams({ html, csrfmiddlewaretoken: field.form.elements.csrfmiddlewaretoken.value });
    const answer = await fetch(field.dataset.pasted, { method: "POST", body, credentials: "same-origin" });
    if (answer.ok) text = (await answer.text()) || plain;
  } catch {
    // Without an answer the plain words are still pasted.
  }
  field.setRangeText(text, start, end, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
});

// While one splits the frame, the foot of the grid says how much is left. The server counts for itself when it saves.
const oreOf = (text) => Math.round(parseFloat(text.replace(/[\s\u2009\u00a0]/g, "").replace(/^[\u2212\u2013]/, "-").replace(",", ".")) * 1e5) || 0;
const kronorOf = (ore) => Math.sign(ore) * Math.round(Math.abs(ore) / 100) + 0;  // half away from zero, and no minus nought
const inThousands = (ore) => (kronorOf(ore) / 1000).toLocaleString("sv-SE", { maximumFractionDigits: 3 }).replace(/\s/g, "\u2009");
const recount = (grid) => grid.querySelectorAll("[data-left]").forEach((cell) => {
  const year = cell.dataset.left;
  const rows = [...grid.tBodies[0].querySelectorAll(`input[name$="-y${year}"]`)].reduce((sum, field) => sum + oreOf(field.value), 0);
  const left = Number(cell.dataset.frame) - rows;
  grid.querySelector(`[data-rows="${year}"]`).textContent = inThousands(rows);
  cell.textContent = inThousands(left);
  cell.classList.toggle("negative", kronorOf(left) < 0);
});
document.addEventListener("input", (event) => {
  const grid = event.target.closest?.("table.split");
  if (grid) recount(grid);
});
document.addEventListener("paste", (event) => {
  const grid = event.target.closest?.("table.split");
  if (grid) window.setTimeout(recount, 0, grid);
});

// What is typed saves itself after a while; until that is answered the form is ahead of the server.
const own = () => document.querySelector("form#avsnitt[hx-post]");
let typed = 0, stored = 0, underWay = 0;
document.addEventListener("input", (event) => { if (event.target.form && event.target.form === own()) typed += 1; });
document.addEventListener("htmx:beforeRequest", (event) => { if (event.target === own()) underWay = typed; });
document.addEventListener("htmx:afterRequest", (event) => {
  if (event.target === own() && event.detail.successful) stored = underWay;
});
const answered = (form) => new Promise((done) => form.addEventListener("htmx:afterRequest", () => window.setTimeout(done, 0), { once: true }));

// A form of the page is sent when nothing else is on its way, so that nobody meets their own words as somebody else's.
// Another form than the section's own has first what was typed in that one saved.
let sends = false;
document.addEventListener("submit", async (event) => {
  const form = own(), waits = form?.classList.contains("htmx-request");
  const isAhead = form && event.target !== form && typed > stored;
  if (event.defaultPrevented || (!waits && !isAhead)) { sends = !event.defaultPrevented; return; }
  event.preventDefault();
  if (waits) await answered(form);
  if (event.target !== form && typed > stored) {
    const body = new URLSearchParams(new FormData(form));
    await fetch(form.getAttribute("hx-post"), { method: "POST", body, credentials: "same-origin" }).catch(() => null);
    stored = typed;
  }
  delete event.target.dataset.sent;  // it was held back, not sent
  event.target.requestSubmit(event.submitter);
});

// Leaving the page saves what is typed and gives the section free for others, unless a form of the page is what leaves it.
window.addEventListener("pagehide", () => {
  const lease = document.querySelector("form[data-lease]"), form = own();
  if (sends) return;
  if (form && typed > stored) {
    const body = new FormData(form);
    body.set("sedan", "lamna");
    navigator.sendBeacon(form.getAttribute("hx-post"), body);
  } else if (lease) navigator.sendBeacon(lease.action, new FormData(lease));
});
