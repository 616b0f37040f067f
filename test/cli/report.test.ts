import { readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { expectGolden } from "../golden.ts";
import { Workplace } from "./fake-io.ts";

const gold = {
  "gold/a.txt": "[PER Ada Moen] met [ORG Halden] in [LOC Port Osk].\n",
  "gold/b.txt": "[ORG Kosmice] lost to [ORG Halden]. [PER Zoë Lind] wept.\n",
};
const lines = (...records: object[]) => records.map((record) => `${JSON.stringify(record)}\n`).join("");
const span = (start: number, end: number, type: string) => ({ start, end, type });
const files = {
  ...gold,
  "crf.jsonl": lines(
    { id: "a", entities: [span(0, 8, "PER"), span(13, 19, "LOC"), span(23, 27, "LOC")] },
    { id: "b", entities: [span(0, 7, "ORG"), span(16, 22, "ORG"), span(24, 32, "PER")] },
  ),
  "llm.jsonl": lines(
    { id: "a", entities: [span(0, 8, "PER"), span(13, 19, "ORG"), span(23, 31, "LOC")] },
    { id: "b", entities: [span(0, 7, "ORG"), span(24, 27, "PER")] },
  ),
};

describe("ner-eval report", () => {
  let place: Workplace;
  beforeEach(async () => {
    place = new Workplace(files);
    for (const name of ["crf", "llm"]) await place.run(["--pred", `${name}.jsonl`, "-o", `${name}.json`]);
  });
  afterEach(() => place.remove());
  const report = async (...argv: string[]) => place.run(["report", ...argv]);
  const shown = async (...argv: string[]) => {
    const { code, stdout, stderr } = await report(...argv);
    expect([code, stderr]).to.deep.equal([0, ""]);
    return stdout;
  };

  it("shows of one run what was shown when it was scored, in any format", async () => {
    for (const format of ["text", "markdown", "csv", "tsv", "html", "latex"]) {
      const { stdout } = await place.run(["--pred", "crf.jsonl", "-f", format]);
      expect(await shown("crf.json", "-f", format), format).to.equal(stdout);
    }
    const scored = await place.run([
      "--pred",
      "crf.jsonl",
      "--scheme",
      "type,overlap@0.5",
      "--confusion",
      "--beta",
      "2",
      "-o",
      "x.json",
    ]);
    expect(await shown("x.json", "--scheme", "type,overlap@0.5", "--confusion")).to.equal(
      scored.stdout.replace(/^crf/, "crf"),
    );
  });

  it("shows several runs side by side", async () => {
    expectGolden("report/two.txt", (await place.run(["report", "crf.json", "llm.json"], { columns: 80 })).stdout);
    expectGolden("report/two.md", await shown("crf.json", "llm.json", "-f", "markdown"));
    expectGolden("report/two.html", await shown("crf.json", "llm.json", "-f", "html"));
  });

  it("writes a table for a paper in every format, each of which the same numbers stand in", async () => {
    const argv = [
      "CRF=crf.json",
      "LLM (50%)=llm.json",
      "--columns",
      "precision,recall,f1,f1+fair:f1",
      "--rows",
      "score",
      "--digits",
      "1",
    ];
    const outputs = ["tex", "md", "html", "csv", "tsv", "txt"].flatMap((ending) => ["-o", `table.${ending}`]);
    await shown(...argv, "--caption", "On & off", "--label", "tab:x", ...outputs);
    for (const ending of ["tex", "md", "csv", "tsv", "txt"])
      expectGolden(`report/table.${ending}`, readFileSync(place.path(`table.${ending}`), "utf8"));
    expect(readFileSync(place.path("table.html"), "utf8")).to.contain(
      '<tr><th scope="row" class="name" dir="auto">CRF</th>',
    );
  });

  it("writes all scores of all runs in long form where no table is asked for", async () => {
    const long = await shown("crf.json", "llm.json", "-f", "csv");
    const [head, ...rest] = long.trimEnd().split("\n");
    expect(head).to.match(/^run,type,scheme,metric,value/);
    expect(new Set(rest.map((line) => line.split(",")[0]))).to.deep.equal(new Set(["crf", "llm"]));
    expect(long.replaceAll(",", "\t")).to.equal(await shown("crf.json", "llm.json", "-f", "tsv"));
  });

  it("names runs as they were named, by the user first, and by their files where they are called alike", async () => {
    await place.run(["--pred", "same=crf.jsonl", "-o", "one.json"]);
    await place.run(["--pred", "same=llm.jsonl", "-o", "two.json"]);
    const names = async (...argv: string[]) =>
      (await shown(...argv, "--table", "scores", "--columns", "f1", "-f", "tsv"))
        .trimEnd()
        .split("\n")
        .slice(1)
        .map((line) => line.split("\t")[0]);
    expect(await names("one.json", "llm.json")).to.deep.equal(["same", "llm"]);
    expect(await names("one.json", "two.json")).to.deep.equal(["one", "two"]);
    expect(await names("x=one.json", "two.json")).to.deep.equal(["x", "same"]);
    // Files of one name have their folders.
    place.write("sub/one.json", readFileSync(place.path("two.json"), "utf8"));
    expect(await names("one.json", "sub/one.json")).to.deep.equal(["one", "sub/one"]);
    expect(await mistake("x=one.json", "x=two.json")).to.contain("two runs are called x");
  });

  it("takes a run from standard input", async () => {
    const stdin = readFileSync(place.path("crf.json"), "utf8");
    const { stdout } = await place.run(["report", "-", "llm.json"], { stdin });
    expect(stdout).to.equal(await shown("crf.json", "llm.json"));
  });

  const mistake = async (...argv: string[]) => {
    const { code, stdout, stderr } = await report(...argv);
    expect([code, stdout]).to.deep.equal([2, ""]);
    return stderr;
  };

  it("refuses runs on other gold, and shows in what they differ, unless that is wanted", async () => {
    place.write("gold/b.txt", "[ORG Kosmice] lost to Halden.\n");
    await place.run(["--pred", "crf.jsonl", "--undefined", "zero", "-o", "other.json"]);
    place.write("gold/b.txt", "[ORG Kosmice] lost to [ORG Halden]. Zoë Lind wept.\n");
    await place.run(["--pred", "crf.jsonl", "--undefined", "zero", "-o", "other.json"]);
    const said = await mistake("llm.json", "other.json", "-o", "x.tex");
    expect(said).to.match(
      /^error: llm and crf are not comparable: gold: llm has 6 spans in gold, murmur3-sum [0-9a-f]{12}…; crf has 5 spans in gold, .*\. undefined: llm has skip; crf has zero {2}\[runs-differ\]\nhint: --different/,
    );
    expect(readdirSync(place.cwd)).to.not.include("x.tex");
    const { code, stdout, stderr } = await report("llm.json", "other.json", "--different");
    expect([code, stderr.startsWith("warning: llm and crf are not comparable")]).to.deep.equal([0, true]);
    expect(stdout.split("\n")[0]).to.equal("2 runs · 2 documents · 5–6 gold spans");
    expect(stdout).to.match(/llm: strict\|avg:micro\|undefined:skip\|.*\ncrf: strict\|avg:micro\|undefined:zero\|/);
  });

  it("says with line and column where a file is no saved run, and writes nothing", async () => {
    place.write("broken.json", '{\n  "schema": "ner-eval/run@2",\n  "name": crf\n}\n');
    expect(await mistake("crf.json", "broken.json", "-o", "x.md")).to.equal(
      'error: broken.json:3:11: this is not JSON  [run-syntax]\n  3 |   "name": crf\n    |           ^\nhint: a saved run is one JSON document, as --output run.json writes it\n',
    );
    const json = readFileSync(place.path("crf.json"), "utf8");
    place.write("typed.json", json.replace('"documents": 2,\n  "scores"', '"documents": "2",\n  "scores"'));
    const at = json.slice(0, json.indexOf('"documents": 2,\n  "scores"')).split("\n").length;
    expect(await mistake("typed.json")).to.contain(
      `error: typed.json:${at}:16: documents: expected number but received "2"  [run-field]`,
    );
    place.write("new.json", json.replace("ner-eval/run@2", "ner-eval/run@7"));
    expect(await mistake("new.json")).to.contain(
      "error: new.json:2:13: the run has the layout ner-eval/run@7; this version reads ner-eval/run@2 and ner-eval/run@1  [run-schema]",
    );
    place.write("empty.json", "");
    expect(await mistake("empty.json")).to.contain("the file is empty  [run-syntax]");
    place.write("short.json", (await place.run(["--pred", "crf.jsonl", "-f", "json"])).stdout);
    expect(await mistake("short.json")).to.contain(
      "without the counts of its documents  [run-units]\nhint: save it with --output run.json",
    );
    expect(readdirSync(place.cwd)).to.not.include("x.md");
  });

  it("answers mistakes on its command line", async () => {
    expect(await mistake()).to.contain("missing required argument");
    expect(await mistake("crf.json", "--columns", "p,f3")).to.contain('no column is called "f3"');
    expect(await mistake("crf.json", "--columns", "f1/fair")).to.contain(
      'error: no column is called "f1/fair": write f1+fair:f1  [usage]',
    );
    expect(await mistake("crf.json", "--columns", "p,r")).to.contain('no column is called "r": write recall');
    expect(await mistake("crf.json", "--columns", "p")).to.contain("for precision, write precision");
    expect(await mistake("crf.json", "--label", "a}b")).to.contain("--label a}b: a label has only letters");
    expect(await mistake("crf.json", "-o", "crf.json")).to.contain("the ending of crf.json does not name a format");
    expect(await mistake("crf.json", "--table", "type")).to.contain("--table type: expected one of scores, types");
    expect(await mistake("nope.json")).to.contain("[file-unreadable]");
    expect(await mistake("crf.json", "--columns", "fbeta")).to.contain("the run crf has no F-beta");
    await place.run(["--pred", "crf.jsonl", "--scheme", "type", "-o", "type.json"]);
    expect(await mistake("llm.json", "type.json")).to.contain("the runs were shown in different schemes: strict, type");
  });

  it("says when runs were written by different versions", async () => {
    const json = readFileSync(place.path("crf.json"), "utf8");
    place.write("old.json", json.replace("v:0.1.0", "v:0.0.9").replace('"version": "0.1.0"', '"version": "0.0.9"'));
    const { code, stderr } = await report("old.json", "llm.json");
    expect([code, stderr]).to.deep.equal([
      0,
      "warning: the runs were written by different versions: 0.0.9, 0.1.0  [runs-versions]\n",
    ]);
  });
});

describe("ner-eval merge", () => {
  let place: Workplace;
  beforeEach(async () => {
    place = new Workplace(files);
    const [a, b] = files["crf.jsonl"].trim().split("\n");
    place.write("a.jsonl", a!);
    place.write("b.jsonl", b!);
    await place.run(["--gold", "gold/a.txt", "--pred", "crf=a.jsonl", "-o", "a.json"]);
    await place.run(["--gold", "gold/b.txt", "--pred", "crf=b.jsonl", "-o", "b.json"]);
  });
  afterEach(() => place.remove());

  it("gives the run that scoring everything at once gives, but for its inputs", async () => {
    const { code, stdout, stderr } = await place.run(["merge", "b.json", "a.json", "-o", "merged.json"]);
    expect([code, stdout, stderr]).to.deep.equal([0, "", "merged.json: 2 documents of 2 shards\n"]);
    await place.run(["--gold", "gold/a.txt", "--gold", "gold/b.txt", "--pred", "crf=crf.jsonl", "-o", "whole.json"]);
    const [merged, whole] = ["merged.json", "whole.json"].map((name) => readFileSync(place.path(name), "utf8"));
    const inputs = /"inputs": \[[\s\S]*?\n {2}\],/;
    expect(merged!.replace(inputs, "")).to.equal(whole!.replace(inputs, ""));
    expect((await place.run(["report", "merged.json", "whole.json"])).code).to.equal(0);
  });

  it("adds up bad spans, and units of offsets that only one shard met", async () => {
    const text = (id: string, words: string) =>
      `${JSON.stringify({ id, text: words, entities: [{ start: words.indexOf("Osk"), end: words.length, type: "LOC" }] })}\n`;
    const pred = (id: string, start: number, ...more: object[]) =>
      `${JSON.stringify({ id, entities: [{ start, end: start + 3, type: "LOC", text: "Osk" }, ...more] })}\n`;
    const bad = { start: 2, end: 1, type: "LOC" };
    const [g1, g2] = [text("1", "😀 in Osk"), text("2", "Ada in Osk")];
    const [p1, p2] = [pred("1", 5, bad), pred("2", 7)];
    for (const [name, content] of Object.entries({ "g/1": g1, "g/2": g2, "p/1": p1, "p/2": p2 }))
      place.write(`${name}.jsonl`, content);
    const score = async (gold: string, predicted: string, output: string) => {
      const sides = ["--gold", gold, "--gold-offsets", "utf16", "--pred", `p=${predicted}`];
      expect((await place.run([...sides, "--bad-spans", "pred:skip", "-o", output])).code).to.equal(0);
    };
    await score("g/1.jsonl", "p/1.jsonl", "one.json");
    await score("g/2.jsonl", "p/2.jsonl", "two.json");
    await score("g", "p", "whole.json");
    const { code, stderr } = await place.run(["merge", "one.json", "two.json", "-o", "both.json"]);
    expect(code, stderr).to.equal(0);
    const [both, whole] = ["both.json", "whole.json"].map((name) => JSON.parse(readFileSync(place.path(name), "utf8")));
    expect(both.alignment).to.deep.equal(whole.alignment);
    expect(both.alignment.badSpans.pred).to.include({ spans: 3, bad: 1, skipped: 1 });
    expect(both.signature).to.equal(whole.signature).and.contain("|offsets:utf16,codepoint|");
    expect((await place.run(["report", "both.json", "whole.json"])).code).to.equal(0);
  });

  it("prints the run where no file is named, under the name that was asked for", async () => {
    const { stdout } = await place.run(["merge", "a.json", "b.json", "--name", "both"]);
    expect(JSON.parse(stdout).name).to.equal("both");
    expect((await place.run(["report", "-"], { stdin: stdout })).stdout).to.match(/^both · 2 documents/);
  });

  it("refuses a document that is in two shards, and writes nothing", async () => {
    const { code, stderr } = await place.run(["merge", "a.json", "b.json", "a.json", "-o", "x.json"]);
    expect([code, stderr]).to.deep.equal([
      2,
      'error: the document "a" is in a.json and in a.json  [runs-overlap]\nhint: each document belongs in one shard; score each shard of the predictions against a shard of the gold\n',
    ]);
    expect(readdirSync(place.cwd)).to.not.include("x.json");
  });

  it("refuses to write over a shard", async () => {
    const { code, stderr } = await place.run(["merge", "a.json", "b.json", "-o", "a.json"]);
    expect([code, stderr]).to.deep.equal([
      2,
      "error: cannot write a.json: it is one of the inputs  [file-unwritable]\nhint: choose another name for the output\n",
    ]);
  });
});
