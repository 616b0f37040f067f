/** The executable as it is shipped, one bundle of our files: it starts several times as fast as the sources do. */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Bundles the sources for the tests of a file, below `node_modules`, where packages are found. Answers the path of `bin.js`. */
export async function bundledExecutable(): Promise<{ readonly path: string; readonly remove: () => void }> {
  const cache = join(root, "node_modules/.cache/ner-eval");
  mkdirSync(cache, { recursive: true });
  const outdir = mkdtempSync(join(cache, "bin-"));
  // As scripts/bundle.mjs does for the package.
  await build({
    ...{ absWorkingDir: root, entryPoints: ["src/bin.ts"], outdir, chunkNames: "cli/[name]-[hash]" },
    ...{ bundle: true, splitting: true, packages: "external", platform: "node", format: "esm", target: "node20.19" },
    ...{ outExtension: { ".js": ".mjs" }, logLevel: "warning" },
  });
  return { path: join(outdir, "bin.mjs"), remove: () => rmSync(outdir, { recursive: true, force: true }) };
}
