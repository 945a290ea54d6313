// Dropping files anywhere on the page, and choices that send themselves.
"use strict";

document.documentElement.classList.add("scripted");

addEventListener("dragover", (event) => {
  if (!event.dataTransfer?.types.includes("Files")) return;
  event.preventDefault();
  document.getElementById("drop")?.classList.add("over");
});
addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) document.getElementById("drop")?.classList.remove("over");
});
addEventListener("drop", (event) => {
  const form = document.getElementById("drop");
  if (!form || !event.dataTransfer?.files.length) return;
  event.preventDefault();
  form.classList.remove("over");
  document.getElementById("files").files = event.dataTransfer.files;
  form.requestSubmit();
});
document.addEventListener("change", (event) => {
  if (event.target.matches("select[data-send]")) event.target.form.requestSubmit();
});
// What was chosen is on its way once the table of files shows it.
document.addEventListener("swapped", (event) => {
  if (event.target.id === "reading" && document.getElementById("files")?.files.length) document.getElementById("drop").reset();
});
