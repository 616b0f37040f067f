/**
 * Runs what tests the code itself, for the time between two edits: `npm run unit:fast`. Left out is what reads corpora, damages
 * files at random, simulates, packs, or starts a browser, LaTeX, taggers or many runs of the command line; of random cases each
 * test tries a few.
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const leftOut = [
  "test/{action,adversarial,api,corpora,docs,encodings,growth,package,recipes,regexes,reports}.test.ts",
  "test/**/*{corpora,fuzz,lossless,round-trip,simulation,wnut,wnut17,latex,altered,width,work}.test.ts",
  "test/taggers/**",
  "test/{align/rows,analyze/gates,report/saved}.test.ts",
  "test/cli/{bin,compare,ends,explain,gates,mentions,merge,signature,standoff,start,tag,type-map}.test.ts",
];
const { status } = spawnSync(
  process.execPath,
  [join(root, "node_modules/mocha/bin/mocha.js"), ...leftOut.flatMap((pattern) => ["--ignore", pattern])],
  { cwd: root, stdio: "inherit", env: { EFFORT: "0.05", ...process.env } },
);
process.exitCode = status ?? 1;
