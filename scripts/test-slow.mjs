/**
 * Runs the tests with large numbers: ten times as many random documents, damaged files and other cases as `npm test` tries,
 * and every document of the corpora. Variables that are set already stay as they are.
 */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const mocha = fileURLToPath(new URL("../node_modules/mocha/bin/mocha.js", import.meta.url));
const { status } = spawnSync(process.execPath, [mocha, "--timeout", "3600000", ...process.argv.slice(2)], {
  ...{ cwd: root, stdio: "inherit", env: { EFFORT: "2.5", ...process.env } },
});
process.exitCode = status ?? 1;
