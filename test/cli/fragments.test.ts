import { expect } from "chai";
import { Workplace } from "./fake-io.ts";

const text = "left and right knee";
const knee = { fragments: [[0, 4], [15, 19]], type: "BODY" }; // biome-ignore format: short.
const line = (id: string, entities: object[], more: object = {}) => `${JSON.stringify({ id, ...more, entities })}\n`;

describe("discontinuous mentions on the command line", () => {
  let place: Workplace;
  beforeEach(() => {
    place = new Workplace({
      "gold.jsonl": line("a", [knee], { text }) + line("b", [knee, { start: 9, end: 19, type: "BODY" }], { text }),
      "preds.jsonl": line("a", [{ start: 0, end: 19, type: "BODY" }]) + line("b", [{ ...knee, text: "left knee" }]),
    });
  });
  afterEach(() => place.remove());
  const json = async (...argv: string[]) =>
    JSON.parse((await place.run(["--gold", "gold.jsonl", "--pred", "preds.jsonl", "-f", "json", ...argv])).stdout);

  it("are scored as sets of characters, and what differs between the outer edges is said", async () => {
    const { scores, boundary } = await json();
    expect(scores.strict.micro).to.include({ correct: 1, incorrect: 1, missed: 1, spurious: 0 });
    expect(boundary.kinds.find(({ kind }: { kind: string }) => kind === "gaps").count).to.equal(1);
    expect(boundary.habits).to.deep.equal([{ gold: "left … knee", pred: text, count: 1 }]);
    const { stdout } = await place.run(["--gold", "gold.jsonl", "--pred", "preds.jsonl"]);
    expect(stdout).to.match(/shifted 0 · gaps 1\n/);
  });

  it("have a part in the digest of the input, and the order of the pieces has none", async () => {
    const digest = async () => (await json()).inputs[0].digest.value;
    const before = await digest();
    const again = { ...knee, fragments: [[15, 19], [0, 4]] }; // biome-ignore format: short.
    const other = { start: 0, end: 19, type: "BODY" };
    const gold = (entity: object) =>
      place.write(
        "gold.jsonl",
        line("a", [entity], { text }) + line("b", [{ start: 9, end: 19, type: "BODY" }, knee], { text }),
      );
    gold(again);
    expect(await digest()).to.equal(before);
    gold(other);
    expect(await digest()).to.not.equal(before);
  });

  it("can be a tagger's answer, and are kept by tag", async () => {
    place.write(
      "tagger.mjs",
      'export default () => [{ fragments: [{ start: 0, end: 4 }, { start: 15, end: 19 }], type: "BODY" }];',
    );
    const { stdout } = await place.run(["tag", "--gold", "gold.jsonl", "--tagger", "./tagger.mjs"]);
    place.write("preds.jsonl", stdout);
    expect((await json()).scores.strict.micro).to.include({ correct: 2, missed: 1, spurious: 0 });
    const scored = await place.run(["--gold", "gold.jsonl", "--tagger", "./tagger.mjs", "-f", "score"]);
    expect(scored.stdout).to.equal("80.00\n");
  });

  it("keep their place where a single document is tagged sentence by sentence", async () => {
    const sentences = "The left and right knee. The left and right knee. ";
    place.write("gold.jsonl", line("a", [{ fragments: [[4, 8], [19, 23]], type: "BODY" }, { fragments: [[29, 33], [44, 48]], type: "BODY" }], { text: sentences })); // biome-ignore format: long.
    place.write(
      "tagger.mjs",
      `let known = [];
       export default {
         learn(documents) { known = documents.flatMap(({ spans }) => spans); },
         tag: (texts) => texts.map(() => known.map(({ fragments, type }) => ({ fragments, type }))),
       };`,
    );
    const { stdout } = await place.run(["tag", "--gold", "gold.jsonl", "--tagger", "./tagger.mjs"]);
    place.write("preds.jsonl", stdout);
    expect((await json()).scores.strict.micro).to.include({ correct: 2, missed: 0, spurious: 0 });
  });

  it("teach the gazetteer nothing", async () => {
    const argv = ["tag", "--gold", "gold.jsonl", "--tagger", "gazetteer", "--train", "gold.jsonl"];
    const [first] = (await place.run(argv)).stdout.split("\n");
    expect(JSON.parse(first!).entities).to.deep.equal([{ start: 9, end: 19, type: "BODY", text: "right knee" }]);
  });
});
