// "Try it here": editors whose Python runs in this page. Python is loaded on the first press of a
// button; the work is done in worker.js, the code stays in this browser.
"use strict";

(() => {
  const folder = new URL("./", document.currentScript.src);
  const INDENT = "    ";
  const PATIENCE = 5000; // milliseconds until the page says how to stop

  const storage = {
    read(key) {
      try {
        return localStorage.getItem(key);
      } catch {
        return null; // a browser may forbid it
      }
    },
    write(key, text, initial) {
      try {
        if (text === initial) localStorage.removeItem(key);
        else localStorage.setItem(key, text);
      } catch {
        // then the code lasts as long as the page
      }
    },
  };

  // The one Python of the page, and the one request that it is at work on.
  class Python {
    constructor() {
      this.worker = null;
      this.job = null;
      this.started = false;
    }

    ask(message, progress) {
      this.worker ??= this.launch();
      return new Promise((resolve) => {
        this.job = { resolve, progress };
        this.worker.postMessage(message);
      });
    }

    launch() {
      const worker = new Worker(new URL("worker.js", folder), { type: "module" });
      worker.onmessage = ({ data }) => {
        if (data.progress) return this.job?.progress(data.progress);
        if (data.failed) this.end();
        else this.started = true;
        this.finish(data);
      };
      worker.onerror = (event) => {
        event.preventDefault();
        this.end();
        this.finish({ failed: event.message || "a file could not be loaded" });
      };
      return worker;
    }

    finish(outcome) {
      const job = this.job;
      this.job = null;
      job?.resolve(outcome);
    }

    end() {
      this.worker?.terminate();
      this.worker = null;
      this.started = false;
    }

    stop() {
      this.end();
      this.finish({ stopped: true });
    }
  }

  const python = new Python();

  function failureInWords(reason) {
    const served = location.protocol !== "file:";
    const remedy = served
      ? "Press the button again; if that does not help, use the notebook (make study)."
      : "A browser runs Python only in pages that come from a server: use make serve.";
    return `Python does not run here: ${reason}. ${remedy}`;
  }

  class Panel {
    constructor(element) {
      this.element = element;
      this.assignment = element.dataset.assignment;
      this.setup = element.querySelector(".try-setup pre").textContent;
      this.status = element.querySelector(".try-status");
      this.starting = null;
      this.button = element.querySelector(".try-start");
      this.button.addEventListener("click", () => this.start());
    }

    async start() {
      if (python.job) return this.show("Python is at work in a cell below.");
      if (python.started) return this.show("Python is ready.");
      this.starting = python.ask({}, (sentence) => this.show(sentence));
      const outcome = await this.starting;
      this.starting = null;
      if (outcome.started) this.show("Python is ready.");
      if (outcome.failed) this.show(failureInWords(outcome.failed));
      if (outcome.stopped) this.show("Python was stopped.");
    }

    show(sentence) {
      this.status.textContent = sentence;
    }
  }

  class Cell {
    constructor(element, panel, above) {
      Object.assign(this, { element, panel, above });
      this.name = element.dataset.name;
      this.editor = element.querySelector("textarea");
      this.status = element.querySelector(".try-status");
      this.output = element.querySelector(".try-output");
      this.key = `try-it-here/${panel.assignment}/${this.name}`;
      this.hints = [...element.querySelectorAll("template.try-hint")];
      this.hintsGiven = 0;
      this.editor.value = storage.read(this.key) ?? this.editor.defaultValue;
      this.fit();
      this.listen();
    }

    button(action) {
      return this.element.querySelector(`button[data-action="${action}"]`);
    }

    listen() {
      const actions = {
        run: () => this.ask(null),
        check: () => this.ask(this.name),
        hint: () => this.hint(),
        stop: () => python.stop(),
        reset: () => this.reset(),
      };
      for (const [action, act] of Object.entries(actions)) {
        this.button(action)?.addEventListener("click", act);
      }
      this.editor.addEventListener("input", () => this.changed());
      this.editor.addEventListener("keydown", (event) => this.pressed(event));
      this.editor.addEventListener("blur", () => (this.leaving = false));
    }

    changed() {
      storage.write(this.key, this.editor.value, this.editor.defaultValue);
      this.fit();
    }

    fit() {
      const lines = this.editor.value.split("\n").length;
      this.editor.rows = Math.min(Math.max(lines + 1, 6), 40);
    }

    // Tab indents; after Escape it leaves the editor, as it does everywhere else.
    pressed(event) {
      const leaving = this.leaving;
      if (event.key !== "Shift") this.leaving = event.key === "Escape";
      if (event.key === "Enter" && (event.shiftKey || event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        this.ask(null);
      } else if (event.key === "Tab" && !leaving && !event.ctrlKey && !event.altKey) {
        event.preventDefault();
        if (event.shiftKey) this.outdent();
        else this.insert(INDENT);
      } else if (event.key === "Enter" && !event.isComposing) {
        event.preventDefault();
        this.insert("\n" + this.nextIndent());
      }
    }

    lineBefore() {
      const { value, selectionStart } = this.editor;
      return value.slice(value.lastIndexOf("\n", selectionStart - 1) + 1, selectionStart);
    }

    nextIndent() {
      const line = this.lineBefore();
      return line.match(/^ */)[0] + (/:\s*(#.*)?$/.test(line) ? INDENT : "");
    }

    outdent() {
      const { selectionStart: place } = this.editor;
      const line = this.lineBefore();
      const width = Math.min(line.match(/^ */)[0].length, INDENT.length);
      if (width === 0) return;
      this.editor.setSelectionRange(place - line.length, place - line.length + width);
      this.insert("");
      this.editor.setSelectionRange(place - width, place - width);
    }

    insert(text) {
      const command = text ? "insertText" : "delete"; // which keep the editor's undo
      if (document.execCommand(command, false, text)) return;
      const { selectionStart, selectionEnd } = this.editor;
      this.editor.setRangeText(text, selectionStart, selectionEnd, "end");
      this.changed();
    }

    async ask(task) {
      if (this.panel.starting) {
        this.show("Python is being loaded …");
        await this.panel.starting;
      }
      if (python.job) return this.show("Python is busy: wait, or press Stop in the cell that runs.");
      const cells = [["setup", this.panel.setup]];
      for (const cell of [...this.above, this]) cells.push([cell.name, cell.editor.value]);
      const request = { assignment: this.panel.assignment, cells, task };
      const doing = task ? `${task} is being checked …` : "Running …";
      this.panel.show("");
      this.begin();
      const outcome = await python.ask({ request, doing }, (said) => this.show(said));
      this.finish();
      if (outcome.answer) this.answered(outcome.answer);
      if (outcome.failed) this.show(failureInWords(outcome.failed));
      if (outcome.stopped) this.show("Stopped. The next press starts Python again.");
    }

    begin() {
      this.button("stop").disabled = false;
      this.timer = setInterval(() => {
        if (python.started) this.show("Still running. Stop ends it.");
      }, PATIENCE);
    }

    finish() {
      clearInterval(this.timer);
      const stop = this.button("stop");
      if (document.activeElement === stop) this.button("run").focus();
      stop.disabled = true;
    }

    answered({ sentence, text, html }) {
      const printed = document.createElement("pre");
      printed.className = "try-text";
      printed.tabIndex = 0; // it scrolls
      printed.textContent = text;
      const verdict = document.createElement("div");
      verdict.innerHTML = html; // the judge's own, which escapes what it quotes
      verdict.querySelector("[role=status]")?.removeAttribute("role"); // the sentence is announced
      this.output.replaceChildren(...(text ? [printed] : []), ...(html ? [verdict] : []));
      this.output.hidden = !text && !html;
      this.show(sentence);
    }

    hint() {
      const level = Math.min(this.hintsGiven, this.hints.length - 1);
      this.hintsGiven = level + 1;
      const place = this.element.querySelector(".try-hints");
      place.replaceChildren(this.hints[level].content.cloneNode(true));
    }

    reset() {
      if (this.editor.value !== this.editor.defaultValue) {
        this.editor.focus();
        this.editor.select();
        this.insert(this.editor.defaultValue); // so that undo brings the code back
      }
      this.show("The cell holds its first text again; undo brings yours back.");
    }

    show(sentence) {
      this.status.textContent = sentence;
    }
  }

  function prepare() {
    if (typeof WebAssembly !== "object" || typeof Worker !== "function") return;
    const panel = new Panel(document.querySelector(".try-panel"));
    const cells = [];
    for (const element of document.querySelectorAll(".try-cell")) {
      cells.push(new Cell(element, panel, [...cells]));
    }
    document.documentElement.classList.add("try-ready");
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", prepare);
  else prepare();
})();
