/**
 * Bundles the executable into a folder, `dist` where none is named: `node scripts/bundle.mjs [FOLDER]`.
 *
 * Starting takes longer than scoring a small file, and most of it is the number and the size of the files that are loaded.
 * So what every run needs is one small file, with the packages that it uses; what only some runs import stays in files of its
 * own, and packages that only those use stay outside. Source maps let traces name our files.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = resolve(process.argv[2] ?? join(root, "dist"));

/** What the executable loads for all but its version. */
const START = join(root, "src/cli/process.ts");

/** The packages of which a run needs one or the other as a rule. All others are loaded from where they are installed. */
const inlined = ["cli-table3", "commander", "diff", "seedrandom", "string-width"];

/** Packages that most runs do not call, and what we import of them: they are loaded or set up by the first call. */
const seldom = {
  "cli-table3": ["default"],
  diff: ["diffArrays"],
  saxes: ["SaxesParser"],
  "string-width": ["default"],
};

const { dependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

/** Whether a file is one of a package; of any for "". */
const isIn = (name, file) => file.replaceAll("\\", "/").includes(`/node_modules/${name}`);

/** Puts functions, which may be constructors, before the packages that most runs do not call. */
const setUpWhenCalled = {
  name: "set-up-when-called",
  setup({ onResolve, onLoad }) {
    const names = new RegExp(`^(?:${Object.keys(seldom).join("|")})$`);
    onResolve({ filter: names }, ({ path, kind, importer }) =>
      kind === "import-statement" && importer.endsWith(".ts") ? { path, namespace: "seldom" } : undefined,
    );
    onResolve({ filter: /^used:/ }, ({ path }) => ({ path: path.slice("used:".length), namespace: "used" }));
    // Of an inlined package, only what is used comes into the bundle.
    onLoad({ filter: /^/, namespace: "used" }, ({ path }) => ({
      contents: `export { ${seldom[path].join(", ")} } from ${JSON.stringify(path)};`,
      resolveDir: root,
    }));
    onLoad({ filter: /^/, namespace: "seldom" }, ({ path }) => {
      const source = inlined.includes(path) ? `used:${path}` : path;
      const functions = seldom[path].map(
        (name, i) => `function f${i}(...given) {
          const { ${name}: real } = require(${JSON.stringify(source)});
          return new.target ? new real(...given) : real(...given);
        }
        export { f${i} as ${name} };`,
      );
      return { contents: functions.join("\n"), resolveDir: root };
    });
  },
};

/**
 * Gives cli-table3 our measure of widths for its own older one, which takes longer to set up than a table to draw. Both agree
 * on what cli-table3 is given to draw, which is ASCII (see `src/report/render/terminal.ts`).
 */
const oneMeasure = {
  name: "one-measure",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^string-width$/ }, ({ importer }) =>
      isIn("cli-table3", importer) ? { path: "widthOf", namespace: "measure" } : undefined,
    );
    onLoad({ filter: /^/, namespace: "measure" }, () => ({
      contents: `module.exports = require("./src/report/width.ts").widthOf;`,
      resolveDir: root,
    }));
  },
};

/** Keeps commander from loading what starts processes: it runs commands that are programs of their own, and ours are none. */
const noProcesses = {
  name: "no-processes",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:child_process$/ }, ({ path, importer }) =>
      isIn("commander", importer) ? { path, namespace: "none" } : undefined,
    );
    onLoad({ filter: /^/, namespace: "none" }, () => ({ contents: "module.exports = {};", loader: "js" }));
  },
};

/**
 * Makes each of `files` import the start as well, which is loaded long before it. Code is put into one file with what the same
 * files need: so all that the start needs comes into one file, not into one for each group of files that need a part of it.
 */
const needingTheStart = (files) => ({
  name: "needing-the-start",
  setup({ onResolve, onLoad }) {
    // Else it would be known to have no side effects, and not be imported.
    onResolve({ filter: /\/process\.ts$/ }, ({ path, resolveDir }) =>
      resolve(resolveDir, path) === START ? { path: START, sideEffects: true } : undefined,
    );
    onLoad({ filter: /\.ts$/ }, ({ path }) => {
      if (!files.has(path)) return undefined;
      return { contents: `${readFileSync(path, "utf8")}\nimport ${JSON.stringify(START)};`, loader: "ts" };
    });
  },
});

/** The license of the package in a folder: a file of its own, or what its readme says last. */
function licenseIn(folder) {
  const names = readdirSync(folder);
  const file = names.find((name) => /^licen[cs]e(?:\.\w+)?$/i.test(name));
  if (file) return readFileSync(join(folder, file), "utf8").trim();
  const readme = readFileSync(
    join(
      folder,
      names.find((name) => /^readme\.md$/i.test(name)),
    ),
    "utf8",
  );
  return /^licen[cs]e\b.*/ims.exec(readme)[0].trim();
}

/** What both bundles have in common. Names stay as they are: a trace without them tells little. */
const common = {
  ...{ absWorkingDir: root, bundle: true, platform: "node", target: "node20.19" },
  ...{ minifyWhitespace: true, minifySyntax: true },
  ...{ sourcemap: "linked", sourcesContent: false, legalComments: "linked", logLevel: "warning" },
};

/** Bundles the command line; answers what went into what. */
async function bundle(options, ...plugins) {
  const { metafile } = await build({
    ...common,
    entryPoints: { "cli/process": START },
    outdir: folder,
    chunkNames: "cli/[name]-[hash]",
    format: "esm",
    splitting: true,
    // What cli-table3 colours borders with, which ours have none of.
    external: [...Object.keys(dependencies).filter((name) => !inlined.includes(name)), "@colors/colors"],
    // For packages that are no modules.
    banner: {
      js: `import{createRequire as __createRequire}from"node:module";const require=__createRequire(import.meta.url);`,
    },
    metafile: true,
    plugins: [setUpWhenCalled, oneMeasure, noProcesses, ...plugins],
    ...options,
  });
  return metafile;
}

const { outputs } = await bundle({ write: false });
const loaded = Object.values(outputs).flatMap(({ entryPoint }) => (entryPoint ? resolve(root, entryPoint) : []));
const { inputs } = await bundle({}, needingTheStart(new Set(loaded.filter((path) => path !== START))));
writeLicenses(Object.keys(inputs));

// The executable is no module: Node takes up to a fifth longer to start one.
await build({
  ...common,
  entryPoints: [join(root, "src/bin.ts")],
  outfile: join(folder, "bin.cjs"),
  format: "cjs",
  plugins: [
    {
      name: "command-line",
      setup({ onResolve }) {
        onResolve({ filter: /^\.\/cli\/process\.ts$/ }, () => ({ path: "./cli/process.js", external: true }));
      },
    },
  ],
});

/** Writes the licenses of the packages that are inlined beside the bundle. */
function writeLicenses(files) {
  const packages = new Set(files.flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []));
  const texts = [...packages].sort().map((path) => {
    const { name, version, license } = JSON.parse(readFileSync(join(root, path, "package.json"), "utf8"));
    return `${name} ${version} (${license})\n\n${licenseIn(join(root, path))}`;
  });
  const head = "Parts of these packages are in the files of this folder and of cli/.\n\n";
  writeFileSync(join(folder, "LICENSES.txt"), head + texts.join(`\n${"-".repeat(80)}\n\n`));
}
