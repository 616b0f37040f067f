import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { expect } from "chai";
import { settingsOf } from "../src/run/evaluate-options.ts";
import { allOptions, type Option } from "../src/run/options.ts";
import { type Declaration, declarationsOf } from "./declarations.ts";
import { expectGolden } from "./golden.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const page = readFileSync(join(root, "docs/api.md"), "utf8");
const entries = { "core.ts": "ner-eval/core", "index.ts": "ner-eval", "stats.ts": "ner-eval/stats" } as const;

describe("the public API", () => {
  let declared: Map<string, Declaration[]>;
  before(function () {
    this.timeout(120_000);
    declared = declarationsOf(...Object.keys(entries));
  });
  /** The names that an entry has and the core has not. */
  const own = (entry: string) => {
    const core = new Set(entry === "index.ts" ? declared.get("core.ts")!.map(({ name }) => name) : []);
    return declared.get(entry)!.filter(({ name }) => !core.has(name));
  };

  it("is what it was: a change of any declaration is a change of the package", () => {
    const lines = Object.entries(entries).flatMap(([entry, name]) => [
      `# ${name}`,
      ...own(entry).map(({ kind, text, name }) => `${kind} ${name}${kind === "type" ? "" : ":"} ${text}`),
      "",
    ]);
    expectGolden("api.txt", lines.join("\n"));
  });

  it("is small enough to be known", () => {
    expect(declared.get("index.ts")!.length).to.be.at.most(90);
  });

  it("says of every name what it is", () => {
    for (const [entry, names] of declared)
      for (const { name, doc } of names) expect(doc, `${entry}: ${name}`).to.match(/^\S.{15,}/s);
  });

  it("is listed in docs/api.md, with what each name is", () => {
    const kinds = { function: "Functions", class: "Classes", value: "Values", type: "Types" } as const;
    const tables = Object.entries(entries).map(([entry, title]) => {
      const parts = (["function", "class", "value", "type"] as const).map((kind) => {
        const rows = own(entry).filter((declaration) => declaration.kind === kind);
        if (rows.length === 0) return "";
        const lines = rows.map(({ name, doc }) => `| \`${name}\` | ${firstSentence(doc)} |`);
        return `\n| ${kinds[kind]} | |\n|---|---|\n${lines.join("\n")}\n`;
      });
      return `### ${title}\n${parts.join("")}`;
    });
    const [recipes] = page.split("## All names\n");
    expectGolden("../../docs/api.md", `${recipes}## All names\n\n${tables.join("\n")}`);
  });

  it("has the options of the command line, with the same defaults", () => {
    const settings = settingsOf({}) as unknown as { readonly [key: string]: unknown };
    for (const { key, default: usual, commands, signature } of allOptions() as readonly Option[])
      if (commands.includes("score") && signature !== undefined && usual !== undefined && key !== "resamples")
        expect(settings[key], key).to.deep.equal(usual);
    expect(settings.resamples).to.equal(0);
  });
});

function firstSentence(doc: string): string {
  const text = doc.replace(/\s+/g, " ").replaceAll("|", "\\|");
  return /^.*?[.?!](?= |$)/.exec(text)?.[0] ?? text;
}

describe("docs/api.md", () => {
  const blocks = [...page.matchAll(/```ts\n([\s\S]*?)```\n\n```text\n([\s\S]*?)```/g)];
  const files = {
    "gold.conll": "Ada B-PER\nMoen I-PER\n\nOsk B-LOC\n",
    "preds.conll": "Ada B-PER\nMoen I-PER\n\nOsk O\n",
    "tagger.mjs": 'export default (text) => [{ start: 0, end: 8, type: "PER" }].filter(() => text.length > 0);\n',
  };
  let folder: string;
  const home = process.cwd();
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "ner-eval-api-"));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    process.chdir(folder);
  });
  after(() => {
    process.chdir(home);
    rmSync(folder, { recursive: true });
  });

  it("has recipes, each with what it prints", () => {
    expect(blocks.length).to.be.at.least(10);
    expect(page.match(/```ts\n/g)).to.have.length(blocks.length);
  });

  for (const [i, [, code, printed]] of blocks.entries())
    it(`prints what it says: recipe ${i + 1}, ${/(?:import) \{ ([^}]*) \}/.exec(code!)![1]}`, async () => {
      const sources = new Map<string, string>(
        Object.entries(entries).map(([entry, name]) => [name, join(root, "src", entry)]),
      );
      const program = code!.replace(
        /from "(ner-eval[^"]*)"/g,
        (_, name: string) => `from ${JSON.stringify(pathToFileURL(sources.get(name)!).href)}`,
      );
      const file = join(folder, `recipe-${i}.mts`);
      writeFileSync(file, program);
      const lines: string[] = [];
      const { log } = console;
      const { format } = await import("node:util");
      console.log = (...values: unknown[]) => lines.push(format(...values));
      try {
        await import(pathToFileURL(file).href);
      } finally {
        console.log = log;
      }
      if (process.env.UPDATE_GOLDEN === "1") {
        const now = readFileSync(join(root, "docs/api.md"), "utf8");
        writeFileSync(
          join(root, "docs/api.md"),
          now.replace(
            `${code}\`\`\`\n\n\`\`\`text\n${printed}`,
            () => `${code}\`\`\`\n\n\`\`\`text\n${lines.join("\n")}\n`,
          ),
        );
      } else expect(`${lines.join("\n")}\n`).to.equal(printed);
    });
});
