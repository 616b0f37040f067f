import { expect } from "chai";
import fc from "fast-check";
import { Aligner } from "../../../src/align/align.ts";
import type { Pair } from "../../../src/align/pair.ts";
import { UnitDecider } from "../../../src/align/place/units.ts";
import type { Document, Prediction } from "../../../src/corpus/document.ts";
import { IssueLog } from "../../../src/corpus/issue.ts";
import { extentIn, type OffsetUnit, offsetUnits } from "../../../src/corpus/offsets.ts";
import { evaluate } from "../../../src/evaluate.ts";
import { leastTime } from "../../time.ts";

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

describe("deciding what offsets count", () => {
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
      expect(settler.warnings().map(({ code }) => code)).to.deep.equal(unit === "utf16" ? [] : ["offsets-unit"]);
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
      "the offsets of the predictions in one count Unicode code points: 1 of 1 surface text fits, and 0 as UTF-16 (`offsets` sets the unit)",
      "the offsets of the predictions in two count UTF-8 bytes: 1 of 1 surface text fits, and 0 as UTF-16 (`offsets` sets the unit)",
    ]);
  });

  it("takes what a later surface text proves for documents before it, too", () => {
    const { units, order } = settled([
      pairOf("a", emoji, ["Zoë"], "codepoint", false),
      pairOf("b", emoji, ["Ada"], "codepoint"),
    ]);
    expect([...units.values()]).to.deep.equal(["codepoint", "codepoint"]);
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
    expect(settler.warnings().map(({ code }) => code)).to.deep.equal(["offsets-unit"]);
  });

  it("reports surfaces that contradict each other, and takes no single wrong one for that", () => {
    const contradicting = settled([
      pairOf("a", emoji, ["Zoë", "Ada"], "codepoint"),
      pairOf("b", emoji, ["Ada"], "byte"),
    ]);
    expect(contradicting.issues.map(({ code, message }) => [code, message])).to.deep.equal([
      [
        "offsets-unit",
        'the offsets in p count different units: 2 of 3 proofs fit Unicode code points; the first of the others: "Ada" at 14–17 fits only UTF-8 bytes',
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

/** Code points, as Python counts them, of places in a text. */
function inPython(text: string, ...places: [start: number, end: number][]) {
  return places.map(([start, end]) => ({ ...extentIn("codepoint", text, start, end), type: "X" }));
}

/** What becomes of predictions of one file, with gold that nobody asks about. */
function decided(records: readonly (Partial<Prediction> & { text: string })[]) {
  const pairs = records.map(({ text, ...pred }, i): Pair => {
    const id = String(i);
    const gold: Document = { id, text, spans: [], origin: { source: "g" } };
    return { gold, pred: { id, spans: [], origin: { source: "p" }, ...pred } };
  });
  return settled(pairs);
}

describe("proofs of what offsets count", () => {
  it("are offsets inside a character of two UTF-16 code units", () => {
    const text = "🎉🎉 Ada met Osk";
    const { units, settler } = decided([{ text, spans: inPython(text, [5, 8]) }]);
    expect(units.get("0")).to.equal("codepoint");
    expect(settler.warnings().map(({ code }) => code)).to.deep.equal(["offsets-unit"]);
  });

  it("are not spans that are outside their text in every unit", () => {
    const text = "🎉🎉 Ada";
    const { units, issues } = decided([{ text, spans: [{ start: 3, end: 99, type: "X" }] }]);
    expect([units.get("0"), issues]).to.deep.equal([undefined, []]);
  });

  it("are a record's own tokens, where they are all of its text in one unit alone", () => {
    const text = "🎉 Ada met Zoë";
    for (const unit of offsetUnits) {
      const places = [[0, 2], [3, 6], [7, 10], [11, 14]].map(([start, end]) => extentIn(unit, text, start!, end!)); // biome-ignore format: short.
      const { units } = decided([{ text, tokenPlaces: places, spans: [{ ...places[3]!, type: "X" }] }]);
      expect(units.get("0"), unit).to.equal(unit === "utf16" ? undefined : unit);
    }
  });

  it("are refused where they contradict each other", () => {
    const text = "🎉🎉 Ada met Osk";
    const surface = { start: 5, end: 8, type: "X", surface: "Ada" };
    const { issues } = decided([{ text, spans: [surface, ...inPython(text, [5, 8])] }]);
    expect(issues.map(({ code }) => code)).to.deep.equal(["offsets-unit"]);
  });
});

describe("edges of words", () => {
  const text = "🎉 well, Ada met Osk at noon and left";
  const places: [number, number][] = [[9, 12], [17, 20], [24, 28]]; // biome-ignore format: short.

  it("decide where at least five edges differ and all fit one unit", () => {
    const { units, settler } = decided([{ text, spans: inPython(text, ...places) }]);
    expect(units.get("0")).to.equal("codepoint");
    expect(settler.warnings()[0]!.message).to.contain("all 6 edges of spans");
  });

  it("decide nothing where fewer differ, or one does not fit", () => {
    const few = decided([{ text, spans: inPython(text, ...places.slice(0, 2)) }]);
    expect(few.units.get("0")).to.equal(undefined);
    expect(few.settler.alternatives().map(({ pred }) => pred)).to.deep.equal(["codepoint"]);
    const cut = decided([{ text, spans: inPython(text, ...places, [30, 31]) }]);
    expect(cut.units.get("0")).to.equal(undefined);
  });

  it("decide nothing in texts without spaces between words", () => {
    const written = "🎉艾达遇见奥斯克然后她们中午一起离开了这里。";
    const { units } = decided([{ text: written, spans: inPython(written, [4, 6], [6, 9], [9, 11]) }]);
    expect(units.get("0")).to.equal(undefined);
  });

  it("say nothing where all units put spans in the same places", () => {
    const { units, settler } = decided([{ text: "Zoe met Ada", spans: [{ start: 1, end: 5, type: "X" }] }]);
    expect([units.get("0"), settler.warnings(), settler.alternatives()]).to.deep.equal([undefined, [], []]);
  });
});

describe("records with their words", () => {
  const words = ["Ada", "Moen", "met", "Osk"];
  const text = "Ada Moen met Osk";
  const span = (start: number, end: number) => ({ start, end, type: "X" });

  it("count words where offsets fit those, and not the words of the text", () => {
    const issues = new IssueLog();
    const decider = new UnitDecider({ gold: "utf16", pred: "auto" }, issues);
    const pred = { id: "a", words, spans: [span(0, 2), span(3, 4)], origin: { source: "p" } };
    const gold: Document = { id: "a", text, spans: [], origin: { source: "g" } };
    expect(decider.take([{ gold, pred }])).to.deep.equal([]);
    expect(decider.finish()[0]!.pred!.tokens).to.deep.equal(words);
    expect(decider.counts()[0]!.unit).to.equal("token");
  });

  it("count words with inclusive ends where a span would be empty else", () => {
    const { settler } = decided([{ text, words, spans: [span(0, 1), span(3, 3)] }]);
    expect(settler.counts()[0]!.unit).to.equal("token-inclusive");
  });

  it("count characters where one offset is beyond the words", () => {
    const { settler, order } = decided([{ text, words, spans: [span(0, 3), span(13, 16)] }]);
    expect([settler.counts(), order]).to.deep.equal([[], ["0"]]);
  });
});

describe("the time it takes to decide", () => {
  it("grows with the documents and not with their square where the deciding surface text comes last", async () => {
    const took = (count: number) => {
      const pairs = Array.from({ length: count }, (_, i) =>
        pairOf(String(i), emoji, ["Zoë"], "codepoint", i === count - 1),
      );
      return leastTime(() => expect(settled(pairs).units.get("0")).to.equal("codepoint"));
    };
    await took(1000);
    // Four times the documents; with their square it would be sixteen times the time.
    expect(await took(32_000)).to.be.below(12 * Math.max(await took(8000), 50));
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

describe("records without an origin", () => {
  it("are named by their side alone", async () => {
    const gold = [{ id: "a", text: emoji, spans: [{ start: 3, end: 6, type: "X" }] }];
    const pred = [{ id: "a", spans: [{ start: 2, end: 5, type: "X" }] }];
    const { warnings } = await evaluate(gold, pred, { offsets: "auto" });
    expect(warnings.map(({ message }) => message).join()).to.match(
      /^the unit of the offsets of the predictions is unknown, /,
    );
  });
});

describe("spans of white space alone", () => {
  it("are named as such where the rest was trimmed", async () => {
    const gold = [{ id: "a", text: plain, spans: [{ start: 3, end: 4, type: "X" }] }];
    const blank = async (trim: boolean) =>
      (await evaluate(gold, [], { trim })).warnings.filter(({ code }) => code === "span-edges-blank");
    expect((await blank(true))[0]!.message).to.equal("1 of 1 gold span is only white space");
    expect((await blank(false))[0]!.message).to.contain("`trim`");
  });
});
