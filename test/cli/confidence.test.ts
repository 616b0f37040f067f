import { readFileSync } from "node:fs";
import { expect } from "chai";
import { expectGolden } from "../golden.ts";
import { shuffled } from "../spans.ts";
import { Workplace } from "./fake-io.ts";

const lines = [
  {
    id: "brussels",
    entities: [
      { start: 4, end: 6, type: "ORG", score: 0.98 },
      { start: 4, end: 6, type: "ORG", score: 0.31 },
      { start: 11, end: 19, type: "PER", score: 0.91 },
      { start: 23, end: 31, type: "LOC", score: 0.62 },
      { start: 33, end: 36, type: "MISC", score: 0.12 },
    ],
  },
  {
    id: "halden",
    entities: [
      { start: 0, end: 6, type: "ORG", score: 0.88 },
      { start: 15, end: 22, type: "LOC", score: 0.55 },
      { start: 26, end: 32, type: "LOC", score: 0.62 },
      { start: 37, end: 41, type: "PER" },
    ],
  },
];
const files = {
  "gold/brussels.txt": "The [ORG EU] met [PER Ada Moen] in [LOC Port Osk]. The [ORG EU] was [MISC late].\n",
  "gold/halden.txt": "[ORG Halden] lost to [ORG Kosmice] in [LOC Halden]. 😀 [PER Zoë Lind] wept.\n",
  "preds.jsonl": lines.map((line) => `${JSON.stringify(line)}\n`).join(""),
};

describe("ner-eval score --confidence", () => {
  let place: Workplace;
  beforeEach(() => {
    place = new Workplace(files);
  });
  afterEach(() => place.remove());
  const score = (...argv: string[]) => place.run(["--pred", "preds.jsonl", ...argv]);
  const jsonOf = async (...argv: string[]) => JSON.parse((await score("-f", "json", ...argv)).stdout);

  it("shows what scores are worth on a terminal of 80 columns, and in Markdown", async () => {
    const { code, stdout, stderr } = await place.run(["--pred", "preds.jsonl", "--confidence"], { columns: 80 });
    expect(code).to.equal(0);
    expect(stderr).to.match(/^warning: \d+ predicted spans? repeats? another .*\[span-repeated\]\n$/);
    expectGolden("score/confidence-80.txt", stdout.slice(stdout.indexOf("Confidence")));
    for (const line of stdout.split("\n")) expect(line.length).to.be.at.most(80);
    const { stdout: markdown } = await score("--confidence", "-f", "markdown");
    expect(markdown).to.contain("**Confidence** strict matching · 8 of 9 predictions scored · ");
  });

  it("is in the JSON only where it was asked for", async () => {
    const { stdout } = await score("--confidence", "-f", "json");
    const { confidence, ...rest } = JSON.parse(stdout);
    expect(await jsonOf()).to.deep.equal(rest);
    expectGolden(
      "score/confidence.json",
      `${stdout.slice(stdout.indexOf('  "confidence"'), stdout.indexOf('  "alignment"'))}`,
    );
    expect(confidence.all.curve).to.have.length(8);
    await score("--confidence", "-o", "run.json");
    expect(JSON.parse(readFileSync(place.path("run.json"), "utf8")).confidence).to.deep.equal(confidence);
  });

  it("gives the same bytes however lines and spans are ordered", async () => {
    const once = (await score("--confidence", "--threshold", "0.2", "-f", "json")).stdout;
    for (let seed = 1; seed < 20; seed++) {
      const mixed = shuffled(lines, seed).map(({ id, entities }) => ({ id, entities: shuffled(entities, seed) }));
      place.write("preds.jsonl", mixed.map((line) => JSON.stringify(line)).join("\n"));
      expect((await score("--confidence", "--threshold", "0.2", "-f", "json")).stdout).to.equal(once);
    }
  });

  it("warns where no prediction has a score, and says so on screen", async () => {
    place.write("preds.jsonl", '{"id": "halden", "entities": [[0, 6, "ORG"]]}\n{"id": "brussels", "entities": []}\n');
    const { code, stdout, stderr } = await score("--confidence");
    expect(code).to.equal(0);
    expect(stderr).to.match(/^warning: no prediction has a score, .* {2}\[score-missing\]\n$/);
    expect(stdout).to.contain("Confidence   no prediction has a score\n").and.not.contain("Recall of at least");
    expect((await score()).stderr).to.equal("");
    const { confidence } = await jsonOf("--confidence");
    expect([confidence.lowest, confidence.all.averagePrecision, confidence.all.best]).to.deep.equal([null, null, null]);
  });

  it("gives no calibration for scores that are no probabilities, and says why", async () => {
    place.write("preds.jsonl", files["preds.jsonl"].replace("0.98", "7.25"));
    const { stdout } = await score("--confidence");
    expect(stdout).to.contain("no ECE: scores from 0.12 to 7.25 are not within 0 and 1\n");
    expect(stdout).to.not.contain("Share correct");
    const { all, types } = (await jsonOf("--confidence")).confidence;
    for (const row of [all, ...types]) expect([row.calibrationError, row.reliability]).to.deep.equal([null, null]);
    expect(all.averagePrecision).to.be.above(0);
  });
});

describe("ner-eval score --threshold", () => {
  let place: Workplace;
  beforeEach(() => {
    place = new Workplace(files);
  });
  afterEach(() => place.remove());
  const score = (...argv: string[]) => place.run(["--pred", "preds.jsonl", ...argv]);
  const jsonOf = async (...argv: string[]) => JSON.parse((await score("-f", "json", ...argv)).stdout);

  it("leaves out what scores lower, counts it by type, and stands in signature and options", async () => {
    const { signature, options, alignment, scores } = await jsonOf("--threshold", "LOC=0.62,.35");
    expect(signature).to.equal("strict|avg:micro|undefined:skip|threshold:0.35,LOC=0.62|docs:2|v:0.1.0");
    expect(options.threshold).to.deep.equal(["0.35", "LOC=0.62"]);
    expect(alignment.pred).to.deep.equal({
      ...{ read: 9, scored: 6, dropped: [], ignored: [] },
      ...{ unannotated: 0, unpaired: 0, duplicates: 0 },
    });
    expect([alignment.belowThreshold, alignment.unscored]).to.deep.equal([
      [
        { type: "LOC", count: 1 },
        { type: "MISC", count: 1 },
        { type: "ORG", count: 1 },
      ],
      1,
    ]);
    expect(scores.strict.micro.pred).to.equal(6);
    expect((await score("--threshold", "LOC=0.62,.35")).stdout).to.contain(
      "Below threshold   LOC 1 · MISC 1 · ORG 1 · 1 without a score kept\n",
    );
  });

  it("gives the scores that the best threshold promises, where all predictions have a score", async () => {
    place.write("preds.jsonl", files["preds.jsonl"].replace('"type":"PER"}', '"type":"PER","score":0.2}'));
    const { best } = (await jsonOf("--confidence")).confidence.all;
    const { micro } = (await jsonOf("--threshold", String(best.threshold))).scores.strict;
    expect(best.chosen).to.equal("on this data");
    expect(best.threshold).to.equal(0.62);
    for (const name of ["precision", "recall", "f1", "correct"]) expect(micro[name]).to.equal(best[name]);
    expect(micro.pred).to.equal(best.pred);
  });

  it("may be given in parts, and takes types by their name after renaming", async () => {
    const { signature, alignment } = await jsonOf("--threshold", "0.35", "--threshold", "P=0.7", "--map", "LOC=P");
    expect(signature).to.contain("|threshold:0.35,P=0.7|");
    expect(alignment.belowThreshold[2]).to.deep.equal({ type: "P", count: 3 });
  });

  it("warns of a type that is never predicted", async () => {
    const { code, stderr } = await score("--threshold", "PERSON=0.5");
    expect(code).to.equal(0);
    expect(stderr.split("\n")[0]).to.equal(
      "warning: there is a threshold for PERSON, but no prediction has that type; did you mean PER?  [threshold-unused]",
    );
  });

  for (const [given, said] of [
    ["high", 'write 0.5 or PER=0.5, not "high"'],
    ["PER=", 'write 0.5 or PER=0.5, not "PER="'],
    ["0.5,NaN", 'write 0.5 or PER=0.5, not "NaN"'],
    ["Infinity", 'write 0.5 or PER=0.5, not "Infinity"'],
    ["0.5,0.6", 'a second threshold for all types: "0.6"'],
    ["PER=0.5,PER=0.5", 'a second threshold for PER: "PER=0.5"'],
    ["0.5,,", "an empty name in the list"],
  ] as const) {
    it(`refuses ${given}`, async () => {
      const { code, stderr } = await score("--threshold", given);
      expect(code).to.equal(2);
      expect(stderr).to.contain(said).and.contain("[usage]");
    });
  }
});
