import { expect } from "chai";
import fc from "fast-check";
import { Aligner } from "../../../src/align/align.ts";
import type { Pair } from "../../../src/align/pair.ts";
import { UnitDecider } from "../../../src/align/place/units.ts";
import type { Document, Prediction } from "../../../src/corpus/document.ts";
import { IssueLog } from "../../../src/corpus/issue.ts";
import { extentIn, type OffsetUnit, offsetUnits } from "../../../src/corpus/offsets.ts";

/** A document, and the prediction of some of its words in a unit, with or without surfaces. */
function pairOf(
  id: string,
  text: string,
  words: readonly string[],
  unit: OffsetUnit,
  surfaces = true,
  source = "p",
): Pair {
  const gold: Document = { id, text, spans: [], origin: { source: "g" } };
  const spans = words.map((surface) => {
    const start = text.indexOf(surface);
    return { ...extentIn(unit, text, start, start + surface.length), type: "X", ...(surfaces && { surface }) };
  });
  return { gold, pred: { id, spans, origin: { source } } };
}

function settled(pairs: readonly Pair[]) {
  const issues = new IssueLog();
  const settler = new UnitDecider({ gold: "utf16", pred: "auto" }, issues);
  const out = [...pairs.flatMap((pair) => settler.take([pair])), ...settler.finish()];
  const units = new Map(out.map(({ gold, pred }) => [gold.id, pred!.unit]));
  return { units, order: out.map(({ gold }) => gold.id), issues: issues.issues, settler };
}

const emoji = "😀 Zoë met Ada";
const plain = "Zoe met Ada";

describe("settling what offsets count", () => {
  for (const unit of offsetUnits) {
    it(`tells ${unit} by surfaces behind characters that units count differently`, () => {
      const { units, issues, settler } = settled([
        pairOf("a", plain, ["Ada"], unit),
        pairOf("b", emoji, ["Zoë", "Ada"], unit),
        pairOf("c", emoji, ["Ada"], unit, false),
      ]);
      const said = unit === "utf16" ? undefined : unit;
      // In ASCII text it makes no difference which of them is named.
      expect([units.get("b"), units.get("c")]).to.deep.equal([said, said]);
      expect(issues).to.deep.equal([]);
      expect(settler.counts()).to.deep.equal([
        { unit, files: ["p"], surfaces: 3, asUtf16: settler.counts()[0]!.asUtf16 },
      ]);
      expect(settler.warnings().map(({ code }) => code)).to.deep.equal(unit === "utf16" ? [] : ["offset-settled"]);
    });
  }

  it("lets documents wait only while it makes a difference to them", () => {
    const { order } = settled([
      pairOf("first", plain, ["Ada"], "codepoint"),
      pairOf("open", emoji, ["Zoë"], "codepoint", false),
      pairOf("plain", plain, ["Zoe"], "codepoint"),
      pairOf("telling", emoji, ["Ada"], "codepoint"),
    ]);
    expect(order).to.deep.equal(["first", "plain", "open", "telling"]);
  });

  it("settles every file by itself", () => {
    const { units, settler } = settled([
      pairOf("a", emoji, ["Ada"], "codepoint", true, "one"),
      pairOf("b", emoji, ["Ada"], "byte", true, "two"),
      pairOf("c", emoji, ["Ada"], "utf16", true, "three"),
    ]);
    expect([...units.values()]).to.deep.equal(["codepoint", "byte", undefined]);
    expect(settler.warnings().map(({ message }) => message)).to.deep.equal([
      "offsets count Unicode code points in one: all 1 surfaces stand where they say, and 0 would as UTF-16",
      "offsets count UTF-8 bytes in two: all 1 surfaces stand where they say, and 0 would as UTF-16",
    ]);
  });

  it("reads as UTF-16, at once, files whose first spans have no surface", () => {
    const { units, order } = settled([
      pairOf("a", emoji, ["Zoë"], "codepoint", false),
      pairOf("b", emoji, ["Ada"], "codepoint"),
    ]);
    expect([...units.values()]).to.deep.equal([undefined, undefined]);
    expect(order).to.deep.equal(["a", "b"]);
  });

  it("lets alone what its format has settled, what counts tokens, and what has no spans", () => {
    const { gold, pred } = pairOf("a", emoji, ["Ada"], "byte");
    const others: Pair[] = [
      { gold, pred: { ...pred!, unit: "codepoint" } },
      { gold, pred: { ...pred!, tokens: ["Ada"] } },
      { gold, pred: { ...pred!, spans: [] } },
      { gold, pred: undefined },
    ];
    const settler = new UnitDecider({ gold: "utf16", pred: "auto" }, new IssueLog());
    expect(settler.take(others)).to.equal(others);
  });

  it("says so where surfaces leave more than one unit that are not UTF-16", () => {
    // Inclusive ends are proven, and nothing tells code points from bytes.
    const { units, settler } = settled([
      pairOf("a", plain, ["Ada"], "byte-inclusive"),
      pairOf("b", emoji, ["Ada"], "byte-inclusive", false),
    ]);
    expect(units.get("b")).to.equal("utf16-inclusive");
    expect(settler.warnings().map(({ code }) => code)).to.deep.equal(["offset-settled", "offset-untold"]);
  });

  it("reports surfaces that contradict each other, and takes no single wrong one for that", () => {
    const contradicting = settled([
      pairOf("a", emoji, ["Zoë", "Ada"], "codepoint"),
      pairOf("b", emoji, ["Ada"], "byte"),
    ]);
    expect(contradicting.issues.map(({ code, message }) => [code, message])).to.deep.equal([
      [
        "offset-contradiction",
        '2 of 3 surfaces stand where they say if offsets count Unicode code points, 1 do not; the first, "Ada" at 14–17 only if they count UTF-8 bytes',
      ],
    ]);
    const { gold, pred } = pairOf("b", emoji, ["Ada"], "codepoint");
    const wrong = { ...pred!, spans: pred!.spans.map((span) => ({ ...span, surface: "Eva" })) };
    const single = settled([pairOf("a", emoji, ["Zoë"], "codepoint"), { gold, pred: wrong }]);
    expect(single.issues).to.deep.equal([]);
    expect(single.units.get("b")).to.equal("codepoint");
  });

  it("puts every span of an alignment where it was meant, in any unit and order of documents", () => {
    const texts = fc.array(fc.stringMatching(/^[ab😀ëж ]{0,5}Ada[ab😀ëж ]{0,5}$/u), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.asyncProperty(texts, fc.constantFrom(...offsetUnits), fc.boolean(), async (all, unit, reversed) => {
        const pairs = all.map((text, i) => pairOf(String(i), text, ["Ada"], unit));
        const golds = pairs.map(({ gold }) => ({
          ...gold,
          spans: [{ start: gold.text.indexOf("Ada"), end: gold.text.indexOf("Ada") + 3, type: "X" }],
        }));
        const preds = pairs.map(({ pred }) => pred as Prediction);
        const issues = new IssueLog();
        const aligner = new Aligner({ offsets: "auto", issues });
        const seen: string[] = [];
        for await (const documents of aligner.documents(golds, reversed ? preds.toReversed() : preds))
          for (const { gold, pred, id } of documents) {
            seen.push(id);
            expect(pred.map(({ start, end }) => [start, end])).to.deep.equal(
              gold.map(({ start, end }) => [start, end]),
            );
          }
        expect(seen).to.have.length(all.length);
        expect(issues.issues).to.deep.equal([]);
      }),
    );
  });
});

describe("offsets in tokens", () => {
  const gold: Document = {
    id: "a",
    text: "Ada Moen flew",
    spans: [],
    origin: { source: "g" },
    tokens: [
      { start: 0, end: 3 },
      { start: 4, end: 8 },
      { start: 9, end: 13 },
    ],
  };
  const aligned = (offsets: "token" | "token-inclusive", spans: [number, number, string?][], document = gold) => {
    const issues = new IssueLog();
    const pred = spans.map(([start, end, surface]) => ({ start, end, type: "X", ...(surface && { surface }) }));
    const found = new Aligner({ offsets, issues }).align({
      gold: document,
      pred: { id: "a", spans: pred, origin: { source: "p" } },
    });
    return { places: found!.pred.map(({ start, end }) => [start, end]), codes: issues.issues.map(({ code }) => code) };
  };

  it("count the gold's tokens, half-open or inclusive", () => {
    expect(aligned("token", [[0, 2, "Ada Moen"], [2, 3]])).to.deep.equal({ places: [[0, 8], [9, 13]], codes: [] }); // biome-ignore format: short.
    expect(aligned("token-inclusive", [[0, 1, "Ada Moen"]])).to.deep.equal({ places: [[0, 8]], codes: [] });
  });

  it("are refused where they are none, or the gold has no tokens", () => {
    expect(aligned("token", [[1, 1], [-1, 1], [2, 4]]).codes).to.deep.equal(Array(3).fill("span-outside")); // biome-ignore format: short.
    expect(aligned("token", [[0, 2, "Moen"]]).codes).to.deep.equal(["span-surface"]);
    expect(aligned("token", [[0, 1]], { ...gold, tokens: undefined }).codes).to.deep.equal(["tokens-none"]);
  });
});
