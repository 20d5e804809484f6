// What the theme forgets for those who use the keyboard, on a narrow screen.
(function () {
  "use strict";

  // When a sidebar that lay over the page closes, the focus belongs back on the button that opened it.
  function giveFocusBack(side) {
    const dialog = document.getElementById(`pst-${side}-sidebar-modal`);
    const button = document.querySelector(`.${side}-toggle`);
    if (dialog && button) dialog.addEventListener("close", () => setTimeout(() => button.focus()));
  }

  // A formula that is wider than the page is scrolled with the arrow keys, once Tab has reached it.
  function markWideFormulas() {
    for (const formula of document.querySelectorAll("div.math")) {
      if (formula.scrollWidth > formula.clientWidth) formula.tabIndex = 0;
      else formula.removeAttribute("tabindex");
    }
  }

  function prepare() {
    giveFocusBack("primary");
    giveFocusBack("secondary");
    markWideFormulas();
    addEventListener("resize", markWideFormulas);
    document.fonts.ready.then(markWideFormulas);
    document.fonts.addEventListener("loadingdone", markWideFormulas); // those that were asked for late
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", prepare);
  else prepare();
})();
