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
const inThousands = (ore) => (Math.round(ore / 100) / 1000).toLocaleString("sv-SE", { maximumFractionDigits: 3 }).replace(/\s/g, "\u2009");
const recount = (grid) => grid.querySelectorAll("[data-left]").forEach((cell) => {
  const year = cell.dataset.left;
  const rows = [...grid.tBodies[0].querySelectorAll(`input[name$="-y${year}"]`)].reduce((sum, field) => sum + oreOf(field.value), 0);
  const left = Number(cell.dataset.frame) - rows;
  grid.querySelector(`[data-rows="${year}"]`).textContent = inThousands(rows);
  cell.textContent = inThousands(left);
  cell.classList.toggle("negative", left < 0);
});
document.addEventListener("input", (event) => {
  const grid = event.target.closest?.("table.split");
  if (grid) recount(grid);
});
document.addEventListener("paste", (event) => {
  const grid = event.target.closest?.("table.split");
  if (grid) window.setTimeout(recount, 0, grid);
});

// Leaving the page gives the section free for others, unless a form of the page is what leaves it.
let sends = false;
document.addEventListener("submit", () => { sends = true; });
window.addEventListener("pagehide", () => {
  const lease = document.querySelector("form[data-lease]");
  if (lease && !sends) navigator.sendBeacon(lease.action, new FormData(lease));
});
