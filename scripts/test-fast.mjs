/**
 * Runs what tests the code itself, for the time between two edits: `npm run unit:fast`. Left out is what reads corpora, damages
 * files at random, simulates, packs, or starts a browser, LaTeX or taggers; of random cases each test tries a few.
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const leftOut = [
  "test/{adversarial,corpora,encodings,growth,package,regexes,reports}.test.ts",
  "test/**/*{corpora,fuzz,lossless,simulation,wnut,wnut17,latex,altered,work}.test.ts",
  "test/taggers/**",
  "test/cli/{ends,tag,start}.test.ts",
];
const { status } = spawnSync(
  process.execPath,
  [join(root, "node_modules/mocha/bin/mocha.js"), ...leftOut.flatMap((pattern) => ["--ignore", pattern])],
  { cwd: root, stdio: "inherit", env: { EFFORT: "0.05", ...process.env } },
);
process.exitCode = status ?? 1;
