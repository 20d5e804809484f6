// Python in a thread of its own: an endless loop in it can be ended, and the page goes on.
// Nothing is loaded before the page makes this worker, and everything comes from this folder.
import { loadPyodide } from "./pyodide/pyodide.mjs";

const here = new URL("./", import.meta.url);
let ready;

function say(sentence) {
  postMessage({ progress: sentence });
}

async function archive(name) {
  const response = await fetch(new URL(name, here));
  if (!response.ok) throw new Error(`${name} could not be loaded (${response.status})`);
  return new Uint8Array(await response.arrayBuffer());
}

async function start() {
  say("Python is being loaded …");
  const [python, libraries, numpy, course] = await Promise.all([
    loadPyodide({ indexURL: new URL("pyodide/", here).href }),
    ...["libraries.zip", "numpy.zip", "course.zip"].map(archive),
  ]);
  say("Cirq is being imported …");
  python.FS.mkdir("/course");
  python.FS.writeFile("/course/libraries.zip", libraries);
  python.unpackArchive(numpy, "zip", { extractDir: "/course/numpy" });
  python.unpackArchive(course, "zip", { extractDir: "/course/course" });
  python.runPython(`
    import sys
    sys.path += ["/course/numpy", "/course/course", "/course/libraries.zip"]
    import stand_ins
    stand_ins.install()
  `);
  return python.runPython("from autograder import browser; browser.answer");
}

onmessage = async ({ data }) => {
  try {
    ready ??= start();
    const answer = await ready;
    if (!data.request) return postMessage({ started: true });
    say(data.doing);
    const request = { ...data.request, folder: `/course/course/${data.request.assignment}` };
    postMessage({ answer: JSON.parse(answer(JSON.stringify(request))) });
  } catch (error) {
    postMessage({ failed: String(error.message ?? error).trim().split("\n").pop() });
  }
};
