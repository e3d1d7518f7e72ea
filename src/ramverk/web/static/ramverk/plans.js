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

// Leaving the page gives the section free for others, unless a form of the page is what leaves it.
let sends = false;
document.addEventListener("submit", () => { sends = true; });
window.addEventListener("pagehide", () => {
  const lease = document.querySelector("form[data-lease]");
  if (lease && !sends) navigator.sendBeacon(lease.action, new FormData(lease));
});
