import { readFileSync } from "node:fs";
import { expect } from "chai";
import { Workplace } from "./fake-io.ts";

/** Documents of four sentences each; every third sentence is tagged wrong. */
const sentence = (tag: string) => `Ada B-PER ${tag}\nsang O O\n\n`;
const file = (documents: number) =>
  Array.from({ length: documents }, (_, d) =>
    ["-DOCSTART- -X- O\n\n", ...Array.from({ length: 4 }, (_, s) => sentence((4 * d + s) % 3 ? "B-PER" : "O"))].join(
      "",
    ),
  ).join("");
const onePerLine = Array.from({ length: 6 }, (_, i) => `[PER Ada] sang ${i}. Who heard [PER Ada]?\n`).join("");
const predicted = Array.from(
  { length: 6 },
  (_, i) => `${JSON.stringify({ id: `lines:${i + 1}`, entities: [{ start: 0, end: 3, type: "PER" }] })}\n`,
).join("");

describe("ner-eval score, as to what is drawn", () => {
  let place: Workplace;
  before(() => {
    place = new Workplace({
      "a.conll": file(7),
      "few.conll": file(3),
      "lines.txt": onePerLine,
      "preds.jsonl": predicted,
    });
  });
  after(() => place.remove());

  async function run(...argv: string[]) {
    const { code, stdout, stderr } = await place.run([...argv, "-f", "json", "--units"]);
    expect(code).to.equal(0);
    return { run: JSON.parse(stdout), stderr };
  }
  const conll = (name: string) => ["--gold", name, "--pred", name, "--gold-column", "2", "--pred-column", "3"];
  const lines = ["--gold", "lines.txt", "--document", "line", "--pred", "preds.jsonl"];

  it("draws the documents that -DOCSTART- lines begin, not their sentences", async () => {
    const { run: json, stderr } = await run(...conll("a.conll"));
    expect(json.resampling).to.include({ unit: "document", units: 7 });
    expect(json.alignment.documents.paired).to.equal(28);
    expect(json.units.documents.map(({ id }: { id: string }) => id)[0]).to.equal("document 1");
    expect([json.documents, json.signature]).to.deep.equal([7, json.signature.replace(/\|unit:\w+/, "")]);
    expect(stderr).to.contain("from only 7 documents");
  });

  it("draws sentences with --unit sentence, and warns that they may depend on each other", async () => {
    const { run: json, stderr } = await run(...conll("a.conll"), "--unit", "sentence");
    expect(json.resampling).to.include({ unit: "sentence", units: 28 });
    expect(json.signature).to.contain("|unit:sentence|ci:");
    expect(stderr).to.contain("[units-dependent]").and.contain("treat 28 sentences as independent");
  });

  it("cuts texts into sentences, whose scores are those of the texts", async () => {
    const { run: whole } = await run(...lines);
    const { run: parts } = await run(...lines, "--unit", "sentence");
    expect([whole.units.documents.length, parts.units.documents.length]).to.deep.equal([6, 12]);
    expect([parts.units.unit, parts.units.documents[1].id]).to.deep.equal(["sentence", "lines:1#2"]);
    expect(parts.scores.strict.micro.f1).to.equal(whole.scores.strict.micro.f1);
    expect(parts.scores.strict.micro.intervals).not.to.deep.equal(whole.scores.strict.micro.intervals);
  });

  it("says why no intervals are drawn where many sentences are of few documents", async () => {
    const { run: json, stderr } = await run(...conll("few.conll"));
    expect(json.resampling).to.equal(undefined);
    expect(stderr).to.contain(
      "the 12 sentences are from 3 documents, and intervals need 5 (--unit sentence resamples sentences)",
    );
  });

  it("averages over documents, whatever they came in", async () => {
    const { run: json } = await run(...conll("a.conll"));
    const { precision, f1 } = json.scores.strict.documents;
    expect([precision.count, f1.count]).to.deep.equal([7, 7]);
    const { run: parts } = await run(...conll("a.conll"), "--unit", "sentence");
    expect(parts.scores.strict.documents).to.deep.equal(json.scores.strict.documents);
  });

  it("saves what is drawn, so that it is shown again as it was", async () => {
    for (const argv of [
      conll("a.conll"),
      [...conll("a.conll"), "--unit", "sentence"],
      [...lines, "--unit", "sentence"],
    ]) {
      const { stdout, code } = await place.run([...argv, "-o", "run.json", "-o", "table.tsv"]);
      expect([code, stdout]).not.to.include(2);
      const again = await place.run(["report", "run.json", "-o", "again.tsv"]);
      expect([again.code, again.stderr]).to.deep.equal([0, ""]);
      expect(readFileSync(place.path("again.tsv"), "utf8")).to.equal(readFileSync(place.path("table.tsv"), "utf8"));
    }
  });

  it("knows what changed between saved runs, whatever their documents came in", async () => {
    place.write(
      "b.conll",
      file(7).replace("Ada B-PER B-PER", "Ada B-PER O").replace("Ada B-PER O\nsang", "Ada B-PER B-PER\nsang"),
    );
    const gold = ["--gold", "a.conll", "--gold-column", "2"];
    const pred = (name: string) => ["--pred", `${name}.conll`, "--pred-column", "3"];
    for (const name of ["a", "b"]) await place.run([...gold, ...pred(name), "-o", `${name}.json`]);
    const transitions = async (...argv: string[]) => {
      const { code, stdout } = await place.run([
        "compare",
        ...argv,
        "--trials",
        "10",
        "--resamples",
        "10",
        "-f",
        "json",
      ]);
      expect(code).to.equal(0);
      const [{ counts, types, totals, mcnemar }] = JSON.parse(stdout).transitions;
      return { counts, types, totals, mcnemar };
    };
    const seen = await transitions(...gold, ...pred("a"), ...pred("b"));
    expect(seen.totals).to.include({ fixed: 1, broke: 1 });
    expect(await transitions("a.json", "b.json")).to.deep.equal(seen);
    expect(await transitions("a.json", ...gold, ...pred("b"))).to.deep.equal(seen);
  });
});
