/**
 * Bundles the executable: our files that every run needs become one, so that starting takes half as long; what only some
 * runs import stays in files of its own. Packages are not bundled. With source maps, so that traces name our files.
 */
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

await build({
  absWorkingDir: fileURLToPath(new URL("..", import.meta.url)),
  entryPoints: ["src/bin.ts"],
  outdir: "dist",
  chunkNames: "cli/[name]-[hash]",
  bundle: true,
  splitting: true,
  packages: "external",
  platform: "node",
  format: "esm",
  target: "node20.19",
  sourcemap: "linked",
  sourcesContent: false,
  logLevel: "warning",
});
