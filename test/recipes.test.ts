/** The recipes of CONTRIBUTING.md, followed to the letter in a copy of the sources. */
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";

const root = fileURLToPath(new URL("..", import.meta.url));
const guide = readFileSync(join(root, "CONTRIBUTING.md"), "utf8");

/** The blocks of code of a recipe, each with the file that its first line names. */
function blocksOf(title: string): { file: string; code: string }[] {
  const recipe = guide.slice(guide.indexOf(`## ${title}\n`)).split(/\n## /)[0]!;
  return Array.from(recipe.matchAll(/```ts\n([\s\S]*?)```/g), ([, block]) => {
    const [first, ...lines] = block!.replace(/^ {3}/gm, "").split("\n");
    return { file: first!.replace("// ", ""), code: lines.join("\n") };
  });
}

describe("a recipe of CONTRIBUTING.md", function () {
  this.timeout(120_000);
  let copy: string;

  beforeEach(() => {
    copy = mkdtempSync(join(tmpdir(), "ner-eval-recipe-"));
    cpSync(join(root, "src"), join(copy, "src"), { recursive: true });
    for (const name of ["package.json", "tsconfig.json", "tsconfig.core.json"])
      cpSync(join(root, name), join(copy, name));
    symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  });
  afterEach(() => rmSync(copy, { recursive: true }));

  /** Makes a new file of the first block, and puts the lines of the second where `put` says. */
  function follow(title: string, put: (source: string, imports: string, line: string) => string): void {
    const [made, changed] = blocksOf(title);
    writeFileSync(join(copy, made!.file), made!.code);
    const [imports, line] = changed!.code.split("\n");
    const path = join(copy, changed!.file);
    writeFileSync(path, put(readFileSync(path, "utf8"), imports!, line!));
  }

  function run(...args: string[]): { stdout: string; stderr: string; status: number | null } {
    const entry = 'import { run } from "./src/cli/run.ts"; process.exitCode = await run({ argv: process.argv.slice(2), cwd: process.cwd(), env: process.env, stdin: process.stdin, stdout: process.stdout, stderr: process.stderr });'; // biome-ignore format: one line.
    writeFileSync(join(copy, "entry.ts"), entry);
    return spawnSync(process.execPath, ["--import=tsx/esm", "entry.ts", ...args], { cwd: copy, encoding: "utf8" });
  }

  /** Checks the types of what came of it. */
  function expectTypes(): void {
    const compiler = join(root, "node_modules/typescript/bin/tsc");
    const { stdout } = spawnSync(process.execPath, [compiler, "-p", "tsconfig.core.json"], {
      cwd: copy,
      encoding: "utf8",
    });
    expect(stdout).to.equal("");
  }

  it("adds a scheme with one file and one line", () => {
    follow("To add a scheme", (source, imports, line) =>
      source.replace(/^import/m, `${imports}\nimport`).replace("    ...fair,\n", `    ...fair,\n${line}\n`),
    );
    expectTypes();
    writeFileSync(join(copy, "gold.jsonl"), '{"id":"a","text":"Ada met Bo","entities":[{"start":0,"end":3,"type":"PER"},{"start":8,"end":10,"type":"PER"}]}\n'); // biome-ignore format: one line.
    writeFileSync(join(copy, "preds.jsonl"), '{"id":"a","entities":[{"start":0,"end":7,"type":"LOC"}]}\n');
    const { stdout, stderr } = run("--gold", "gold.jsonl", "--pred", "preds.jsonl", "--scheme", "strict,found", "-f", "json"); // biome-ignore format: one line.
    expect(stderr).to.not.contain("error");
    const { scores } = JSON.parse(stdout) as { scores: { found: { micro: object; documents: { recall: object } } } };
    expect(scores.found.micro).to.include({ correct: 1, gold: 2, pred: 1, recall: 0.5, precision: 1 });
    expect(scores.found.documents.recall).to.include({ mean: 0.5 });
    expect(run("--gold", "gold.jsonl", "--pred", "preds.jsonl", "--fail-under", "found:recall=60").status).to.equal(1);
  });

  it("adds a format with one file and one line", () => {
    follow("To add a format", (source, imports, line) =>
      source.replace(/^import/m, `${imports}\nimport`).replace(/\n\];/, `\n${line}\n];`),
    );
    expectTypes();
    const gold = "a\tAda met Bo\t0 3 PER\t8 10 PER\nb\tno\n";
    writeFileSync(join(copy, "gold.marked"), gold);
    writeFileSync(join(copy, "preds.marked"), "b\tno\r\na\tAda met Bo\t0 3 PER\n");
    expect(run("--gold", "gold.marked", "--pred", "preds.marked", "-f", "score").stdout).to.equal("66.67\n");
    writeFileSync(join(copy, "gold.data"), gold);
    expect(run("--gold", "gold.data", "--pred", "preds.marked", "-f", "score").stdout).to.equal("66.67\n");
    writeFileSync(join(copy, "broken.marked"), "a\tAda met Bo\nb\n");
    const { stderr, status } = run("--gold", "gold.marked", "--pred", "broken.marked");
    expect(status).to.equal(2);
    expect(stderr).to.contain("broken.marked:2");
    run("convert", "gold.data", "-o", "gold.jsonl");
    expect(run("convert", "gold.jsonl", "--to", "marked").stdout).to.equal(gold);
    expect(run("convert", "gold.jsonl", "-o", "again.marked").stderr).to.equal("again.marked: 2 documents\n");
    expect(readFileSync(join(copy, "again.marked"), "utf8")).to.equal(gold);
    expect(run("convert", "--help").stdout.replace(/\s+/g, " ")).to.match(/--to <format>.*\bmarked\b/);
  });

  it("adds an output format with one file and one line", () => {
    follow("To add an output format", (source, imports, line) =>
      source
        .replace(/^import/m, `${imports}\nimport`)
        .replace("outputFormats: readonly OutputFormat[] = [", (list) => `${list}\n${line}`),
    );
    expectTypes();
    writeFileSync(
      join(copy, "gold.jsonl"),
      '{"id":"a","text":"Ada met Bo","entities":[{"start":0,"end":3,"type":"A|B"}]}\n',
    );
    writeFileSync(join(copy, "preds.jsonl"), '{"id":"a","entities":[{"start":0,"end":3,"type":"A|B"}]}\n');
    const { stdout } = run("--gold", "gold.jsonl", "--pred", "preds.jsonl", "-f", "asciidoc", "-o", "table.adoc");
    expect(stdout).to.contain("|A\\|B |100.00");
    expect(readFileSync(join(copy, "table.adoc"), "utf8")).to.equal(stdout);
    expect(run("score", "--help").stdout.replace(/\s+/g, " ")).to.contain("asciidoc");
  });
});
