/* A ladder of rungs: drag one to its place, or Alt with an arrow; the form is sent with the whole order. */
"use strict";

for (const ladder of document.querySelectorAll("[data-ladder]")) {
  const form = ladder.closest("form");
  let dragged = null;
  const send = () => {
    for (const old of form.querySelectorAll("input[name=order]")) old.remove();
    for (const rung of ladder.children) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "order", value: rung.dataset.rung }));
    form.requestSubmit();
  };
  for (const rung of ladder.children) rung.tabIndex = 0;
  ladder.addEventListener("dragstart", (event) => {
    dragged = event.target.closest("[data-rung]");
    event.dataTransfer.effectAllowed = "move";
  });
  ladder.addEventListener("dragover", (event) => {
    const over = event.target.closest("[data-rung]");
    if (!dragged || !over) return;
    event.preventDefault();
    if (over === dragged) return;
    const box = over.getBoundingClientRect();
    ladder.insertBefore(dragged, event.clientY < box.top + box.height / 2 ? over : over.nextSibling);
  });
  ladder.addEventListener("drop", (event) => {
    event.preventDefault();
    if (dragged) send();
    dragged = null;
  });
  ladder.addEventListener("keydown", (event) => {
    const rung = event.target.closest("[data-rung]");
    const beside = { ArrowUp: rung?.previousElementSibling, ArrowDown: rung?.nextElementSibling }[event.key];
    if (!event.altKey || !rung || !beside) return;
    event.preventDefault();
    ladder.insertBefore(rung, event.key === "ArrowUp" ? beside : beside.nextSibling);
    send();
  });
}
