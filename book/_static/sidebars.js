// On a narrow screen the sidebars open over the page. When one closes, the theme leaves the keyboard
// nowhere; it belongs back on the button that opened it.
(function () {
  "use strict";

  function prepare() {
    for (const side of ["primary", "secondary"]) {
      const dialog = document.getElementById(`pst-${side}-sidebar-modal`);
      const button = document.querySelector(`.${side}-toggle`);
      if (dialog && button) dialog.addEventListener("close", () => setTimeout(() => button.focus()));
    }
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", prepare);
  else prepare();
})();
