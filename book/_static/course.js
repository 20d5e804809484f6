// Quizzes: compare the chosen options with the marked ones and show the explanations of the choice.
(function () {
  "use strict";

  function explanations(form, letters) {
    const list = document.createElement("ul");
    for (const item of form.querySelectorAll(".quiz-answers li")) {
      if (letters.includes(item.dataset.option)) list.append(item.cloneNode(true));
    }
    return list;
  }

  function check(form) {
    const status = form.querySelector(".quiz-status");
    const inputs = [...form.querySelectorAll("input")];
    const chosen = inputs.filter((input) => input.checked).map((input) => input.value);
    const right = [...form.querySelectorAll('.quiz-answers li[data-correct="true"]')].map(
      (item) => item.dataset.option
    );
    if (chosen.length === 0) {
      status.textContent = "Choose an answer first.";
      return;
    }
    const message = document.createElement("p");
    const missing = right.some((letter) => !chosen.includes(letter));
    const wrong = chosen.some((letter) => !right.includes(letter));
    message.textContent = wrong ? "Not yet." : missing ? "Right so far: there is more." : "Right.";
    status.replaceChildren(message, explanations(form, chosen));
  }

  function prepare() {
    for (const form of document.querySelectorAll("form.quiz")) {
      form.classList.add("quiz-ready");
      form.addEventListener("submit", (event) => event.preventDefault());
      form.querySelector(".quiz-check").addEventListener("click", () => check(form));
    }
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", prepare);
  else prepare();
})();
