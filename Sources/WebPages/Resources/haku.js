// SPDX-License-Identifier: GPL-3.0-or-later
// What is more convenient with a script: every page works without.
"use strict";

// Words of the index, while one is typed: a combobox by the patterns of ARIA.
(() => {
  const form = document.querySelector("form.ask");
  const field = form?.querySelector("input[type=search]");
  if (!field) return;
  const list = document.createElement("ul");
  list.id = "ehdotukset";
  list.className = "choices";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", form.dataset.suggestions);
  form.append(list);
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", list.id], ["aria-expanded", "false"]]) {
    field.setAttribute(name, value);
  }
  let chosen = -1;
  let asked = 0;
  let waiting = null;

  const close = () => {
    list.hidden = true;
    chosen = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  };
  const choose = (place) => {
    const items = [...list.children];
    chosen = (place + items.length) % items.length;
    items.forEach((item, other) => item.setAttribute("aria-selected", String(other === chosen)));
    field.setAttribute("aria-activedescendant", items[chosen].id);
  };
  // The word before the cursor is completed, the rest of the query stays.
  const lastWord = () => /[^\s"()+=:-]+$/u.exec(field.value.slice(0, field.selectionStart ?? field.value.length))?.[0] ?? "";
  const take = (item) => {
    const end = field.selectionStart ?? field.value.length;
    const head = field.value.slice(0, end - lastWord().length) + item.dataset.text;
    field.value = head + field.value.slice(end);
    field.setSelectionRange(head.length, head.length);
    close();
  };
  const show = (words) => {
    list.replaceChildren(...words.map((word, place) => {
      const item = document.createElement("li");
      item.id = "ehdotus" + place;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      item.dataset.text = word.text;
      item.textContent = word.text;
      return item;
    }));
    chosen = -1;
    list.hidden = words.length === 0;
    field.setAttribute("aria-expanded", String(words.length > 0));
    field.removeAttribute("aria-activedescendant");
  };
  const ask = async () => {
    const word = lastWord();
    const own = ++asked;
    if ([...word].length < 2) return close();
    try {
      const answer = await fetch("/api/suggest?limit=8&q=" + encodeURIComponent(word));
      const found = answer.ok ? (await answer.json()).rows : [];
      if (own === asked) show(found.filter((row) => row.text !== word));
    } catch {
      close();
    }
  };
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 120);
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !list.hidden) {
      close();
      event.preventDefault();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !list.hidden) {
      choose(event.key === "ArrowDown" ? chosen + 1 : chosen < 0 ? -1 : chosen - 1);
      event.preventDefault();
    } else if (event.key === "Enter" && !list.hidden && chosen >= 0) {
      take(list.children[chosen]);
      event.preventDefault();
    }
  });
  list.addEventListener("pointerdown", (event) => {
    const item = event.target.closest("li");
    if (item) take(item);
    event.preventDefault();
  });
  field.addEventListener("blur", () => {
    clearTimeout(waiting);
    asked += 1;
    close();
  });
})();

// From match to match in a text: two buttons, and the keys n and p.
(() => {
  const text = document.getElementById("teksti");
  const marks = [...(text?.querySelectorAll("mark") ?? [])];
  if (marks.length === 0) return;
  const bar = document.createElement("div");
  bar.className = "steps";
  const place = document.createElement("span");
  place.setAttribute("role", "status");
  let current = -1;
  const go = (step) => {
    marks[current]?.classList.remove("current");
    current = current < 0 ? (step > 0 ? 0 : marks.length - 1) : (current + step + marks.length) % marks.length;
    marks[current].classList.add("current");
    marks[current].scrollIntoView({ block: "center" });
    place.textContent = (current + 1) + " / " + marks.length;
  };
  const button = (label, sign, step) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = sign + " " + label;
    made.addEventListener("click", () => go(step));
    return made;
  };
  place.textContent = "– / " + marks.length;
  bar.append(button(text.dataset.previous, "↑", -1), button(text.dataset.next, "↓", 1), place);
  text.append(bar);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
    if (event.key === "n") go(1);
    if (event.key === "p") go(-1);
  });
})();

// A stretch of years, dragged over the bars.
(() => {
  const years = document.querySelector("svg.years[data-first]");
  const range = document.querySelector("form.range");
  if (!years || !range) return;
  const width = Number(years.dataset.width);
  const first = Number(years.dataset.first);
  const count = years.viewBox.baseVal.width / width;
  const yearAt = (event) => {
    const box = years.getBoundingClientRect();
    return first + Math.max(0, Math.min(count - 1, Math.floor((event.clientX - box.left) / box.width * count)));
  };
  let start = null;
  let brush = null;
  years.addEventListener("dragstart", (event) => event.preventDefault());
  years.addEventListener("pointerdown", (event) => { start = yearAt(event); });
  years.addEventListener("pointermove", (event) => {
    if (start === null || yearAt(event) === start && !brush) return;
    if (!brush) {
      brush = document.createElementNS("http://www.w3.org/2000/svg", "rect");
      brush.setAttribute("class", "brush");
      brush.setAttribute("y", "0");
      brush.setAttribute("height", "60");
      years.append(brush);
    }
    const ends = [start, yearAt(event)].sort((one, other) => one - other);
    brush.setAttribute("x", String((ends[0] - first) * width));
    brush.setAttribute("width", String((ends[1] - ends[0] + 1) * width));
  });
  document.addEventListener("pointerup", (event) => {
    if (brush) {
      const ends = [start, yearAt(event)].sort((one, other) => one - other);
      range.elements.v1.value = String(ends[0]);
      range.elements.v2.value = String(ends[1]);
      // The click on the bar under the pointer is none.
      document.addEventListener("click", (click) => click.preventDefault(), { capture: true, once: true });
      range.requestSubmit();
    }
    start = null;
    brush?.remove();
    brush = null;
  });
})();

// The reference of a paper, copied.
(() => {
  const reference = document.getElementById("viite");
  if (!reference || !navigator.clipboard) return;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = reference.dataset.copy;
  const said = document.createElement("span");
  said.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(reference.textContent);
    said.textContent = " " + reference.dataset.copied;
  });
  reference.after(button, said);
})();
