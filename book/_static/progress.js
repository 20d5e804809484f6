// Which chapters the reader has marked as done: kept in this browser, shown in words.
(function () {
  "use strict";

  // Sites of one host share their storage, so the key names the book's own address.
  const root = new URL(document.documentElement.dataset.content_root || "./", location.href);
  const key = `course-done:${root.pathname}`;

  function load() {
    if (localStorage.forbidden) return null;
    try {
      const kept = JSON.parse(localStorage.getItem(key) || "[]");
      return new Set(Array.isArray(kept) ? kept : []);
    } catch (error) {
      return new Set();
    }
  }

  function save(done) {
    try {
      localStorage.setItem(key, JSON.stringify([...done].sort()));
    } catch (error) {
      console.warn("The mark could not be kept in this browser.", error);
    }
  }

  function chapterOf(link) {
    const found = link.pathname.match(/\/chapters\/([^/]+?)(?:\.html)?$/);
    return found && link.pathname.startsWith(root.pathname) ? found[1] : null;
  }

  // A word behind each link to a chapter that is done, in the sidebar and in the front page's list.
  function markLinks(done) {
    for (const mark of document.querySelectorAll(".course-done")) mark.remove();
    const links = ".bd-sidebar-primary nav a, .course-progress-summary ~ ol a, .course-progress-summary ~ * ol a";
    for (const link of document.querySelectorAll(links)) {
      if (!done.has(chapterOf(link))) continue;
      const mark = document.createElement("span");
      mark.className = "course-done";
      mark.textContent = "done";
      link.append(" ", mark);
    }
  }

  function showChapter(done) {
    const box = document.querySelector(".course-progress");
    if (!box) return;
    box.hidden = false;
    const marked = done.has(box.dataset.chapter);
    box.querySelector("button").setAttribute("aria-pressed", String(marked));
    box.querySelector("[role=status]").textContent = marked ? "Marked as done in this browser." : "";
  }

  function showSummary(done) {
    const box = document.querySelector(".course-progress-summary");
    if (!box) return;
    const chapters = box.dataset.chapters.split(" ").filter(Boolean);
    const count = chapters.filter((chapter) => done.has(chapter)).length;
    box.hidden = count === 0 && !box.dataset.shown;
    if (count > 0) box.dataset.shown = "yes";
    box.querySelector("button").hidden = count === 0;
    box.querySelector("[role=status]").textContent =
      count === 0
        ? "No chapter is marked as done."
        : `You have marked ${count} of ${chapters.length} chapters as done. The marks are kept in this browser only.`;
  }

  function show() {
    const done = load();
    if (done === null) return;
    markLinks(done);
    showChapter(done);
    showSummary(done);
  }

  function toggle(chapter) {
    const done = load();
    if (!done.delete(chapter)) done.add(chapter);
    save(done);
    show();
  }

  function reset() {
    if (!confirm("Forget which chapters you have marked as done?")) return;
    save(new Set());
    show();
  }

  function prepare() {
    const box = document.querySelector(".course-progress");
    if (box) box.querySelector("button").addEventListener("click", () => toggle(box.dataset.chapter));
    const summary = document.querySelector(".course-progress-summary button");
    if (summary) summary.addEventListener("click", reset);
    addEventListener("storage", (event) => event.key === key && show());
    addEventListener("pageshow", show);
    show();
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", prepare);
  else prepare();
})();
