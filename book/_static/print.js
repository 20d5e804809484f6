// Paper is light, and nothing on it can be unfolded: what is printed is shown so while it prints.
(function () {
  "use strict";

  const page = document.documentElement;
  let theme = null;
  let folded = [];

  addEventListener("beforeprint", () => {
    if (theme !== null) return;
    theme = page.dataset.theme || "";
    page.dataset.theme = "light";
    folded = [...document.querySelectorAll("details:not([open])")];
    for (const details of folded) details.open = true;
  });

  addEventListener("afterprint", () => {
    if (theme === null) return;
    page.dataset.theme = theme;
    theme = null;
    for (const details of folded) details.open = false;
  });
})();
