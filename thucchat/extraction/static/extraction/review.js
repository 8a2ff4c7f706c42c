/* Keys and marking for the review page. Without this file everything works by buttons and links. */

const $ = (id) => document.getElementById(id);
const panel = document.querySelector("[data-selected]");
const text = document.querySelector("[data-document]");
const status = document.querySelector("[data-status]");
const wide = matchMedia("(min-width: 64rem)");
const SWITCH = "duyet-phim-tat";

function say(words) {
  if (status) status.textContent = words;
}

// ------------------------------------------------------------ the selected mark comes into view
if (panel && wide.matches) {
  const mark = $("dx" + panel.dataset.selected);
  const pane = mark?.closest(".review__text");
  if (mark && pane) {
    const away = mark.getBoundingClientRect().top - pane.getBoundingClientRect().top;
    pane.scrollTop += away - pane.clientHeight / 3;
  }
}

// ------------------------------------------------------------ places in the document's text
// The server counts code points; a string here counts UTF-16 units.
const points = (words) => [...words].length;

function offsetOf(node, at) {
  const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node.childNodes[at] ?? node;
  const piece = element.closest?.("[data-start]");
  if (!piece) return null;
  const within = node.nodeType === Node.TEXT_NODE ? points(node.data.slice(0, at)) : 0;
  return Number(piece.dataset.start) + within;
}

function marked() {
  const selection = getSelection();
  if (!text || selection.rangeCount === 0 || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!text.contains(range.commonAncestorContainer)) return null;
  const pieces = [...text.querySelectorAll("[data-start]")].filter((piece) => range.intersectsNode(piece));
  if (!pieces.length) return null;
  const first = offsetOf(range.startContainer, range.startOffset) ?? Number(pieces[0].dataset.start);
  const last = pieces[pieces.length - 1];
  const end =
    offsetOf(range.endContainer, range.endOffset) ??
    Number(last.dataset.start) + points(last.textContent);
  // The numbers of the marks are no words of the document.
  const copy = range.cloneContents();
  for (const number of copy.querySelectorAll(".mark-no, .document__place")) number.remove();
  return { start: first, end, words: copy.textContent.replace(/\s+/g, " ").trim() };
}

function open(id) {
  const part = $(id);
  if (part) part.open = true;
  return part;
}

function addFromMark() {
  const part = open("muc-them");
  const quote = part?.querySelector("textarea");
  if (!quote) return;
  const found = marked();
  if (found) {
    quote.value = found.words;
    part.querySelector("[name=start]").value = found.start;
    part.querySelector("[name=end]").value = found.end;
    $("nut-them").focus();
    say("Đã chép đoạn bôi đen vào ô Thêm nhiệm vụ. Nhấn Enter để thêm.");
  } else {
    quote.focus();
    say("Chưa bôi đen đoạn nào: chép nguyên văn vào ô này.");
  }
  part.scrollIntoView({ block: "nearest" });
}

function splitAtMark() {
  const part = open("muc-tach");
  if (!part) return;
  const found = marked();
  const words = part.querySelector("[name=words]");
  if (found) {
    words.value = found.words.slice(0, 200);
    part.querySelector("[name=offset]").value = found.start;
    $("nut-tach").focus();
    say("Phần sau bắt đầu ở chữ đang bôi đen. Nhấn Enter để tách.");
  } else {
    part.querySelector("select, input:not([type=hidden])").focus();
  }
  part.scrollIntoView({ block: "nearest" });
}

// Typed words are no longer the marked ones: the server looks them up.
for (const [field, ids] of [
  ["them-quote", ["them-start", "them-end"]],
  ["tach-words", ["tach-offset"]],
]) {
  $(field)?.addEventListener("input", () => {
    for (const id of ids) $(id).value = "";
  });
}

// A click on marked words selects their proposal, unless one is marking text.
text?.addEventListener("click", (event) => {
  const mark = event.target.closest("mark[data-id]");
  if (!mark || event.target.closest("a") || !getSelection().isCollapsed) return;
  if (mark.dataset.id !== panel?.dataset.selected) location.search = "?de-xuat=" + mark.dataset.id;
});

// ------------------------------------------------------------ the six clears while one types
// The same six conditions as tasks.rules.six_clears; the server's word is the one that counts.
const form = $("noi-dung-dx");
function clears() {
  const value = (name) => form.elements[name]?.value.trim() ?? "";
  const met = {
    person: value("lead"),
    work: value("title").split(/\s+/).length >= 4,
    time: value("due_on") || value("recurrence"),
    responsibility: value("responsible"),
    product: value("product") && value("product_kind"),
    authority: value("authority"),
  };
  let count = 0;
  for (const row of document.querySelectorAll("[data-clear]")) {
    const done = Boolean(met[row.dataset.clear]);
    count += done;
    row.toggleAttribute("data-met", done);
    row.querySelector(".clears__word").textContent = done ? "đủ" : "thiếu";
  }
  document.querySelector("[data-clears-count]").textContent = `${count}/6`;
}
if (form) {
  form.addEventListener("input", clears);
  clears();
}

// ------------------------------------------------------------ keys
const KEYS = {
  j: () => $("sau")?.click(),
  k: () => $("truoc")?.click(),
  n: () => $("tiep")?.click(),
  a: () => $("nut-nhan")?.click(),
  r: () => open("muc-loai")?.querySelector("input:not([type=hidden])").focus(),
  m: () => $("nut-gop")?.click(),
  s: splitAtMark,
  t: addFromMark,
  e: () => form?.elements.title.focus(),
  "?": () => $("ban-phim")?.showModal(),
};

function stored() {
  try {
    return localStorage.getItem(SWITCH);
  } catch {
    return null; // private windows may forbid it
  }
}
let on = stored() !== "tat";
const switcher = document.querySelector("[data-keys-switch]");
if (switcher) {
  const box = switcher.querySelector("input");
  switcher.hidden = false;
  box.checked = on;
  box.addEventListener("change", () => {
    on = box.checked;
    try {
      localStorage.setItem(SWITCH, on ? "bat" : "tat");
    } catch {
      // remembered for this page only
    }
  });
}

const typing = (element) => element.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable]");

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && typing(event.target)) {
    event.target.blur();
    return;
  }
  if (!on || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (typing(event.target) || document.querySelector("dialog[open]")) return;
  const act = KEYS[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});
