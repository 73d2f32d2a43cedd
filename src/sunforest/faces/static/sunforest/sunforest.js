// Suggestions in the search box, focus on the error summary, drafts that warn before they are lost.
// Every page works without this file.
"use strict";

function listFor(box) {
  const list = document.createElement("ul");
  list.className = "suggestions";
  list.id = box.input.id + "-suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", box.input.labels[0].textContent);
  list.hidden = true;
  box.form.append(list);
  box.input.setAttribute("role", "combobox");
  box.input.setAttribute("aria-autocomplete", "list");
  box.input.setAttribute("aria-controls", list.id);
  box.input.setAttribute("aria-expanded", "false");
  return list;
}

function show(box, suggestions) {
  box.list.replaceChildren(...suggestions.map((suggestion, index) => {
    const item = document.createElement("li");
    item.id = box.list.id + "-" + index;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    item.dataset.url = suggestion.url || "";
    item.dataset.words = suggestion.words;
    item.append(suggestion.words);
    if (suggestion.kind) {
      const kind = document.createElement("span");
      kind.textContent = suggestion.kind;
      item.append(kind);
    }
    return item;
  }));
  box.list.hidden = suggestions.length === 0;
  box.input.setAttribute("aria-expanded", String(suggestions.length > 0));
  box.input.removeAttribute("aria-activedescendant");
}

function step(box, by) {
  const items = [...box.list.children];
  if (box.list.hidden || items.length === 0) return;
  const now = items.findIndex((item) => item.getAttribute("aria-selected") === "true");
  const next = now + by < -1 ? items.length - 1 : now + by >= items.length ? -1 : now + by;
  items.forEach((item, index) => item.setAttribute("aria-selected", String(index === next)));
  if (next < 0) { box.input.removeAttribute("aria-activedescendant"); return; }
  box.input.setAttribute("aria-activedescendant", items[next].id);
  items[next].scrollIntoView({ block: "nearest" });
}

function choose(box, item) {
  if (item.dataset.url) { window.location.assign(item.dataset.url); return; }
  box.input.value = item.dataset.words;
  show(box, []);
  box.form.requestSubmit();
}

async function ask(box) {
  const words = box.input.value.trim();
  if (!words || words.length > 60) { show(box, []); return; }
  box.asking?.abort();
  box.asking = new AbortController();
  try {
    const answer = await fetch(box.form.dataset.suggest + "?" + new URLSearchParams({ q: words }), { signal: box.asking.signal });
    if (answer.ok && document.activeElement === box.input) show(box, (await answer.json()).suggestions);
  } catch (error) {
    if (error.name !== "AbortError") show(box, []);
  }
}

function suggestIn(form) {
  form.dataset.suggests = "";
  const box = { form, input: form.querySelector("input[type=search]"), asking: null, waiting: 0 };
  box.list = listFor(box);
  box.input.addEventListener("input", (event) => {
    clearTimeout(box.waiting);
    if (!event.isComposing) box.waiting = setTimeout(() => ask(box), 160);
  });
  box.input.addEventListener("compositionend", () => { box.waiting = setTimeout(() => ask(box), 160); });
  box.input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); step(box, event.key === "ArrowDown" ? 1 : -1); }
    if (event.key === "Escape") show(box, []);
    const chosen = box.list.querySelector("[aria-selected=true]");
    if (event.key === "Enter" && chosen && !box.list.hidden) { event.preventDefault(); choose(box, chosen); }
  });
  box.input.addEventListener("blur", () => setTimeout(() => show(box, []), 150));
  box.list.addEventListener("mousedown", (event) => event.preventDefault());
  box.list.addEventListener("click", (event) => { const item = event.target.closest("li"); if (item) choose(box, item); });
}

document.querySelectorAll("form[data-suggest]").forEach(suggestIn);
document.querySelector(".error-summary")?.focus();
document.addEventListener("htmx:afterSettle", () => {
  document.querySelectorAll("form[data-suggest]:not([data-suggests])").forEach(suggestIn);
  if (document.activeElement === document.body) document.getElementById("results")?.focus();
});
document.querySelectorAll("[data-print]").forEach((button) => { button.hidden = false; button.addEventListener("click", () => window.print()); });
document.querySelectorAll("[data-copy]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim());
    document.getElementById(button.dataset.copied)?.removeAttribute("hidden");
  });
});
