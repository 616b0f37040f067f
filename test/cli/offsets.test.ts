/** Units of offsets on the command line: gold, predictions and taggers, and what signatures and warnings say of them. */
import { expect } from "chai";
import { Workplace } from "./fake-io.ts";

const text = "🎉🎉 Ada Moen met Osk";
const asPython = [[3, 11, "PER"], [16, 19, "LOC"]]; // biome-ignore format: short.
const asJavaScript = [[5, 13, "PER"], [18, 21, "LOC"]]; // biome-ignore format: short.
const line = (entities: unknown, more: object = {}) => `${JSON.stringify({ id: "a", ...more, entities })}\n`;

async function run(files: { readonly [name: string]: string }, args: readonly string[]) {
  const place = new Workplace(files);
  try {
    const { code, stdout, stderr } = await place.run([...args, "-f", "json"]);
    return { code, stderr, run: code === 0 ? JSON.parse(stdout) : undefined };
  } finally {
    place.remove();
  }
}

const scored = ["--gold", "g.jsonl", "--pred", "p.jsonl"];
const f1Of = (found: { run: { scores: { strict: { micro: { f1: number } } } } }) => found.run.scores.strict.micro.f1;

describe("offsets", () => {
  it("of gold and predictions in code points are right, and the signature has both units", async () => {
    const found = await run({ "g.jsonl": line(asPython, { text }), "p.jsonl": line(asPython) }, scored);
    expect(f1Of(found)).to.equal(1);
    expect(found.run.signature).to.contain("|offsets:codepoint|gold-offsets:codepoint|");
    expect(found.run.alignment.offsets.map(({ side }: { side?: string }) => side)).to.deep.equal([undefined, "gold"]);
  });

  it("of gold in UTF-16 and predictions in code points are right", async () => {
    const found = await run({ "g.jsonl": line(asJavaScript, { text }), "p.jsonl": line(asPython) }, scored);
    expect(f1Of(found)).to.equal(1);
    expect(found.run.signature).to.contain("|offsets:codepoint|").and.not.contain("gold-offsets");
  });

  it("that were named are in the signature, whether they change anything or not", async () => {
    const files = { "g.jsonl": line(asJavaScript, { text }), "p.jsonl": line(asJavaScript) };
    const found = await run(files, [...scored, "--offsets", "utf16", "--gold-offsets", "utf16"]);
    expect([f1Of(found), found.stderr]).to.deep.equal([1, ""]);
    expect(found.run.signature).to.contain("|offsets:utf16|gold-offsets:utf16|");
  });

  it("in code points are right where those were named for a side or for both, with every unit named or not", async () => {
    const named = (spans: readonly (readonly unknown[])[]) => spans.map(([start, end, type]) => ({ start, end, type }));
    const sides = { codepoint: named(asPython), utf16: named(asJavaScript), auto: named(asPython) };
    for (const gold of ["codepoint", "utf16", "auto"] as const)
      for (const pred of ["codepoint", "utf16", "auto"] as const) {
        const files = { "g.jsonl": line(sides[gold], { text }), "p.jsonl": line(sides[pred]) };
        const found = await run(files, [...scored, "--offsets", pred, "--gold-offsets", gold]);
        expect([gold, pred, f1Of(found)]).to.deep.equal([gold, pred, 1]);
      }
  });

  it("are decided for each file of a folder", async () => {
    const gold = line(asJavaScript, { text }) + line(asJavaScript, { id: "b", text });
    const files = {
      "g.jsonl": gold,
      "preds/a.jsonl": line(asPython),
      "preds/b.jsonl": line(asJavaScript, { id: "b" }),
    };
    const found = await run(files, ["--gold", "g.jsonl", "--pred", "preds"]);
    expect(f1Of(found)).to.equal(1);
    expect(found.run.alignment.offsets).to.deep.equal([
      { unit: "codepoint", files: ["preds/a.jsonl"], surfaces: 0, asUtf16: 0 },
    ]);
  });

  it("that nothing decides are read as UTF-16, with a warning that has the F1 of each way to read them", async () => {
    const far = "🎉 in all of Ada Moen";
    const gold = line([[13, 21, "PER"]], { text: far }); // UTF-16.
    const found = await run({ "g.jsonl": gold, "p.jsonl": line([[12, 20, "PER"]]) }, [
      ...scored,
      "--gold-offsets",
      "utf16",
    ]);
    expect(f1Of(found)).to.equal(0);
    expect(found.stderr).to.contain(
      "strict F1 is 0.00 with UTF-16 code units, as read here, and 100.00 with Unicode code points",
    );
    expect(found.stderr).to.contain("set --offsets  [offsets-unit]");
  });

  it("of a command are decided as those of a file, in score and in tag", async () => {
    const tagger = `cmd:printf '%s\\n' '${line(asPython).trim()}'`;
    const files = { "g.jsonl": line(asJavaScript, { text }) };
    const found = await run(files, ["--gold", "g.jsonl", "--tagger", tagger]);
    expect(f1Of(found)).to.equal(1);
    expect(found.stderr).to.contain("count Unicode code points");
    expect(found.run.signature).to.contain("|offsets:codepoint|");
    const place = new Workplace(files);
    const tagged = await place.run(["tag", "--gold", "g.jsonl", "--tagger", tagger]);
    place.remove();
    expect(JSON.parse(tagged.stdout).entities.map(({ text: surface }: { text: string }) => surface)).to.deep.equal([
      "Ada Moen",
      "Osk",
    ]);
    expect(tagged.stderr).to.contain("[offsets-unit]");
  });

  it("of gold that is converted are brought to UTF-16", async () => {
    const place = new Workplace({ "g.jsonl": line(asPython, { text }) });
    const { stdout, stderr } = await place.run(["convert", "g.jsonl", "--to", "bracket"]);
    place.remove();
    expect(stdout).to.contain("[PER Ada Moen] met [LOC Osk]");
    expect(stderr).to.contain("[offsets-unit]");
  });

  it("of which white space is trimmed are counted, and the signature has it", async () => {
    const plain = "Ada Moen met Osk";
    const files = {
      "g.jsonl": line([[0, 9, "PER"], [13, 16, "LOC"]], { text: plain }), // biome-ignore format: short.
      "p.jsonl": line([[0, 8, "PER"], [12, 16, "LOC"]]), // biome-ignore format: short.
    };
    const found = await run(files, [...scored, "--trim"]);
    expect(f1Of(found)).to.equal(1);
    expect([found.run.alignment.gold.trimmed, found.run.alignment.pred.trimmed]).to.deep.equal([1, 1]);
    expect(found.run.signature).to.contain("|trim:yes|");
  });

  it("that do not fit are an error that names the option of their side", async () => {
    const outside = { "g.jsonl": line([[3, 99, "PER"]], { text }), "p.jsonl": line(asPython) };
    expect((await run(outside, scored)).stderr).to.contain(
      "offsets were read as UTF-16 code units; --gold-offsets sets",
    );
    const named = { start: 3, end: 6, type: "PER", text: "Ada" };
    const wrong = { "g.jsonl": line([named], { text }), "p.jsonl": line(asPython) };
    const found = await run(wrong, [...scored, "--gold-offsets", "utf16"]);
    expect(found.stderr).to.contain("hint: set --gold-offsets codepoint");
  });
});
