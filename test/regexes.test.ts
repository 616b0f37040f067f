/** Regular expressions: none of the source may take time that grows with the square of what it is given. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import ts from "typescript";
import { thorough } from "./runs.ts";

const source = fileURLToPath(new URL("../src/", import.meta.url));

/** Every regular expression that is written down, with the place of the first. */
function literals(): Map<string, string> {
  const found = new Map<string, string>();
  for (const file of readdirSync(source, { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".ts"),
  )) {
    const tree = ts.createSourceFile(file, readFileSync(source + file, "utf8"), ts.ScriptTarget.Latest);
    const visit = (node: ts.Node): void => {
      if (node.kind === ts.SyntaxKind.RegularExpressionLiteral && !found.has(node.getText(tree)))
        found.set(node.getText(tree), file);
      ts.forEachChild(node, visit);
    };
    visit(tree);
  }
  return found;
}

/** What is repeated, what is in front of it, and what is behind. */
const repeated = [
  " ",
  "\t",
  "\n",
  "\n ",
  "[",
  "]",
  "(",
  "'",
  '"',
  "`",
  "-",
  ".",
  "0",
  "a",
  "/",
  "\\",
  "=",
  ",",
  "|",
  "<?",
];
const before = ["", "a", "#a", "<!DOCTYPE ", "'", "\\"];
const behind = ["", "x", "!", "\n"];
const LENGTH = 20_000;
/** A square of the length takes seconds; what is linear, a millisecond. */
const MOST = 250;

/** All of them, or of the combinations of each unit a third, another one from unit to unit. */
const strings = repeated.flatMap((unit, u) =>
  before.flatMap((head, h) =>
    behind
      .filter((_, b) => thorough || (u + h + b) % 3 === 0)
      .map((tail) => head + unit.repeat(LENGTH / unit.length) + tail),
  ),
);

describe("regular expressions", function () {
  this.timeout(300_000);

  it("take time that is linear in what they are given", () => {
    const slow: string[] = [];
    for (const [literal, file] of literals()) {
      const end = literal.lastIndexOf("/");
      const flags = literal.slice(end + 1);
      const pattern = new RegExp(literal.slice(1, end), flags.includes("y") ? flags : `${flags.replace("g", "")}g`);
      const time = (text: string) => {
        const start = performance.now();
        text.replace(pattern, "");
        return performance.now() - start;
      };
      // What is slow once may have waited for something else.
      const found = strings.find((text) => time(text) > MOST && time(text) > MOST && time(text) > MOST);
      if (found !== undefined) slow.push(`${file}: ${literal} on ${JSON.stringify(found.slice(0, 20))}`);
    }
    expect(slow).to.deep.equal([]);
  });
});
