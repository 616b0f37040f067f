/** Predictions without offsets, from the command line: what is shown and saved of them, and real submissions as such. */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { collect } from "../../src/corpus/document.ts";
import { IssueLog } from "../../src/corpus/issue.ts";
import { conll } from "../../src/formats/conll.ts";
import { chunksOf } from "../../src/formats/lines.ts";
import { Workplace } from "./fake-io.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = fileURLToPath(new URL("../../../shared/corpora/wnut17/", import.meta.url));

describe("predictions without offsets", () => {
  const place = new Workplace({
    "gold/a.txt": "[PER Ada Moen] met [PER Bo] in [LOC Kabul]; [LOC Kabul] it was.\n",
    "gold/b.txt": "[LOC Herat] and [ORG NATO]\n",
    "p.jsonl": [
      JSON.stringify({
        id: "a",
        output: 'Here:\n```json\n{"PER": ["ADA MOEN", "Zed"], "Location": ["Kabul", "Kabul", "Kabul"]}\n```',
      }),
      JSON.stringify({ id: "b", output: "As far as I can tell." }),
    ].join("\n"),
  });
  after(() => place.remove());
  const map = ["--map", "pred:Location=LOC"];

  async function json(...argv: string[]) {
    const { code, stdout, stderr } = await place.run(["--pred", "p.jsonl", "-f", "json", ...argv]);
    expect(code, stderr).to.equal(0);
    return { ...JSON.parse(stdout), stderr };
  }

  it("are placed, counted by level and scored; what is not in the text is spurious", async () => {
    const { scores, alignment, errors, confusion, nesting, signature, surfaceSet } = await json(...map);
    const { examples, ...counts } = alignment.grounding;
    expect(counts).to.deep.equal({
      ...{ rule: "order", mentions: 5, exact: 2, case: 1, whitespace: 0, quotes: 0, letters: 0, inside: 0 },
      ...{ repeated: 1, hallucinated: 1, spans: 3, answers: { truncated: 0, unread: 1 } },
    });
    expect(examples).to.deep.equal([{ surface: "Zed", type: "PER", count: 1 }]);
    expect([alignment.pred.read, alignment.pred.scored]).to.deep.equal([5, 5]);
    for (const scheme of ["strict", "exact", "partial", "type"]) {
      const { correct, missed, spurious, gold, pred } = scores[scheme].micro;
      expect([correct, missed, spurious, gold, pred], scheme).to.deep.equal([3, 3, 2, 6, 5]);
    }
    expect(errors.all).to.include({ correct: 3, missed: 3, spurious: 2 });
    expect(confusion.counts.at(-1)).to.deep.equal([1, 0, 1, 0]);
    expect(nesting[0]).to.include({ mentions: "flat", correct: 3, gold: 6, pred: 5 });
    expect(scores.fair.micro.events).to.include({ TP: 3, FN: 3, FP: 2 });
    expect(scores.token.micro).to.include({ correct: 4, spurious: 0 });
    expect(surfaceSet.micro).to.include({ correct: 1, gold: 5, pred: 3 });
    expect(signature).to.contain("|ground:order|");
  });

  it("are shown beside the scores of the string sets", async () => {
    const { stdout } = await place.run(["--pred", "p.jsonl", ...map]);
    expect(stdout).to.match(/^Grounded \(order\) +exact 2 · case 1 · whitespace 0 · quotes 0 · letters 0$/m);
    expect(stdout).to.match(/^ +inside 0 · repeated 1 · hallucinated 1$/m);
    expect(stdout).to.match(/^Answers +truncated 0 · unread 1$/m);
    expect(stdout).to.match(/^String set +P 33\.33 · R 20\.00 · F1 25\.00$/m);
    const { stdout: csv } = await place.run(["--pred", "p.jsonl", ...map, "-f", "csv"]);
    expect(csv)
      .to.contain("\np,,surface-set,f1,0.25,,,5,3,1\n")
      .and.to.contain("\np,LOC,surface-set,recall,0.5,,,2,1,1\n");
  });

  it("stand at all places with --ground all, where copies add nothing", async () => {
    const { scores, alignment, options } = await json(...map, "--ground", "all");
    expect(alignment.grounding).to.include({ repeated: 2, spans: 3 });
    expect([scores.strict.micro.correct, scores.strict.micro.pred, options.ground]).to.deep.equal([3, 4, "all"]);
  });

  it("follow the rules for types and thresholds wherever they stand", async () => {
    const { alignment } = await json(...map, "--types", "LOC");
    const { read, scored, dropped } = alignment.pred;
    expect([read, scored, dropped]).to.deep.equal([5, 3, [{ type: "PER", count: 2 }]]);
  });

  it("are explained in warnings, with the renaming to try", async () => {
    const { stderr } = await json();
    expect(stderr).to.contain('1 predicted string is not in the text and counts as spurious: "Zed" (PER)');
    expect(stderr).to.contain("(did you mean --map pred:Location=LOC?)  [type-unseen]");
    expect(stderr).to.contain("[answer-unread]");
    expect(stderr).to.contain("[mention-repeated]");
  });

  it("say nothing to other scorers where they stand nowhere, and that is said", async () => {
    const { code, stderr } = await place.run(["explain", "--pred", "p.jsonl", ...map, "--as", "seqeval-strict"]);
    expect(stderr).to.contain(
      "2 predictions could not be located in the text; other scorers ignore them  [tags-lossy]",
    );
    expect(code).to.equal(0);
  });

  it("give other digests where their strings differ", async () => {
    const digest = async () => (await json(...map)).inputs.find(({ role }: { role: string }) => role === "pred");
    const before = await digest();
    expect(before.spans).to.equal(5);
    const text = readFileSync(place.path("p.jsonl"), "utf8");
    place.write("p.jsonl", text.replace("Zed", "Zoe"));
    expect((await digest()).digest).to.not.deep.equal(before.digest);
    place.write("p.jsonl", text);
  });

  it("are read by the executable from standard input", () => {
    const loader = `file://${join(root, "node_modules/tsx/dist/esm/index.mjs")}`;
    const argv = ["--import", loader, join(root, "src/bin.ts"), "--pred", "-", "-f", "score"];
    const input = '{"id": "a", "entities": [["Kabul", "LOC"]]}\n';
    const stdio = ["pipe", "pipe", "ignore"] as const;
    const stdout = execFileSync(process.execPath, argv, { cwd: place.cwd, input, encoding: "utf8", stdio: [...stdio] });
    expect(stdout).to.equal("28.57\n");
  });
});

describe("submissions to WNUT 2017 without their offsets", () => {
  let place: Workplace;
  before(function () {
    if (!existsSync(folder)) this.skip();
    place = new Workplace();
  });
  after(() => place?.remove());

  const gold = ["--gold", `${folder}emerging.test.annotated`, "--gold-format", "conll", "-f", "score"];

  /** With offsets, by position; without them, in the order of the text; and all at their first places. */
  for (const [file, offsets, order, first] of [
    ["uh_ritual", "41.86", "41.86", "40.68"],
    ["spinningbytes.txt", "40.78", "40.78", "39.73"],
    ["flytxt", "38.35", "38.35", "37.24"],
  ] as const) {
    it(`score as with offsets when placed in order, and less at first places: ${file}`, async () => {
      const path = `${folder}submissions/${file}`;
      const issues = new IssueLog();
      const context = { source: file, name: file, issues, warnings: [] };
      const read = conll.predictions.read(chunksOf(readFileSync(path, "utf8")), context, { repair: "begin" });
      const lines = (await collect(read)).map(({ id, spans, tokens }) => {
        const entities = spans.map(({ start, end, type }) => ({ text: tokens!.slice(start, end).join(" "), type }));
        return JSON.stringify({ id, entities });
      });
      place.write("p.jsonl", lines.join("\n"));
      const score = async (pred: string, ...argv: string[]) =>
        (await place.run([...gold, "--pred", pred, ...argv])).stdout.trim();
      expect([await score(path), await score("p.jsonl"), await score("p.jsonl", "--ground", "first")]).to.deep.equal([
        offsets,
        order,
        first,
      ]);
    });
  }

  describe("in a model's own words", () => {
    const text = "Ada Moen met Osk.";
    const gold = JSON.stringify({ id: "a", text, entities: [[0, 8, "PER"], [13, 16, "LOC"]] }); // biome-ignore format: short.
    const score = async (...outputs: unknown[]) => {
      const own = new Workplace({
        "g.jsonl": outputs.map((_, i) => gold.replace('"a"', `"${i}"`)).join("\n"),
        "p.jsonl": outputs.map((output, i) => JSON.stringify({ id: `${i}`, output })).join("\n"),
      });
      const { code, stdout, stderr } = await own.run(["--gold", "g.jsonl", "--pred", "p.jsonl", "-f", "json"]);
      own.remove();
      expect(code, stderr).to.equal(0);
      const { correct, pred } = JSON.parse(stdout).scores.strict.micro;
      return { correct, pred, stderr };
    };
    const right = '{"PER":["Ada Moen"],"LOC":["Osk"]}';

    it("are read behind an echo of the schema or of an example", async () => {
      const schema = '{"entities": {"type": "array", "items": {"type": "object"}}}';
      const example = '{"entities": [{"text": "...", "type": "PER"}]}';
      for (const before of [schema, example]) {
        const { correct, pred, stderr } = await score(`${before}\n${right}`);
        expect({ correct, pred }).to.deep.equal({ correct: 2, pred: 2 });
        expect(stderr).not.to.contain("answer-");
      }
    });

    it("have text and type in their places, whichever comes first, and a warning says so", async () => {
      const { correct, stderr } = await score('[["PER", "Ada Moen"], ["LOC", "Osk"]]');
      expect(correct).to.equal(2);
      expect(stderr).to.contain(
        '1 answer has the type in place of the text and the text in place of the type; it was read the other way round: "0" ["PER","Ada Moen"]  [mention-swapped]',
      );
      expect((await score('[{"text": "PER", "type": "Ada Moen"}]')).correct).to.equal(1);
      expect((await score('[["Zed", "PER"]]')).stderr)
        .to.contain("[mention-hallucinated]")
        .and.not.contain("swapped");
    });

    it("may be that there is nothing; what cannot be read is listed by id with its first words", async () => {
      expect((await score("none here")).stderr).not.to.contain("answer-unread");
      const { stderr } = await score("I cannot help with that, since it is long", right, "<think>so many");
      expect(stderr).to.contain(
        '2 answers have no JSON with mentions, and count as without predictions: "0" "I cannot help with that, since it is lo…", "2" "<think>so many"  [answer-unread]',
      );
    });
  });
});
