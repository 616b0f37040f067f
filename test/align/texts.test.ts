import { expect } from "chai";
import { Aligner, type AlignOptions } from "../../src/align/align.ts";
import * as seldom from "../../src/align/seldom.ts";
import type { Document, Prediction } from "../../src/corpus/document.ts";
import { IssueLog } from "../../src/corpus/issue.ts";
import { evaluate } from "../../src/evaluate.ts";

const text = "Ambassador Ada Moen flew from Port Osk to Halden.";
const documentOf = (id: string, given = text): Document => ({ id, text: given, spans: [], origin: { source: "g" } });

/** Predictions of words of a text of their own, aligned with the gold's text. */
async function aligned(
  given: readonly (readonly [id: string, text: string, ...words: string[]])[],
  options: AlignOptions = {},
) {
  const preds = given.map(([id, seen, ...words]): Prediction => {
    const spans = words.map((surface) => ({
      start: seen.indexOf(surface),
      end: seen.indexOf(surface) + surface.length,
      type: "X",
      surface,
    }));
    return { id, text: seen, spans, origin: { source: "p" } };
  });
  const issues = new IssueLog();
  const aligner = new Aligner({ ...options, issues });
  const mentions: string[] = [];
  for await (const batch of aligner.documents(
    given.map(([id]) => documentOf(id)),
    preds,
  ))
    for (const { pred } of batch) mentions.push(...pred.map(({ start, end }) => text.slice(start, end)));
  const { texts } = aligner.finish();
  return { mentions, texts, issues: issues.issues, warnings: aligner.warnings() };
}

describe("predictions on another rendering of the text", () => {
  it("that stand nowhere in the gold's are spurious, and every prediction is in one count", async () => {
    const gold = { ...documentOf("a"), spans: [{ start: 11, end: 19, type: "PER" }] };
    const seen = `${text} And Zed.`;
    const spans = [
      { start: 11, end: 19, type: "PER" },
      { start: seen.indexOf("Zed"), end: seen.indexOf("Zed") + 3, type: "PER", score: 0.5 },
      { start: seen.indexOf("And"), end: seen.indexOf("And") + 3, type: "X" },
    ];
    const pred: Prediction = { id: "a", text: seen, spans, origin: { source: "p" } };
    const { scores, errors, confusion, nesting, alignment } = await evaluate([gold], [pred], {
      maxDrift: 100,
      types: ["PER"],
    });
    expect(alignment.texts).to.include({ exact: 1, unprojectable: 2 });
    expect(alignment.pred)
      .to.include({ read: 3, scored: 2 })
      .and.deep.include({ dropped: [{ type: "X", count: 1 }] });
    expect(scores.strict.micro).to.include({ correct: 1, spurious: 1, pred: 2, precision: 0.5 });
    expect(errors.all).to.include({ correct: 1, spurious: 1 });
    expect(scores.fair.micro.events).to.include({ TP: 1, FP: 1 });
    expect(confusion.counts).to.deep.equal([[1, 0], [1, 0]]); // biome-ignore format: a matrix.
    expect(nesting.find(({ mentions }) => mentions === "flat")).to.include({ correct: 1, pred: 2 });
    expect(scores.token.micro).to.include({ pred: 2 });
  });

  it("are laid on the gold's text, and counted", async () => {
    const { mentions, texts, issues, warnings } = await aligned([
      ["a", text, "Halden"],
      ["b", "AMBASSADOR  ADA MOEN FLEW FROM PORT OSK TO HALDEN .", "ADA MOEN", "PORT OSK"],
    ]);
    expect(mentions).to.deep.equal(["Halden", "Ada Moen", "Port Osk"]);
    expect(texts).to.deep.equal({
      documents: 1,
      truncated: 0,
      unlike: 0,
      exact: 2,
      snapped: 0,
      unprojectable: 0,
      examples: [],
    });
    expect(issues).to.deep.equal([]);
    expect(warnings.map(({ code }) => code)).to.deep.equal(["text-projected"]);
  });

  it("that stop too early are counted, and named", async () => {
    const { texts, warnings } = await aligned([["a", "Ambassador Ada Moen flew from", "Ada Moen"]]);
    expect(texts).to.include({ truncated: 1, unlike: 0, exact: 1 });
    expect(warnings.map(({ message }) => message)[1]).to.equal(
      '1 prediction stops before the text does; gold mentions after that count as missed: "a"',
    );
  });

  it("stop the run where too many spans are moved or lost, unless more may be", async () => {
    const given = [["a", text.replace("Osk", "Oskar"), "Port Oskar", "Halden", "Ada Moen", "ka"]] as const;
    const refused = await aligned(given);
    expect(refused.issues.map(({ code, message }) => [code, message])).to.deep.equal([
      [
        "text-drift",
        '1 of 4 predicted spans is not exactly in the gold texts, more than the 5 % that `maxDrift` allows: "ka" became "k" in "a"',
      ],
    ]);
    const allowed = await aligned(given, { drift: 25 });
    expect(allowed.issues).to.deep.equal([]);
    expect(allowed.texts!.examples).to.deep.equal([{ id: "a", pred: "ka", projected: "k" }]);
  });

  it("are refused where they share less than half of their letters with the gold", async () => {
    const { issues } = await aligned([["a", "Nothing that anybody would know", "Nothing"]]);
    expect(issues.map(({ code }) => code)).to.deep.equal(["text-differs"]);
  });

  it("give the same examples in any order", async () => {
    const given = Array.from({ length: 12 }, (_, i) => [`d${i}`, text.replace("Osk", `${i}Osk`), `${i}`] as const);
    const one = await aligned(given, { drift: 100 });
    const other = await aligned(given.toReversed(), { drift: 100 });
    expect(one.texts!.examples.map(({ id }) => id)).to.deep.equal([
      "d0",
      "d1",
      "d10",
      "d11",
      "d2",
      "d3",
      "d4",
      "d5",
      "d6",
      "d7",
    ]);
    expect(other.texts).to.deep.equal(one.texts);
    expect(other.warnings).to.deep.equal(one.warnings);
  });

  it("in tokens are laid on gold without tokens, and on gold with others", async () => {
    const words = ["Ambassador", "Ada", "Mo", "en", "flew", "from", "Port", "Osk", "to", "Halden", "."];
    const pred: Prediction = {
      id: "a",
      tokens: words,
      spans: [
        { start: 1, end: 4, type: "PER" },
        { start: 6, end: 8, type: "LOC" },
      ],
      origin: { source: "p" },
    };
    const tokens = Array.from(text.matchAll(/\w+|\./g), ({ 0: word, index }) => ({
      start: index,
      end: index + word.length,
    }));
    for (const gold of [documentOf("a"), { ...documentOf("a"), tokens }]) {
      const aligner = new Aligner();
      aligner.use(seldom);
      const found = aligner.align({ gold, pred })!;
      expect(found.pred.map(({ start, end }) => text.slice(start, end))).to.deep.equal(["Ada Moen", "Port Osk"]);
    }
  });
});
