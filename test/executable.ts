/** The executable as it is shipped, bundled: it starts several times as fast as the sources do. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

const cache = join(root, "node_modules/.cache/ner-eval");

/**
 * Bundles the sources for the tests of a file, below `node_modules`, where packages are found, or in another folder. Answers
 * the path of `bin.cjs`.
 */
export async function bundledExecutable(
  parent = cache,
): Promise<{ readonly path: string; readonly remove: () => void }> {
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, "bin-"));
  writeFileSync(join(folder, "package.json"), '{"type": "module"}');
  execFileSync(process.execPath, [join(root, "scripts/bundle.mjs"), folder], { stdio: ["ignore", 2, "inherit"] });
  return { path: join(folder, "bin.cjs"), remove: () => rmSync(folder, { recursive: true, force: true }) };
}
