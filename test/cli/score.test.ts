import { existsSync, readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { expect } from "chai";
import { run } from "../../src/cli/run.ts";
import { expectGolden } from "../golden.ts";
import { shuffled } from "../spans.ts";
import { Workplace } from "./fake-io.ts";

const files = {
  "gold/brussels.txt":
    "The [ORG EU] met [PER Ada Moen  ] in\n[LOC Port\nOsk]. The [ORG EU] was late, said [PER Moen]'s [MISC Halden] aide.\n",
  "gold/deep/halden.txt": "[ORG Halden] lost to [ORG Kosmice] in [LOC Halden]. 😀 [PER Zoë Lind] wept [sic].\n",
  "gold/README.md": "# not gold\n",
  "gold/.hidden.txt": "[",
  "preds.jsonl": [
    {
      id: "deep/halden",
      entities: [
        { start: 0, end: 6, type: "ORG", text: "Halden" },
        { start: 15, end: 22, type: "LOC" },
        { start: 26, end: 32, type: "LOC" },
        { start: 37, end: 45, type: "PER", score: 0.5 },
      ],
    },
    {
      id: "brussels",
      spans: [
        { start: 0, end: 6, label: "ORG" },
        { start: 11, end: 14, label: "PER" },
        { start: 23, end: 31, label: "LOC" },
        { start: 33, end: 39, label: "ORG" },
        { start: 55, end: 68, label: "PER" },
        { start: 69, end: 73, label: "MISC" },
      ],
    },
  ]
    .map((line) => `${JSON.stringify(line)}\n`)
    .join(""),
};

describe("ner-eval score", () => {
  let place: Workplace;
  beforeEach(() => {
    place = new Workplace(files);
  });
  afterEach(() => place.remove());
  const score = (...argv: string[]) => place.run(["--pred", "preds.jsonl", ...argv]);

  it("prints the result on a terminal of 80 columns", async () => {
    const { code, stdout, stderr } = await place.run(["--pred", "preds.jsonl"], { columns: 80 });
    expect(stderr).to.equal("");
    expect(code).to.equal(0);
    expectGolden("score/terminal-80.txt", stdout);
    for (const line of stdout.split("\n")) expect(line.length).to.be.at.most(80);
  });

  it("drops count columns on a narrow terminal, and wraps no number", async () => {
    const { stdout } = await place.run(["--pred", "preds.jsonl"], { columns: 44 });
    expectGolden("score/terminal-44.txt", stdout);
    const rows = stdout.split("\n").filter((line) => /^(ALL|PER|strict) /.test(line));
    expect(rows).to.have.length(3);
    for (const row of rows)
      expect(row)
        .to.match(/^\w+ +[\d.]+ +[\d.]+ +[\d.]+/)
        .and.have.property("length")
        .at.most(44);
  });

  it("prints Markdown", async () => {
    const { stdout } = await score("-f", "markdown");
    expectGolden("score/markdown.md", stdout);
  });

  it("prints one JSON document with the layout ner-eval/run@2", async () => {
    const { stdout } = await score("-f", "json");
    expectGolden("score/run.json", stdout);
    expect(Object.keys(JSON.parse(stdout))).to.deep.equal(
      ["schema", "name", "version", "signature", "inputs", "options", "documents"].concat([
        "scores",
        "fair",
        "errors",
        "boundary",
        "nesting",
        "confusion",
        "tokens",
        "alignment",
        "warnings",
      ]),
    );
  });

  it("prints nothing but the number with -f score, under the scheme that was asked for", async () => {
    expect((await score("-f", "score")).stdout).to.equal("40.00\n");
    expect((await score("-f", "score", "--scheme", "partial", "--digits", "4")).stdout).to.equal("70.0000\n");
  });

  it("writes files, whole, with the tallies of every document in the JSON", async () => {
    const { code, stdout } = await score("-o", "run.json", "-o", "run.md", "-o", "run.txt");
    expect(code).to.equal(0);
    expect(readFileSync(place.path("run.txt"), "utf8")).to.equal(stdout);
    expect(readFileSync(place.path("run.md"), "utf8")).to.equal((await score("-f", "markdown")).stdout);
    const { units } = JSON.parse(readFileSync(place.path("run.json"), "utf8"));
    expect(units.documents.map(({ id }: { id: string }) => id)).to.deep.equal(["brussels", "deep/halden"]);
    const gold = units.counters.indexOf("gold") + 1;
    const spans = units.documents.flatMap(({ rows }: { rows: number[][] }) => rows.map((row) => row[gold]!));
    expect(spans.reduce((a: number, b: number) => a + b)).to.equal(10);
    expect(readdirSync(place.cwd).filter((name) => name.endsWith(".tmp"))).to.deep.equal([]);
  });

  it("gives the same bytes however lines and spans are ordered", async () => {
    const once = (await score("-f", "json", "--units")).stdout;
    const lines = files["preds.jsonl"]
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    for (let seed = 1; seed < 20; seed++) {
      const mixed = shuffled(lines, seed).map((line) => {
        const key = line.entities ? "entities" : "spans";
        return JSON.stringify({ id: line.id, [key]: shuffled(line[key], seed) });
      });
      place.write("preds.jsonl", mixed.join("\n"));
      expect((await score("-f", "json", "--units")).stdout).to.equal(once);
    }
  });

  it("reads gzip, standard input, single files, globs and JSONL gold alike", async () => {
    const number = (await score("-f", "score")).stdout;
    place.write("preds.jsonl.gz", gzipSync(files["preds.jsonl"]));
    expect((await place.run(["--pred", "preds.jsonl.gz", "-f", "score"])).stdout).to.equal(number);
    const piped = await place.run(["--pred", "-", "-f", "score"], { stdin: files["preds.jsonl"] });
    expect(piped.stdout).to.equal(number);
    place.write("gold.jsonl", `{"id":"a","text":"Ada","entities":[[0,3,"PER"]]}\n`);
    place.write("p.jsonl", `{"id":"a","entities":[[0,3,"PER"]]}\n`);
    expect((await place.run(["--gold", "gold.jsonl", "--pred", "p.jsonl", "-f", "score"])).stdout).to.equal("100.00\n");
    place.write("q.jsonl", files["preds.jsonl"].split("\n")[1]!);
    const one = await place.run(["--gold", "gold/brussels.txt", "--pred", "q.jsonl", "-f", "score"]);
    expect(one.code).to.equal(0);
    const many = ["--gold", "gold/**/*.txt", "--pred", "q.jsonl", "-f", "score"];
    expect((await place.run(many)).stderr).to.contain(
      '1 prediction was paired by name, since its id differs in folder: "brussels" with "gold/brussels"',
    );
    expect((await place.run([...many, "--pair", "id"])).stderr)
      .to.contain('no gold document has the id "brussels"')
      .and.contain('did you mean "gold/brussels"?');
  });

  it("takes the name of the run from NAME=PATH, and else from the file", async () => {
    expect((await place.run(["--pred", "crf=preds.jsonl"])).stdout).to.match(/^crf · 2 documents · 10 gold spans/);
    expect((await score()).stdout).to.match(/^preds · /);
  });

  it("renames and keeps types on either side, and counts what it leaves out", async () => {
    const { stdout } = await score("-f", "json", "--types", "PER,ORG", "--map", "gold:MISC=ORG,LOC=PLACE");
    const { scores, alignment, signature } = JSON.parse(stdout);
    expect(scores.strict.types.map(({ type }: { type: string }) => type)).to.deep.equal(["ORG", "PER"]);
    const nothing = { ignored: [], unannotated: 0, unpaired: 0, duplicates: 0 };
    expect(alignment.gold).to.deep.equal({
      ...nothing,
      read: 10,
      scored: 8,
      renamed: [
        { from: "LOC", to: "PLACE", count: 2 },
        { from: "MISC", to: "ORG", count: 1 },
      ],
      dropped: [{ type: "PLACE", count: 2 }],
    });
    expect(alignment.pred).to.deep.equal({
      ...nothing,
      read: 10,
      scored: 6,
      renamed: [{ from: "LOC", to: "PLACE", count: 3 }],
      dropped: [
        { type: "MISC", count: 1 },
        { type: "PLACE", count: 3 },
      ],
    });
    expect(signature).to.equal(
      "strict|avg:micro|undefined:skip|types:PER,ORG|map:gold:MISC=ORG,LOC=PLACE|docs:2|v:0.1.0",
    );
  });

  it("counts documents without predictions as missed, and names them", async () => {
    place.write("preds.jsonl", files["preds.jsonl"].split("\n")[0]!);
    const { code, stdout, stderr } = await score("-f", "json");
    expect(code).to.equal(0);
    expect(JSON.parse(stdout).errors.all.missed).to.equal(6);
    expect(stderr).to.equal(
      'warning: 1 document has no predictions; its gold mentions count as missed: "brussels"  [document-unpredicted]\n',
    );
  });

  it("names gold files of unknown kind, and skips README and hidden files", async () => {
    place.write("gold/notes.pdf", "%PDF");
    const { code, stderr } = await score();
    expect(code).to.equal(0);
    expect(stderr).to.equal(
      "warning: gold/notes.pdf was left out: its ending does not name a gold format (--gold-format names one)  [gold-skipped]\n",
    );
  });

  it("warns of types that the gold never uses", async () => {
    place.write("preds.jsonl", files["preds.jsonl"].replaceAll('"LOC"', '"GPE"'));
    expect((await score()).stderr).to.contain("the gold never uses GPE ×3; all 3 count as wrong (--map renames types");
  });

  it("says so when all matches end one character too early", async () => {
    const names = ["Ada Moen", "Port Osk", "Kosmice", "Halden", "Zoë Lind"];
    place.write("g.txt", names.map((name) => `[X1 ${name}]`).join(" "));
    let at = 0;
    const entities = names.map((name) => {
      const start = at;
      at += name.length + 1;
      return { start, end: start + name.length - 1, type: "X1" };
    });
    place.write("p.jsonl", JSON.stringify({ id: "g", entities }));
    const refused = await place.run(["--gold", "g.txt", "--pred", "p.jsonl", "--offsets", "utf16"]);
    expect(refused.stderr).to.contain("--offsets utf16-inclusive");
    const fixed = await place.run([
      "--gold",
      "g.txt",
      "--pred",
      "p.jsonl",
      "--offsets",
      "utf16-inclusive",
      "-f",
      "score",
    ]);
    expect(fixed.stdout).to.equal("100.00\n");
  });

  it("colours nothing unless it writes to a terminal that wants it", async () => {
    const colour = "\u001b[";
    const on = { columns: 80, env: { NO_COLOR: "" } };
    expect((await place.run(["--pred", "preds.jsonl"], on)).stdout).to.contain(colour);
    expect((await place.run(["--pred", "preds.jsonl", "--no-color"], on)).stdout).to.not.contain(colour);
    expect((await place.run(["--pred", "preds.jsonl"], { ...on, env: { NO_COLOR: "1" } })).stdout).to.not.contain(
      colour,
    );
    expect(
      (await place.run(["--pred", "preds.jsonl"], { ...on, env: { NO_COLOR: "", TERM: "dumb" } })).stdout,
    ).to.not.contain(colour);
    expect((await place.run(["--pred", "preds.jsonl"], { env: { NO_COLOR: "" } })).stdout).to.not.contain(colour);
  });

  it("colours errors on a terminal, unless colours were declined in any way", async () => {
    const errorOf = async (argv: string[], env: { [name: string]: string } = {}) => {
      let stderr = "";
      const write = (text: string) => (stderr += text);
      expect(await run(place.io({ argv, env, stderr: { isTTY: true, columns: 80, write } }))).to.equal(2);
      return stderr;
    };
    expect(await errorOf(["--pred", "none"])).to.contain("\u001b[1merror:\u001b[22m");
    for (const argv of [
      ["--pred", "none"],
      ["tag", "--tagger", "none"],
    ]) {
      expect(await errorOf([...argv, "--no-color"])).to.match(/^error: /);
      expect(await errorOf(argv, { NO_COLOR: "1" })).to.match(/^error: /);
      expect(await errorOf(argv, { TERM: "dumb" })).to.match(/^error: /);
    }
  });

  it("shows text from the data as it is, and lets none of it act on the terminal or the table", async () => {
    place.write("g.txt", "x");
    place.write("p.jsonl", JSON.stringify({ id: "g", entities: [[0, 1, "\u001b[31mRED|*b*\u202e<i>"]] }));
    const score = (...argv: string[]) => place.run(["--gold", "g.txt", "--pred", "p.jsonl", ...argv], { columns: 100 });
    const { stdout, stderr } = await score();
    for (const character of ["\u001b", "\u202e"]) expect(stdout + stderr).to.not.contain(character);
    expect(stdout).to.contain("\\u001b[31mRED|*b*\\u202e<i>");
    expect((await score("-f", "markdown")).stdout).to.contain("\\\\u001b\\[31mRED\\|\\*b\\*\\\\u202e&lt;i>");
  });

  it("leaves nothing behind where an output cannot be written", async () => {
    const { code, stderr } = await score("-o", "nowhere/run.json");
    expect(code).to.equal(2);
    expect(stderr).to.match(/^error: cannot write nowhere\/run\.json: its folder does not exist/);
    expect(existsSync(place.path("nowhere"))).to.equal(false);
    expect((await score("-o", "gold")).stderr).to.contain("it is a folder");
    expect((await score("-o", "run.pdf")).stderr).to.contain("use one of .txt, .json, .md, .tex, .html, .csv, .tsv");
  });
});
