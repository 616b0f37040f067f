import { execFileSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, delimiter, dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { expect } from "chai";
import { build } from "esbuild";
import { codes, version } from "../src/index.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const npm = (args: string[], cwd: string) =>
  execFileSync("npm", args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });

/** A browser of Chromium's family on this machine; undefined where there is none. */
function browserHere(): string | undefined {
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
  const folders = (process.env.PATH ?? "").split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path));
}

/** Every package the dependencies need, as they are installed here, by the folder below node_modules. */
function productionPackages(): string[] {
  const paths = npm(["ls", "--omit=dev", "--all", "--parseable"], root).trim().split("\n");
  return paths
    .filter((path) => path.includes("node_modules"))
    .map((path) => path.slice(path.lastIndexOf("node_modules/") + 13));
}

describe("the package", () => {
  it("says in its signatures what version it is", () => {
    expect(version).to.equal(manifest.version);
    expect(readFileSync(join(root, "CHANGELOG.md"), "utf8")).to.contain(`## ${version}`);
  });

  it("pins every dependency", () => {
    const all = { ...manifest.dependencies, ...manifest.devDependencies };
    expect(Object.entries(all).filter(([, wanted]) => !/^\d+\.\d+\.\d+$/.test(wanted as string))).to.deep.equal([]);
  });

  it("explains every code in docs/errors.md, and no other", () => {
    const explained = Array.from(
      readFileSync(join(root, "docs/errors.md"), "utf8").matchAll(/^\| `([a-z-]+)`/gm),
      ([, code]) => code!,
    );
    expect(explained.sort()).to.deep.equal(Object.keys(codes).sort());
  });

  describe("packed and installed elsewhere", function () {
    this.timeout(300_000);
    let elsewhere: string;
    before(() => {
      elsewhere = mkdtempSync(join(tmpdir(), "ner-eval-pack-"));
      // npm's prepare script builds what is packed.
      const tarball = npm(["pack", "--pack-destination", elsewhere], root).trim().split("\n").at(-1)!;
      const modules = join(elsewhere, "node_modules");
      mkdirSync(join(modules, ".bin"), { recursive: true });
      execFileSync("tar", ["-xzf", join(elsewhere, tarball), "-C", modules]);
      cpSync(join(modules, "package"), join(modules, "ner-eval"), { recursive: true });
      rmSync(join(modules, "package"), { recursive: true });
      symlinkSync(join("..", "ner-eval", manifest.bin["ner-eval"]), join(modules, ".bin", "ner-eval"));
      // The dependencies of this checkout stand in for the registry: same versions, and no network.
      for (const name of productionPackages()) {
        mkdirSync(dirname(join(modules, name)), { recursive: true });
        cpSync(join(root, "node_modules", name), join(modules, name), { recursive: true });
      }
      writeFileSync(join(elsewhere, "package.json"), '{"type": "module"}');
    });
    after(() => rmSync(elsewhere, { recursive: true, force: true }));
    const bin = (...args: string[]) =>
      execFileSync(process.execPath, ["node_modules/.bin/ner-eval", ...args], {
        cwd: elsewhere,
        encoding: "utf8",
        stdio: ["ignore", "pipe", "ignore"],
      });

    it("holds what runs and what explains it, and nothing else", () => {
      const entries = readdirSync(join(elsewhere, "node_modules/ner-eval"));
      expect(entries.sort()).to.deep.equal(["CHANGELOG.md", "LICENSE", "README.md", "dist", "gold", "package.json"]);
    });

    it("runs its command with nothing but its dependencies", () => {
      expect(bin("--version")).to.equal(`${version}\n`);
      const gold = "node_modules/ner-eval/gold";
      bin("tag", "--tagger", "gazetteer", "--gold", gold, "-o", "preds.jsonl");
      expect(bin("--gold", gold, "--pred", "preds.jsonl")).to.match(/^preds · \d+ documents · [\d,]+ gold spans/);
      expect(bin("--gold", gold, "--tagger", "wink", "-f", "score")).to.match(/^\d\d\.\d\d\n$/);
    });

    it("is imported as ner-eval and as ner-eval/core, with types", () => {
      const names = new Map([
        ["all", "ner-eval"],
        ["core", "ner-eval/core"],
      ]);
      for (const [file, name] of names) {
        const program = `
        import { parseBracket, evaluate, type Run } from "${name}";
        import { mcnemar } from "ner-eval/stats";
        const gold = parseBracket("[PER Ada] met [PER Bo]", { id: "a" });
        const result: Run = await evaluate([gold], [{ id: "a", spans: gold.spans.slice(1) }]);
        console.log(result.scores.strict.micro.f1?.toFixed(4), mcnemar(0, 0).exact);
      `;
        writeFileSync(join(elsewhere, `${file}.mts`), program);
      }
      const compiler = join(root, "node_modules/typescript/bin/tsc");
      const options = { module: "nodenext", target: "es2022", strict: true, types: [], lib: ["es2023", "dom"] };
      // The compiler takes long: one run for all programs.
      const config = { compilerOptions: options, files: [...names.keys()].map((file) => `${file}.mts`) };
      writeFileSync(join(elsewhere, "tsconfig.json"), JSON.stringify(config));
      execFileSync(process.execPath, [compiler, "-p", "."], { cwd: elsewhere, stdio: "inherit" });
      for (const file of names.keys()) {
        const printed = execFileSync(process.execPath, [`${file}.mjs`], { cwd: elsewhere, encoding: "utf8" });
        expect(printed, file).to.equal("0.6667 1\n");
      }
    });

    const browserBuild = (program: string) =>
      ({
        stdin: { contents: program, resolveDir: elsewhere },
        bundle: true,
        minify: true,
        write: false,
        metafile: true,
        platform: "browser",
        format: "esm",
        logLevel: "silent",
      }) as const;

    /** What a program for a browser becomes in one file, and from which files. */
    const bundled = async (program: string) => {
      const { outputFiles, metafile } = await build(browserBuild(program));
      return { code: outputFiles[0]!.text, files: Object.keys(metafile.inputs) };
    };

    /**
     * How many bytes, packed, a program for a browser loads when it starts, and how many there are with all that it loads
     * when something needs it.
     */
    const packedSizes = async (program: string) => {
      const { outputFiles, metafile } = await build({
        ...browserBuild(program),
        ...{ splitting: true, outdir: "out", absWorkingDir: elsewhere },
      });
      const sizes = new Map(outputFiles.map(({ path, contents }) => [basename(path), gzipSync(contents).length]));
      const outputs = new Map(Object.entries(metafile.outputs).map(([path, output]) => [basename(path), output]));
      const loaded = new Set<string>();
      const load = (name: string) => {
        if (loaded.has(name)) return;
        loaded.add(name);
        for (const { path, kind } of outputs.get(name)!.imports) if (kind === "import-statement") load(basename(path));
      };
      load("stdin.js");
      const sumOf = (names: Iterable<string>) => Array.from(names, (name) => sizes.get(name)!).reduce((a, b) => a + b);
      return { start: sumOf(loaded), all: sumOf(sizes.keys()) };
    };

    it("has a core without Node, terminal and taggers, of which a program gets what it uses", async () => {
      // What is Node's stops the bundler.
      const core = await bundled('export * from "ner-eval/core"');
      expect(core.files.filter((file) => /cli-table3|picocolors|wink|\/taggers\/|\/cli\//.test(file))).to.deep.equal(
        [],
      );
      const evaluating = await packedSizes('export { evaluate } from "ner-eval/core"');
      expect(evaluating.start).to.be.lessThan(63_000);
      expect(evaluating.all).to.be.lessThan(85_000);
      // Half of it are the readers and writers of the text formats.
      const whole = await packedSizes('export * from "ner-eval/core"');
      expect(whole.start).to.be.lessThan(206_500);
      expect(whole.all).to.be.lessThan(222_500);
    });

    it("has a core that runs in a browser", async function () {
      const browser = browserHere();
      if (browser === undefined) return this.skip();
      const program = `
        import { evaluate, explain, parseBracket, renderHtml, runReport } from "ner-eval/core";
        const gold = parseBracket("[PER Ada Moen] met [ORG Halden]", { id: "a" });
        const pred = [{ id: "a", spans: [{ start: 0, end: 8, type: "PER" }] }];
        const options = { resamples: 100, seed: 1 };
        const golds = Array.from({ length: 9 }, (_, i) => ({ ...gold, id: String(i) }));
        const preds = golds.map(({ id }) => ({ ...pred[0], id }));
        const { scores } = await evaluate([gold], pred);
        const { intervals } = await evaluate(golds, preds, options);
        const { opinions } = await explain([gold], pred);
        const wrong = await evaluate([gold], [{ id: "a", spans: [{ start: NaN, end: 8, type: "PER" }] }]).catch((e) => e.code);
        const page = typeof renderHtml + typeof runReport;
        document.body.textContent = JSON.stringify([scores.strict.micro.f1, intervals.units, opinions.length > 15, wrong, page]);
      `;
      const { code } = await bundled(program);
      const page = join(elsewhere, "page.html");
      writeFileSync(
        page,
        `<!doctype html><meta charset="utf-8"><body><script type="module">${code.replaceAll("</script", "<\\/script")}</script>`,
      );
      const flags = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--no-first-run",
      ];
      const profile = `--user-data-dir=${join(elsewhere, "browser")}`;
      const shown = execFileSync(
        browser,
        [...flags, profile, "--virtual-time-budget=20000", "--dump-dom", pathToFileURL(page).href],
        { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"], timeout: 120_000 },
      );
      const found = /<body>(.*?)<\/body>/s.exec(shown)?.[1];
      expect(found).to.equal(JSON.stringify([2 / 3, 9, true, "jsonl-field", "functionfunction"]));
    });
  });
});
