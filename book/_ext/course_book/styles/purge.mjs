// Reads {"css", "names"} from the standard input and writes the stylesheet, minified, without the
// selectors that need a class or an id outside of the names: `node purge.mjs TOOLS < input`.
// TOOLS is the folder of node_modules. What stands in :not(), :is(), :where() and :has() is kept.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const { transform } = createRequire(`${process.argv[2]}/`)("lightningcss");
const { css, names } = JSON.parse(readFileSync(0, "utf-8"));
const known = new Set(names);

const isNamed = ({ type }) => type === "class" || type === "id";
const canMatch = (selector) => selector.every((part) => !isNamed(part) || known.has(part.name));

const { code, warnings } = transform({
  filename: "book.css",
  code: Buffer.from(css),
  minify: true,
  errorRecovery: true,
  visitor: { Selector: (selector) => (canMatch(selector) ? undefined : []) },
});
for (const { message, loc } of warnings) process.stderr.write(`${loc?.line}: ${message}\n`);
process.stdout.write(code);
