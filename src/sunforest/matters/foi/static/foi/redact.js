// Draws a box on the page: its place goes into the form in millimetres, and the form is sent as if it had been typed.
"use strict";
(() => {
  const sheet = document.getElementById("sheet");
  const form = document.getElementById("redact-form");
  if (!sheet || !form) return;
  const POINTS_A_MILLIMETRE = 72 / 25.4;
  const SMALLEST = 3;
  let start = null;
  let drawn = null;

  const placeOf = (event) => new DOMPoint(event.clientX, event.clientY).matrixTransform(sheet.getScreenCTM().inverse());
  const show = (to) => {
    drawn.setAttribute("x", Math.min(start.x, to.x));
    drawn.setAttribute("y", Math.min(start.y, to.y));
    drawn.setAttribute("width", Math.abs(start.x - to.x));
    drawn.setAttribute("height", Math.abs(start.y - to.y));
  };
  const forget = () => {
    if (drawn) drawn.remove();
    start = drawn = null;
  };

  sheet.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || event.pointerType === "touch") return;
    event.preventDefault();
    sheet.setPointerCapture(event.pointerId);
    start = placeOf(event);
    drawn = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    drawn.setAttribute("class", "drawing");
    sheet.append(drawn);
  });
  sheet.addEventListener("pointermove", (event) => {
    if (start) show(placeOf(event));
  });
  sheet.addEventListener("pointercancel", forget);
  sheet.addEventListener("pointerup", (event) => {
    if (!start) return;
    const end = placeOf(event);
    const box = {
      left: Math.max(0, Math.min(start.x, end.x)),
      top: Math.max(0, Math.min(start.y, end.y)),
      width: Math.abs(start.x - end.x),
      height: Math.abs(start.y - end.y),
    };
    forget();
    if (box.width < SMALLEST || box.height < SMALLEST) return;
    for (const [name, points] of Object.entries(box)) form.elements[name].value = (points / POINTS_A_MILLIMETRE).toFixed(1);
    document.getElementById("box").open = true;
    form.requestSubmit(document.getElementById("add-box"));
  });

  for (const item of form.querySelectorAll(".marks li")) {
    const group = sheet.querySelector(`g[data-number="${item.dataset.number}"]`);
    if (!group) continue;
    const point = (isPointed) => group.classList.toggle("is-pointed", isPointed);
    item.addEventListener("pointerenter", () => point(true));
    item.addEventListener("pointerleave", () => point(false));
    item.addEventListener("focusin", () => point(true));
    item.addEventListener("focusout", () => point(false));
    item.querySelector("input[type=checkbox]").addEventListener("change", (event) => {
      group.classList.toggle("taken", event.target.checked);
      group.classList.toggle("proposed", !event.target.checked);
    });
  }
})();
