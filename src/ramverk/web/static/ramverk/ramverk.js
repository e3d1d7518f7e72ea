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

// What somebody has folded out stays so when its part of the page follows along.
const unfolded = new Set();
document.addEventListener("htmx:beforeSwap", (event) => {
  for (const one of event.target.querySelectorAll?.("details[id][open]") ?? []) unfolded.add(one.id);
});
document.addEventListener("htmx:afterSettle", () => {
  for (const id of unfolded) document.getElementById(id)?.setAttribute("open", "");
  unfolded.clear();
});

// What an htmx answer wants said aloud: any element with data-says in the swapped part.
document.addEventListener("htmx:afterSwap", (event) => {
  const says = event.target.querySelector?.("[data-says]") ?? (event.target.matches?.("[data-says]") ? event.target : null);
  const region = document.getElementById("meddelanden");
  if (says && region) region.replaceChildren(Object.assign(document.createElement("p"), { className: "unseen", textContent: says.dataset.says }));
});

// After a refused form the reader starts at what went wrong.
document.querySelector(".error-summary")?.focus();

// In the presenter view the arrow keys turn the pages, unless somebody writes.
document.addEventListener("keydown", (event) => {
  const way = { ArrowRight: "next", PageDown: "next", ArrowLeft: "prev", PageUp: "prev" }[event.key];
  if (!way || !document.body.classList.contains("presenting") || event.target.closest("input, textarea, select")) return;
  document.querySelector(`a[rel="${way}"]`)?.click();
});

// A grid of cells: a block pasted from a spreadsheet fills cells to the right and down; arrows and Enter change row.
const cellsOf = (row) => [...row.cells].map((cell) => cell.querySelector("input:not([type=hidden]), select"));
const rowsOf = (grid) => [...grid.tBodies[0].rows].filter((row) => !row.classList.contains("row-fault"));
const fill = (field, text) => {
  const plain = text.trim();
  if (field.type === "checkbox") field.checked = /^(ja|x|1|sant|true)$/i.test(plain);
  else if (field.tagName === "SELECT") {
    const found = [...field.options].find((option) => option.value === plain || option.text.toLowerCase() === plain.toLowerCase());
    if (found) field.value = found.value;
  } else field.value = plain;
};
document.addEventListener("paste", (event) => {
  const grid = event.target.closest?.("table[data-grid]");
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (!grid || !/[\t\n]/.test(text.trimEnd())) return;
  event.preventDefault();
  const rows = rowsOf(grid);
  const first = rows.indexOf(event.target.closest("tr"));
  const column = cellsOf(rows[first]).indexOf(event.target);
  const block = text.replace(/\r/g, "").replace(/\n$/, "").split("\n").map((line) => line.split("\t"));
  const missing = first + block.length - rows.length;
  block.slice(0, rows.length - first).forEach((line, down) => {
    const cells = cellsOf(rows[first + down]);
    line.forEach((value, right) => cells[column + right] && fill(cells[column + right], value));
  });
  if (missing > 0) window.alert(grid.dataset.tooFew.replace("{n}", missing));
});
document.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1, Enter: 1 }[event.key];
  const grid = event.target.closest?.("table[data-grid]");
  if (!grid || !step || event.target.tagName === "SELECT") return;
  const rows = rowsOf(grid);
  const next = rows[rows.indexOf(event.target.closest("tr")) + step];
  if (!next) return;
  event.preventDefault();
  cellsOf(next)[cellsOf(event.target.closest("tr")).indexOf(event.target)]?.focus();
});

// A slider moves the number beside it and the number moves the slider; the number is what is sent. Nothing is nought.
const numberIn = (text) => Number(text.trim().replace("\u2212", "-").replace(",", ".").replace(/%$/, ""));
const tellOf = (slider) => slider.setAttribute("aria-valuetext", `${slider.value.replace(".", ",")} ${slider.dataset.unit}`);
const follow = (slider, field) => {
  const written = numberIn(field.value);
  if (Number.isFinite(written)) slider.value = written;
  tellOf(slider);
};
for (const slider of document.querySelectorAll("input[type=range][data-moves]")) {
  slider.parentElement.hidden = false;
  follow(slider, document.getElementById(slider.dataset.moves));
}
document.addEventListener("input", (event) => {
  const moved = event.target;
  if (moved.dataset.moves) {
    const shown = moved.value.replace("-", "\u2212").replace(".", ",");
    document.getElementById(moved.dataset.moves).value = moved.value === "0" ? "" : shown;
    tellOf(moved);
  } else if (moved.id) {
    const slider = document.querySelector(`input[type=range][data-moves="${CSS.escape(moved.id)}"]`);
    if (slider) follow(slider, moved);
  }
});
