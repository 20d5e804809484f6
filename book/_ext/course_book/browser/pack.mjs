// node pack.mjs PYODIDE STAGE: runs pack.py in Pyodide, with the folder STAGE as /stage.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [pyodide, stage] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${pyodide}/pyodide.mjs`));
const python = await loadPyodide({ indexURL: `${pyodide}/` });
python.FS.mkdir("/stage");
python.FS.mount(python.FS.filesystems.NODEFS, { root: stage }, "/stage");
try {
  python.runPython(readFileSync(new URL("pack.py", import.meta.url), "utf8"));
} catch (error) {
  console.error(String(error)); // without Node's excerpt of Pyodide's one long line
  process.exit(1);
}
