/* Small comforts. Every page works without this file. */
"use strict";

// An open drawer closes on Escape and gives the focus back to what opened it; and when another opens.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const drawer = event.target.closest("details.folded[open]");
  if (!drawer) return;
  drawer.open = false;
  drawer.querySelector("summary").focus();
});
document.addEventListener("click", (event) => {
  for (const drawer of document.querySelectorAll("details.folded[open]")) {
    if (!drawer.contains(event.target) && !drawer.closest(".demo")) drawer.open = false;
  }
});

// Choosing in a list with data-sends sends its form; its button stays for those without scripts.
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-sends]")) event.target.form.requestSubmit();
});

// A form is sent once, however often the button is pressed.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent && form.method === "post") event.preventDefault();
  else if (!form.hasAttribute("hx-post")) form.dataset.sent = "yes";
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// What an htmx answer wants said aloud: any element with data-says in the swapped part.
document.addEventListener("htmx:afterSwap", (event) => {
  const says = event.target.querySelector?.("[data-says]") ?? (event.target.matches?.("[data-says]") ? event.target : null);
  const region = document.getElementById("meddelanden");
  if (says && region) region.replaceChildren(Object.assign(document.createElement("p"), { className: "unseen", textContent: says.dataset.says }));
});

// After a refused form the reader starts at what went wrong.
document.querySelector(".error-summary")?.focus();
