import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { profiles } from "../../src/compat/profiles.ts";
import { expectGolden } from "../golden.ts";
import { Workplace } from "./fake-io.ts";

const gold = `Ada B-PER
Moen I-PER
met O
EU B-ORG
envoys O

Osk B-LOC
won O
`;
/** A boundary error, an I- that continues nothing, and a prediction of a type that the gold does not have. */
const pred = `Ada B-PER
Moen O
met O
EU I-ORG
envoys B-MISC

Osk B-LOC
won O
`;

describe("ner-eval explain", () => {
  const place = new Workplace({
    "gold.conll": gold,
    "pred.conll": pred,
    "gold.jsonl": '{"id":"a","text":"Ada Moen met EU","entities":[[0,8,"PER"],[13,15,"ORG"]]}\n',
    "pred.jsonl": '{"id":"a","entities":[[0,8,"PER"],[0,3,"PER"],[13,15,"ORG"]]}\n',
  });
  after(() => place.remove());
  const files = ["--gold", "gold.conll", "--pred", "pred.conll"];

  it("shows every scorer beside the scheme of ours that asks the same, and why they differ", async () => {
    const { code, stdout, stderr } = await place.run(["explain", ...files]);
    expect(code).to.equal(0);
    expect(stderr).to.match(/^warning: the gold never uses MISC ×1; it counts as wrong .*\[type-unseen\]\n$/);
    expectGolden("explain/all.txt", stdout);
    for (const { name } of profiles) expect(stdout, name).to.match(new RegExp(`^${name} `, "m"));
  });

  it("counts the mentions that make the difference", async () => {
    const { stdout } = await place.run(["explain", ...files, "--as", "seqeval,seqeval-strict", "-f", "json"]);
    const { schema, scorers } = JSON.parse(stdout);
    expect(schema).to.equal("ner-eval/opinions@1");
    const [lenient, strict] = scorers.map((scorer: { tables: { ours: object }[] }) => scorer.tables[0]!.ours);
    // 2 of 4 predictions and 3 gold mentions; without the I-ORG 1 of 3.
    expect(lenient).to.deep.equal({ scheme: "strict", f1: 4 / 7, mentions: 0 });
    expect(strict).to.deep.equal({ scheme: "strict", f1: 4 / 7, mentions: 1 });
    expect(scorers[1].tables[0].all.f1).to.be.closeTo(1 / 3, 1e-15);
  });

  it("says what a scorer refuses, and goes on with the others", async () => {
    const { code, stdout } = await place.run(["explain", ...files, "--as", "seqscore,conlleval"]);
    expect(code).to.equal(0);
    expect(stdout).to.match(/seqscore +refuses: [^\n]*\n? *[^\n]*I-ORG/);
    expect(stdout).to.match(/conlleval +conlleval +57\.14 +57\.14 +0\.00 +0/);
  });

  it("warns of mentions that others cannot see as we do", async () => {
    const nested = ["--gold", "gold.jsonl", "--pred", "pred.jsonl"];
    const { code, stderr } = await place.run(["explain", ...nested]);
    expect(code).to.equal(0);
    expect(stderr).to.contain("1 span overlaps others and cannot be written as tags").and.contain("[tags-lossy]");
    expect(stderr).to.contain("1 span overlaps others and cannot be in doc.ents; spacy scores it as a group of spans");
    expect((await place.run(["explain", ...nested, "--as", "conlleval"])).stderr).to.not.contain("doc.ents");
    expect((await place.run([...nested, "--as", "spacy"])).stderr).to.contain("cannot be in doc.ents");
  });

  it("writes JSON, Markdown and text", async () => {
    const { code } = await place.run(["explain", ...files, "-o", "x.json", "-o", "x.md", "-o", "x.txt"]);
    expect(code).to.equal(0);
    for (const name of ["x.json", "x.md", "x.txt"]) expect(existsSync(place.path(name)), name).to.equal(true);
    expect((await place.run(["explain", ...files, "-o", "x.csv"])).stderr).to.contain(
      "use one of .txt, .json, .md, .html",
    );
  });

  it("knows no scorer but those it lists", async () => {
    const { code, stderr } = await place.run(["explain", ...files, "--as", "conleval"]);
    expect(code).to.equal(2);
    expect(stderr).to.contain("no scorer is called conleval").and.contain("the scorers are conlleval, ");
  });
});

describe("ner-eval score --as", () => {
  const place = new Workplace({ "gold.conll": gold, "pred.conll": pred });
  after(() => place.remove());
  const files = ["--gold", "gold.conll", "--pred", "pred.conll"];

  it("shows the tables of a scorer with its own rows and counts", async () => {
    const { code, stdout } = await place.run([...files, "--as", "nervaluate"]);
    expect(code).to.equal(0);
    expectGolden("explain/nervaluate.txt", stdout);
  });

  it("prints what conlleval prints", async () => {
    expect((await place.run([...files, "-f", "conlleval"])).stdout).to.equal(
      [
        "processed 7 tokens with 3 phrases; found: 4 phrases; correct: 2.",
        "accuracy:  57.14%; precision:  50.00%; recall:  66.67%; FB1:  57.14",
        "              LOC: precision: 100.00%; recall: 100.00%; FB1: 100.00  1",
        "             MISC: precision:   0.00%; recall:   0.00%; FB1:   0.00  1",
        "              ORG: precision: 100.00%; recall: 100.00%; FB1: 100.00  1",
        "              PER: precision:   0.00%; recall:   0.00%; FB1:   0.00  1",
        "",
      ].join("\n"),
    );
  });

  it("prints what seqeval prints, in either mode", async () => {
    const { stdout } = await place.run([...files, "-f", "seqeval"]);
    expect(stdout).to.match(/^ {14}precision {4}recall {2}f1-score {3}support\n\n {9}LOC {7}1\.00/);
    const strict = await place.run([...files, "--as", "seqeval-strict", "-f", "seqeval"]);
    expect(strict.stdout).to.match(/ORG {7}0\.00/);
  });

  it("prints nothing but the number with -f score", async () => {
    expect((await place.run([...files, "--as", "seqeval-strict", "-f", "score"])).stdout).to.equal("33.33\n");
  });

  it("ends with a message where the scorer refuses, or has no output of that kind", async () => {
    const refused = await place.run([...files, "--as", "seqscore"]);
    expect(refused.code).to.equal(2);
    expect(refused.stderr).to.contain("refuses this").and.contain("[profile-refused]");
    const other = await place.run([...files, "--as", "spacy", "-f", "conlleval"]);
    expect(other.code).to.equal(2);
    expect(other.stderr).to.contain("spacy has no output for -f conlleval");
    expect((await place.run([...files, "--as", "spacy", "-f", "csv"])).code).to.equal(2);
  });

  it("gives the numbers of WNUT 2017 under the names of its scorers", async function () {
    const corpus = fileURLToPath(new URL("../../../shared/corpora/wnut17/", import.meta.url));
    if (!existsSync(corpus)) this.skip();
    const input = ["--gold", `${corpus}emerging.test.annotated`, "--pred", `${corpus}submissions/spinningbytes.txt`];
    const f1 = async (as: string) => (await place.run([...input, "--as", as, "-f", "score"])).stdout.trim();
    expect(await f1("conlleval")).to.equal("40.78");
    expect(await f1("seqeval-strict")).to.equal("41.31");
    expect(await f1("faireval")).to.equal("47.09");
    expect(await f1("wnut-surface")).to.equal("39.33");
  });
});
