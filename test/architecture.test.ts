import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import vm from "node:vm";
import { expect } from "chai";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const src = join(root, "src");

/** The arrow: a file imports from its own room and from rooms to its left. */
const arrow = [
  "messages",
  "corpus",
  "formats",
  "align",
  "match",
  "count",
  "score",
  "compat",
  "stats",
  "run",
  "analyze",
  "report",
  "evaluate.ts",
  "explain.ts",
  "compare.ts",
  "core.ts",
  "stats.ts",
  "files",
  "index.ts",
  "cli",
  "bin.ts",
];
/** Beside the arrow: plug-ins that know the corpus, and how to say what is wrong. Nobody but these loads a concrete one. */
const mayLoadTaggers = new Set(["cli", "files", "index.ts"]);
/** Rooms that touch the process. */
const node = new Set(["files", "taggers", "cli", "bin.ts"]);
/** The one file or folder that may import a package. */
const owners: { readonly [name: string]: string } = {
  seedrandom: "stats/random.ts",
  "cli-table3": "report/render/terminal.ts",
  "csv-stringify": "report/render/delimited.ts",
  "markdown-table": "report/render/markdown.ts",
  "wink-nlp": "taggers/wink.ts",
  "wink-eng-lite-web-model": "taggers/wink.ts",
  commander: "cli/",
  picocolors: "cli/",
  "cli-progress": "cli/",
  tinyglobby: "files/files.ts",
  "jsonc-parser": "cli/",
  hyparquet: "files/parquet.ts",
  "hyparquet-compressors": "files/parquet.ts",
  "string-width": "report/width.ts",
  valibot: "report/saved/",
  diff: "align/align-characters.ts",
  saxes: "formats/xml/reader.ts",
  yaml: "cli/",
};

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

const files = readdirSync(src, { recursive: true, encoding: "utf8" })
  .map((file) => file.replaceAll("\\", "/"))
  .filter((file) => file.endsWith(".ts"));

const imports: Import[] = files.flatMap((file) => {
  const code = readFileSync(join(src, file), "utf8");
  const found = code.matchAll(
    /^(?:import|export)\s+(type\s)?[^;]*?from\s+"([^"]+)";|^import\s+"([^"]+)";|\bimport\("([^"]+)"\)/gm,
  );
  return Array.from(found, ([, type, from, bare, lazy]) => {
    const name = (from ?? bare ?? lazy)!;
    const to = name.startsWith(".") ? relative(src, resolve(src, dirname(file), name)).replaceAll("\\", "/") : name;
    return { from: file, to, typeOnly: type !== undefined };
  });
});

const room = (file: string): string => file.split("/")[0]!;
const inside = imports.filter(({ to }) => to.endsWith(".ts"));
const outside = imports.filter(({ to }) => !to.endsWith(".ts"));
const say = ({ from, to }: Import): string => `${from} → ${to}`;

/** What is wrong with an import between files of ours, by the arrow; undefined where nothing is. */
function against({ from, to }: Import): boolean {
  const [a, b] = [room(from), room(to)];
  if (a === b || to === "version.ts") return false;
  if (a === "taggers") return b !== "corpus" && b !== "messages";
  if (b === "taggers") return !mayLoadTaggers.has(a);
  return arrow.indexOf(b) >= arrow.indexOf(a);
}

describe("the house", () => {
  it("is read in full: every file has a room, and imports are seen", () => {
    expect(
      files.map(room).filter((name) => !arrow.includes(name) && !["taggers", "version.ts"].includes(name)),
    ).to.deep.equal([]);
    expect(inside.length).to.be.greaterThan(100);
    expect(against({ from: "count/x.ts", to: "score/y.ts", typeOnly: true })).to.equal(true);
    expect(against({ from: "report/x.ts", to: "taggers/wink.ts", typeOnly: false })).to.equal(true);
    expect(against({ from: "score/x.ts", to: "match/y.ts", typeOnly: false })).to.equal(false);
  });

  it("has no import against the arrow", () => {
    expect(inside.filter(against).map(say)).to.deep.equal([]);
  });

  it("has no cycle, not even of types", () => {
    const next = new Map(files.map((file) => [file, inside.filter(({ from }) => from === file).map(({ to }) => to)]));
    const state = new Map<string, "open" | "done">();
    const visit = (file: string, path: readonly string[]): string[] => {
      if (state.get(file) === "done") return [];
      if (state.get(file) === "open") return [[...path.slice(path.indexOf(file)), file].join(" → ")];
      state.set(file, "open");
      const cycles = (next.get(file) ?? []).flatMap((to) => visit(to, [...path, file]));
      state.set(file, "done");
      return cycles;
    };
    expect(files.flatMap((file) => visit(file, []))).to.deep.equal([]);
  });

  it("touches Node only where the process is touched", () => {
    const found = outside.filter(({ from, to }) => to.startsWith("node:") && !node.has(room(from)));
    expect(found.map(say)).to.deep.equal([]);
  });

  it("gives every package to one owner", () => {
    const packages = outside.filter(({ to }) => !to.startsWith("node:"));
    const owner = (to: string) => owners[to.split("/")[0]!];
    const wrong = packages.filter(({ from, to }) => owner(to) === undefined || !from.startsWith(owner(to)!));
    expect(wrong.map(say)).to.deep.equal([]);
    const declared = Object.keys(JSON.parse(readFileSync(join(root, "package.json"), "utf8")).dependencies);
    expect(declared.sort()).to.deep.equal(Object.keys(owners).sort());
  });

  it("multiplies instead of raising to a power, which engines round each in their own way", () => {
    const raising = files.filter((file) =>
      readFileSync(join(src, file), "utf8")
        .split("\n")
        .some((line) => !/^\s*(?:\/?\*|\/\/)/.test(line) && /Math\.pow\(|(?<!\b2n?) \*\* /.test(line)),
    );
    expect(raising).to.deep.equal([]);
  });

  it("divides counts in score/scores.ts, and draws in stats/random.ts, alone", () => {
    const code = (file: string) =>
      readFileSync(join(src, file), "utf8")
        .replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "")
        .replace(
          /`(?:\\.|[^`\\])*`|"(?:\\.|[^"\\\n])*"|\/(?![/*\s])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n])+\/[a-z]*/g,
          '""',
        );
    const dividing = files.filter(
      (file) => ["align", "match", "count", "score"].includes(room(file)) && / \/ /.test(code(file)),
    );
    expect(dividing).to.deep.equal(["score/scores.ts"]);
    // Statistics divide, too, but never counts: scores reach them through metrics, and what they know of counts is where
    // they stand.
    const known = new Set(["score/metrics.ts", "score/scores.ts", "count/units.ts", "count/tally.ts"]);
    const scoring = inside.filter(({ from, to }) => room(from) === "stats" && ["count", "score"].includes(room(to)));
    expect(scoring.filter(({ to }) => !known.has(to)).map(say)).to.deep.equal([]);
    const counting = scoring.filter(({ to, typeOnly }) => to.endsWith("tally.ts") && !typeOnly).map(say);
    expect(counting).to.deep.equal(["stats/drawn.ts → count/tally.ts"]);
    expect(files.filter((file) => /Math\.random|Date\.now|new Date/.test(code(file)))).to.deep.equal([]);
  });

  it("says everything in the catalogue, and options by their keys but on the command line", () => {
    const code = (file: string) => readFileSync(join(src, file), "utf8").replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
    const catalogue = (file: string) => room(file) === "messages" || file.startsWith("cli/messages");
    expect(files.filter((file) => !catalogue(file) && /\bcode: "/.test(code(file)))).to.deep.equal([]);
    // Custom properties of CSS, the command lines of other tools, and the only option that loads nothing.
    const tools = ["compat/neleval.ts", "compat/seqscore.ts", "messages/taggers.ts"];
    const others = new Set(["report/render/html.ts", ...tools, "bin.ts"]);
    const typing = (file: string) => room(file) === "cli" || file === "run/options.ts" || others.has(file);
    expect(files.filter((file) => !typing(file) && /--[a-z]/.test(code(file)))).to.deep.equal([]);
  });

  it("opens every file with a sentence on what it is for", () => {
    const silent = files.filter((file) => !/^(#!.*\n)?\/\*\*/.test(readFileSync(join(src, file), "utf8")));
    expect(silent).to.deep.equal([]);
  });

  it("evaluates without anything of Node's: the core runs in a bare context, as in a browser", async () => {
    const bundle = await build({
      entryPoints: [join(src, "evaluate.ts")],
      bundle: true,
      write: false,
      platform: "browser",
      format: "iife",
      globalName: "nerEval",
      logLevel: "silent",
    });
    const context = vm.createContext({});
    vm.runInContext(bundle.outputFiles[0]!.text, context);
    const f1 = await vm.runInContext(
      `(async () => {
        const origin = { source: "x", line: 1 };
        const gold = [{ id: "a", text: "Ada met Bo", spans: [{ start: 0, end: 3, type: "PER" }], origin }];
        const { scores } = await nerEval.evaluate(gold, [{ id: "a", spans: gold[0].spans, origin }]);
        return scores.strict.micro.f1;
      })()`,
      context,
    );
    expect(f1).to.equal(1);
  });
});
