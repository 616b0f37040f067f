/**
 * Runs the tests under every version of Node that is supported: `npm run test:nodes -- 22 24`; 20, 22 and 24 where none is
 * named. Versions other than the installed one come from npm's package `node` and are kept in `node_modules/.cache`.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const asked = process.argv.slice(2);
const versions = asked.length > 0 ? asked : ["20", "22", "24"];
const mocha = join(root, "node_modules/mocha/bin/mocha.js");

/** The program of a version: this one, or the one that npm brings. */
function nodeOf(version) {
  if (process.versions.node.split(".")[0] === version) return process.execPath;
  const folder = join(root, "node_modules/.cache/nodes", version);
  const program = join(folder, "node_modules/node/bin", process.platform === "win32" ? "node.exe" : "node");
  if (!existsSync(program)) {
    const options = ["--prefix", folder, "--no-save", "--no-audit", "--no-fund", "--loglevel=error"];
    execFileSync("npm", ["install", ...options, `node@${version}`], { stdio: "inherit" });
  }
  return program;
}

const failed = [];
for (const version of versions) {
  const node = nodeOf(version);
  const exact = execFileSync(node, ["--version"], { encoding: "utf8" }).trim();
  console.log(`\nNode ${exact}`);
  const { status } = spawnSync(node, [mocha], { cwd: root, stdio: "inherit" });
  console.log(`Node ${exact}: ${status === 0 ? "passed" : "failed"}`);
  if (status !== 0) failed.push(exact);
}
console.log(failed.length === 0 ? "\nall passed" : `\nfailed: ${failed.join(", ")}`);
process.exitCode = failed.length === 0 ? 0 : 1;
