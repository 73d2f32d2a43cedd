// The desk by keyboard, and drafts saved while somebody types. Every page works without this file.
"use strict";

{
  const OFF = "desk-shortcuts-off";
  const isTyping = (target) => target.closest("input, textarea, select, [contenteditable]") !== null;

  function step(by) {
    const links = [...document.querySelectorAll(".worklist .case-link")];
    if (links.length === 0) return;
    const now = links.indexOf(document.activeElement);
    const next = Math.min(Math.max(now + by, 0), links.length - 1);
    links[next].focus();
    links[next].scrollIntoView({ block: "nearest" });
  }

  const KEYS = {
    j: () => step(1),
    k: () => step(-1),
    "/": () => document.getElementById("case-number")?.focus(),
    "?": () => window.location.assign("/desk/help/"),
    w: () => window.location.assign("/desk/"),
  };

  document.addEventListener("keydown", (event) => {
    const form = document.getElementById("act-form");
    if (form && event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      (document.getElementById("do") || document.getElementById("preview"))?.click();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || localStorage.getItem(OFF)) return;
    const act = /^[1-9]$/.test(event.key) && document.querySelector(`[data-act="${event.key}"]`);
    if (act) { event.preventDefault(); act.click(); return; }
    if (Object.hasOwn(KEYS, event.key)) { event.preventDefault(); KEYS[event.key](); }
  });

  const choice = document.getElementById("shortcuts-on");
  if (choice) {
    choice.checked = !localStorage.getItem(OFF);
    choice.disabled = false;
    choice.addEventListener("change", () => {
      if (choice.checked) localStorage.removeItem(OFF); else localStorage.setItem(OFF, "1");
    });
  }

  // Drafts: every 20 seconds, only when something was typed since.
  const EVERY = 20000;
  let isChanged = false;
  document.addEventListener("input", (event) => { if (event.target.closest("#act-form")) isChanged = true; });

  async function saveDraft() {
    const form = document.getElementById("act-form");
    if (!form || !isChanged) return;
    isChanged = false;
    const values = new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string"));
    try {
      const answer = await fetch(form.dataset.drafts, { method: "POST", body: values, headers: { "HX-Request": "true" } });
      if (answer.headers.get("HX-Redirect")) { window.location.assign(answer.headers.get("HX-Redirect")); return; }
      if (answer.ok) document.getElementById("saved").innerHTML = await answer.text();
      else isChanged = true;
    } catch {
      isChanged = true;
    }
  }

  setInterval(saveDraft, EVERY);
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") saveDraft(); });

  // After a preview: to what is wrong, else to what is to be judged.
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.target.id !== "act-work" && !event.target.querySelector?.("#act-work")) return;
    const place = document.querySelector("#act-work .error-summary, #act-work #conflict, #act-work #findings");
    place?.focus();
  });
}
