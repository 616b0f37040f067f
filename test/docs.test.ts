import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { allOptions, optionName } from "../src/run/options.ts";
import { Workplace } from "./cli/fake-io.ts";
import { expectGolden } from "./golden.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const read = (name: string) => readFileSync(join(root, name), "utf8");
const pages = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "gold/README.md"].concat(
  readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`),
);

/** The fenced block behind a marker such as `<!-- screen -->`; written anew under UPDATE_GOLDEN=1. */
function expectBlock(page: string, marker: string, actual: string): void {
  const pattern = new RegExp(`(<!-- ${marker} -->\\n\`\`\`\\n)([\\s\\S]*?)(\`\`\`\\n)`);
  const text = read(page);
  if (process.env.UPDATE_GOLDEN === "1")
    writeFileSync(
      join(root, page),
      text.replace(pattern, (_, a, __, c) => a + actual + c),
    );
  expect(pattern.exec(read(page))?.[2]).to.equal(actual);
}

/** The anchors of a page's headings, as Markdown viewers make them. */
const anchors = (page: string) =>
  Array.from(page.matchAll(/^#+ (.*)$/gm), ([, title]) =>
    title!
      .toLowerCase()
      .replace(/[^\p{L}\p{N} -]/gu, "")
      .replaceAll(" ", "-"),
  );

/** How docs/cli.md begins. */
const intro = `# The command line

\`\`\`
npx ner-eval --gold dev.conll --pred preds.conll      # score one system
\`\`\`

This page has what \`--help\` prints for each command, and at its end [which options decide
numbers](#options-that-decide-numbers). A [configuration file](config.md) can set the same options.
`;

/** The options that are in the signature, as docs/cli.md has them. */
function decidingTable(): string {
  const rows = allOptions().flatMap(({ key, signature, alike, commands, saved }) => {
    if (signature === undefined) return [];
    const alone = commands.includes("score") ? "" : ` (${commands.join(", ")})`;
    return [`| \`--${optionName(key)}\`${alone} | \`${signature}\` | ${alike ? "yes" : ""} | ${saved ?? ""} |`];
  });
  return `## Options that decide numbers

Every option that can change a number is in [the signature](scoring.md#reading-the-signature), unless it has its default. Some must
be equal for two runs to be compared, and some are kept in the options of a saved run, always or where they were given.

| option | field of the signature | equal to compare | in a saved run |
| --- | --- | --- | --- |
${[...new Set(rows)].join("\n")}
`;
}

describe("the documentation", () => {
  it("links to pages and headings that are there", () => {
    const broken = pages.flatMap((page) =>
      Array.from(read(page).matchAll(/\]\(([^)\s]+)\)/g), ([, link]) => link!)
        .filter((link) => !/^https?:/.test(link))
        .filter((link) => {
          const [path, anchor] = link.split("#");
          const target = path === "" ? join(root, page) : resolve(root, dirname(page), path!);
          return (
            !existsSync(target) || (anchor !== undefined && !anchors(readFileSync(target, "utf8")).includes(anchor))
          );
        })
        .map((link) => `${page}: ${link}`),
    );
    expect(broken).to.deep.equal([]);
  });

  it("shows the screen that npm start shows, and the reports are what it writes", async () => {
    const place = new Workplace();
    const argv = ["--gold", join(root, "gold"), "--tagger", "wink"];
    const { stdout, stderr, code } = await place.run([...argv, "-o", "baseline.json", "-o", "baseline.md"]);
    expect(code).to.equal(0);
    expect(stderr).to.match(/^warning: .*15 documents.*\[units-few\]\n$/);
    expectBlock("README.md", "screen", stdout);
    const written = readFileSync(place.path("baseline.json"), "utf8").replace(
      JSON.stringify(join(root, "gold")),
      '"gold"',
    );
    if (process.env.UPDATE_GOLDEN === "1") {
      writeFileSync(join(root, "reports/baseline.json"), written);
      writeFileSync(join(root, "reports/baseline.md"), readFileSync(place.path("baseline.md")));
    }
    expect(read("reports/baseline.json")).to.equal(written);
    expect(read("reports/baseline.md")).to.equal(readFileSync(place.path("baseline.md"), "utf8"));
    place.remove();
  });

  it("shows an error as it is printed", async () => {
    const place = new Workplace({
      "dev.txt": "On Monday\nAda Moen] met [LOC Port Osk].\n",
      "preds.jsonl": '{"id": "dev", "entities": []}\n',
    });
    const { stderr, code } = await place.run(["--gold", "dev.txt", "--pred", "preds.jsonl"]);
    expect(code).to.equal(2);
    expectBlock("README.md", "error", `$ ner-eval --gold dev.txt --pred preds.jsonl\n${stderr}`);
    place.remove();
  });

  it("lists in docs/cli.md what --help prints", async () => {
    const place = new Workplace();
    const helps = [];
    for (const argv of [
      ["--help"],
      ["score", "--help"],
      ["explain", "--help"],
      ["compare", "--help"],
      ["tag", "--help"],
      ["convert", "--help"],
      ["report", "--help"],
      ["merge", "--help"],
    ]) {
      const { stdout, code } = await place.run(argv);
      expect(code).to.equal(0);
      helps.push(`## ner-eval ${argv.join(" ")}\n\n\`\`\`\n${stdout}\`\`\`\n`);
      for (const line of stdout.split("\n")) expect(line.length, line).to.be.at.most(88);
    }
    expectGolden("../../docs/cli.md", `${intro}\n${helps.join("\n")}\n${decidingTable()}`);
    place.remove();
  });

  for (const page of ["README.md", "docs/taggers.md"]) {
    it(`has a tagger in ${page} that works as it stands`, async () => {
      const code = /```js\n([\s\S]*?)```/.exec(read(page))![1]!;
      const place = new Workplace({ "tagger.mjs": code, "g.txt": "[MISC Halden] won in [LOC Port Osk]" });
      const { stdout, stderr } = await place.run(["--gold", "g.txt", "--tagger", "./tagger.mjs", "-f", "score"]);
      expect(stderr).to.contain("");
      expect(stdout).to.equal("40.00\n");
      place.remove();
    });
  }

  it("has a program in the README that prints what it says", () => {
    const code = /```ts\n([\s\S]*?)```/.exec(read("README.md"))![1]!;
    const said = /\/\/ ([\d.]+)$/m.exec(code)![1];
    const place = new Workplace({
      "program.mts": code.replace('"ner-eval"', JSON.stringify(join(root, "src/index.ts"))),
    });
    const loader = `file://${join(root, "node_modules/tsx/dist/esm/index.mjs")}`;
    const printed = execFileSync(process.execPath, ["--import", loader, place.path("program.mts")], {
      encoding: "utf8",
    });
    expect(printed).to.equal(`${said}\n`);
    place.remove();
  });
});
