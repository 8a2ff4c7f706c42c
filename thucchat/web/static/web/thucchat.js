/* Everything works without this file; it only spares steps. No inline handlers, no libraries. */

// A failed form: the summary of errors takes the focus, also where autofocus is not honoured.
addEventListener("load", () => {
  if (document.activeElement === document.body) document.querySelector(".error-summary")?.focus();
});

// On a phone the entry of the present page may lie outside of the strip.
for (const here of document.querySelectorAll(".masthead__nav [aria-current], .tabs [aria-current]")) {
  const strip = here.closest("nav");
  if (strip.scrollWidth > strip.clientWidth) strip.scrollLeft = here.offsetLeft - 24;
}
// A browser leaves a link that is half in sight where it is; bring it in whole when it takes the focus.
for (const strip of document.querySelectorAll(".masthead__nav, .tabs")) {
  strip.addEventListener("focusin", (event) =>
    event.target.scrollIntoView({ block: "nearest", inline: "nearest" }),
  );
}

// Menus close on Escape and on a click elsewhere.
function closeMenus(except) {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (menu !== except) menu.open = false;
  }
}
document.addEventListener("click", (event) => closeMenus(event.target.closest("details.menu")));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = event.target.closest?.("details.menu[open]");
  closeMenus(null);
  menu?.querySelector("summary").focus();
});

// <a href="/a/page" data-dialog="id"> opens <dialog id="id"> in place of the page it leads to.
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-dialog]");
  if (opener) {
    const dialog = document.getElementById(opener.dataset.dialog);
    if (dialog?.showModal) {
      event.preventDefault();
      dialog.showModal();
    }
  }
  const closer = event.target.closest("[data-close]");
  if (closer) {
    const dialog = closer.closest("dialog");
    if (dialog) {
      event.preventDefault();
      dialog.close();
    }
  }
});

// <button hidden data-copy="text"> is shown where copying works.
for (const button of document.querySelectorAll("button[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  const word = button.textContent;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy || location.href);
    button.textContent = "Đã chép";
    setTimeout(() => (button.textContent = word), 2000);
  });
}
for (const button of document.querySelectorAll("button[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// A form sent twice by a double click is sent once.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
  setTimeout(() => delete form.dataset.sent, 8000);
});
