import { expect } from "chai";
import { Workplace } from "./fake-io.ts";

const text = "Ada Moen met Bo Lind in Halden";
const per = { start: 0, end: 8, type: "PER" };
const loc = { start: 24, end: 30, type: "LOC" };
const line = (fields: object) => `${JSON.stringify({ text, ...fields })}\n`;
const gold = [
  line({ id: "a", entities: [per, loc] }),
  line({ id: "b", entities: [per], unannotated: [[13, 30]] }), // biome-ignore format: short.
  line({ id: "c", annotated: false }),
].join("");

describe("what is not judged, on the command line", () => {
  let place: Workplace;
  beforeEach(() => {
    const entities = [per, { ...loc, type: "ORG" }, per];
    const preds = ["a", "b", "c"].map((id) => `${JSON.stringify({ id, entities })}\n`).join("");
    place = new Workplace({ "gold.jsonl": gold, "preds.jsonl": preds });
  });
  afterEach(() => place.remove());
  const run = (...argv: string[]) => place.run(["--gold", "gold.jsonl", "--pred", "preds.jsonl", ...argv]);

  it("is said on the screen and in the signature", async () => {
    const { stdout, stderr } = await run("--ignore", "LOC", "--duplicates", "drop");
    expect(stderr).to.equal("");
    expect(stdout).to.match(/^Ignored +gold LOC 1 · pred ORG 1$/m);
    expect(stdout).to.match(/^Unannotated +1 document · pred 4$/m);
    expect(stdout).to.match(/^Copies left out +pred 2$/m);
    expect(stdout).to.match(/^strict\|avg:micro\|undefined:skip\|ignore:LOC\|duplicates:drop\|docs:2\|/m);
    expect(stdout).to.match(/^ALL +100\.00 /m);
  });

  it("is in the saved run", async () => {
    const { alignment, options } = JSON.parse((await run("--ignore", "LOC", "-f", "json")).stdout);
    expect(options).to.include({ duplicates: "keep" }).and.to.have.deep.property("ignore", ["LOC"]);
    expect(alignment).to.deep.equal({
      documents: { paired: 2, unpredicted: 0, unannotated: 1 },
      pairing: { byName: 0, byText: 0, unknown: { documents: 0, spans: 0 } },
      gold: {
        read: 3,
        scored: 2,
        dropped: [],
        ignored: [{ type: "LOC", count: 1 }],
        unannotated: 0,
        unpaired: 0,
        duplicates: 0,
      },
      pred: {
        read: 9,
        scored: 4,
        dropped: [],
        ignored: [{ type: "ORG", count: 1 }],
        unannotated: 4,
        unpaired: 0,
        duplicates: 2,
      },
    });
  });

  it("says nothing where everything is judged, but that copies are", async () => {
    place.write("gold.jsonl", gold.split("\n")[0]!);
    place.write("preds.jsonl", JSON.stringify({ id: "a", entities: [per, loc, loc] }));
    const { stdout, stderr } = await run();
    expect(stdout)
      .to.match(/^Copies +pred 1$/m)
      .and.not.to.match(/Ignored|Unannotated|Left out/);
    expect(stderr).to.match(
      /^warning: 1 predicted span repeats another span of the same extent and type, such as LOC 24–30 in "a";.*\[span-repeated\]/s,
    );
  });

  it("has a part in the digest of the gold", async () => {
    const digest = async (content: string) => {
      place.write("gold.jsonl", content);
      return JSON.parse((await run("-f", "json")).stdout).inputs[0].digest.value as string;
    };
    const digests = [gold, gold.replace("[[13,30]]", "[[13,29]]"), gold.replace('"annotated":false', '"entities":[]')];
    const known = new Set<string>();
    for (const content of digests) known.add(await digest(content));
    expect(known.size).to.equal(3);
  });

  it("is not learned: neither unannotated documents nor ignored types", async () => {
    const learned = async (...argv: string[]) => {
      const { stdout } = await place.run(["tag", "--gold", "gold.jsonl", "--tagger", "gazetteer", ...argv]);
      return stdout
        .split("\n")
        .map((row) => (row === "" ? [] : JSON.parse(row).entities.map((e: typeof per) => e.type)));
    };
    place.write(
      "train.jsonl",
      line({ entities: [per, loc] }) + line({ annotated: false, entities: [{ ...per, end: 3, type: "X" }] }),
    );
    expect((await learned("--train", "train.jsonl"))[0]).to.deep.equal(["PER", "LOC"]);
    expect((await learned("--train", "train.jsonl", "--ignore", "LOC"))[0]).to.deep.equal(["PER"]);
    place.write("train.jsonl", line({ annotated: false, entities: [per, loc] }) + line({ entities: [loc] }));
    expect((await learned("--train", "train.jsonl"))[0]).to.deep.equal(["LOC"]);
  });
});
