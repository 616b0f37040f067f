import { expect } from "chai";
import fc from "fast-check";
import { markBytes } from "../../src/corpus/byte-marks.ts";
import { piecesOf } from "../../src/corpus/fragments.ts";
import { type Span, sortSpans } from "../../src/corpus/span.ts";
import { type Token, TokenMarks, tokensOf } from "../../src/corpus/tokens.ts";
import { countCoverage, coverageCounters, type TokenCounts } from "../../src/count/coverage.ts";
import { kappaOf, matthewsOf } from "../../src/score/scores.ts";
import { counting, matched } from "../counting.ts";
import { runs } from "../runs.ts";
import { anySpans, flatSpans, span } from "../spans.ts";

type Counts = { [counter: string]: number };

/** What is counted, as rows by type. */
function covered(gold: readonly Span[], pred: readonly Span[], text: string, tokens?: readonly Token[]) {
  const rows = new Map<string, Counts>();
  const { document } = matched(gold, pred, { text, ...(tokens && { tokens }) });
  const add = (type: number, counter: number, count = 1) => {
    const name = document.types.names[type]!;
    const row = rows.get(name) ?? Object.fromEntries(coverageCounters.map((name) => [name, 0]));
    rows.set(name, { ...row, [coverageCounters[counter]!]: row[coverageCounters[counter]!]! + count });
  };
  const agreement = countCoverage(document, { cells: counting(add), first: 0 });
  return { rows: [...rows].sort(([a], [b]) => (a < b ? -1 : 1)), agreement };
}

/** The same from the definitions: one character and one token after the other. */
function naively(gold: readonly Span[], pred: readonly Span[], text: string, tokens = tokensOf(text)) {
  const types = [...new Set([...gold, ...pred].map(({ type }) => type))].sort();
  const covers = (span: Span, at: number) => piecesOf(span).some(({ start, end }) => start <= at && at < end);
  const touches = (span: Span, { start, end }: Token) =>
    Array.from({ length: end - start }, (_, i) => start + i).some((at) => covers(span, at));
  const sideOf = (spans: readonly Span[]) => ({
    characters: (type: string) =>
      new Set(
        Array.from({ length: text.length }, (_, at) => at).filter((at) =>
          spans.some((span) => span.type === type && covers(span, at)),
        ),
      ),
    tokens: (type: string) =>
      new Set(tokens.filter((token) => spans.some((span) => span.type === type && touches(span, token)))),
    tags: tagsOf(sortSpans(spans), tokens, touches),
  });
  const [ofGold, ofPred] = [sideOf(gold), sideOf(pred)];
  const shared = <T>(a: Set<T>, b: Set<T>) => [...a].filter((x) => b.has(x)).length;
  const rows = types.map((type): [string, Counts] => [
    type,
    {
      tokenGold: ofGold.tokens(type).size,
      tokenPred: ofPred.tokens(type).size,
      tokenBoth: shared(ofGold.tokens(type), ofPred.tokens(type)),
      characterGold: ofGold.characters(type).size,
      characterPred: ofPred.characters(type).size,
      characterBoth: shared(ofGold.characters(type), ofPred.characters(type)),
      labelGold: ofGold.tags.filter((tag) => tag.slice(2) === type).length,
      labelPred: ofPred.tags.filter((tag) => tag.slice(2) === type).length,
    },
  ]);
  const same = (of: (tag: string) => string) => tokens.filter((_, i) => of(ofGold.tags[i]!) === of(ofPred.tags[i]!));
  const agreement: TokenCounts = {
    all: tokens.length,
    labelsSame: same((tag) => tag.slice(2)).length,
    tagsSame: same((tag) => tag).length,
  };
  return { rows, agreement };
}

/** IOB2, the outermost mention of a token first; a type is never empty, so `O` stands for itself alone. */
function tagsOf(spans: readonly Span[], tokens: readonly Token[], touches: (span: Span, token: Token) => boolean) {
  const tags = tokens.map(() => "O");
  for (const span of spans) {
    let prefix = "B-";
    for (const [i, token] of tokens.entries()) {
      if (!touches(span, token) || tags[i] !== "O") continue;
      tags[i] = prefix + span.type;
      prefix = "I-";
    }
  }
  return tags;
}

describe("coverage", () => {
  const text = "Ab c, déf 🦆 gh-ij kl m n o";
  const within = (spans: readonly Span[]) => spans.filter(({ end }) => end <= text.length);

  it("counts tokens, characters and labels as a count of each character and token does, for flat and any spans", () => {
    const spans = fc.oneof(flatSpans(6), anySpans(6)).map(within);
    fc.assert(
      fc.property(spans, spans, (gold, pred) => {
        expect(covered(gold, pred, text)).to.deep.equal(naively(gold, pred, text));
      }),
      { numRuns: runs(3000) },
    );
  });

  it("counts so too where the tokens are given, and where spans have gaps", () => {
    const tokens = [span(0, 2, ""), span(3, 4, ""), span(4, 9, ""), span(10, 12, ""), span(14, 26, "")];
    const gapped = anySpans(5, 8).map((all) =>
      all.map((one) => {
        if (one.end - one.start < 3) return one;
        const fragments = [
          { start: one.start, end: one.start + 1 },
          { start: one.end - 1, end: one.end },
        ];
        return { ...one, fragments };
      }),
    );
    fc.assert(
      fc.property(gapped, fc.oneof(gapped, flatSpans(5).map(within)), (gold, pred) => {
        expect(covered(gold, pred, text, tokens)).to.deep.equal(naively(gold, pred, text, tokens));
        expect(covered(pred, gold, text)).to.deep.equal(naively(pred, gold, text));
      }),
      { numRuns: runs(1500) },
    );
  });

  it("counts so where flat spans begin and end with tokens, in blanks too", () => {
    const words = "ab c  def g h   ij kl m";
    const edges = [0, 2, 3, 4, 6, 9, 10, 11, 12, 13, 16, 18, 19, 21, 22, 23];
    const onEdges = (spans: readonly Span[]) =>
      spans.flatMap(({ start, end, type }) => (end < edges.length ? [span(edges[start]!, edges[end]!, type)] : []));
    const spans = flatSpans(6).map(onEdges);
    fc.assert(
      fc.property(spans, spans, (gold, pred) => {
        expect(covered(gold, pred, words)).to.deep.equal(naively(gold, pred, words));
      }),
      { numRuns: runs(2000) },
    );
  });

  it("has a tag differ where the later of two spans begins within the other", () => {
    const agreement = (gold: Span, pred: Span) => covered([gold], [pred], "aa bb cc dd").agreement;
    const [all, last, first] = [span(0, 11, "A"), span(3, 11, "A"), span(0, 5, "A")];
    expect(agreement(all, all)).to.deep.equal({ all: 4, labelsSame: 4, tagsSame: 4 });
    expect(agreement(all, first)).to.deep.equal({ all: 4, labelsSame: 2, tagsSame: 2 });
    expect(agreement(all, last)).to.deep.equal({ all: 4, labelsSame: 3, tagsSame: 2 });
    expect(agreement(last, all)).to.deep.equal({ all: 4, labelsSame: 3, tagsSame: 2 });
  });
});

/** Whether a string of JSON may have a text as it is. */
const isPlain = (text: string) => ![...text].some((character) => character < " " || character === "\\");

describe("tokens", () => {
  it("are runs of letters, digits and marks, or one other visible character, as a pattern finds them", () => {
    const pattern = /[\p{L}\p{N}\p{M}]+|[^\s\p{L}\p{N}\p{M}]/gu;
    const texts = fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" }), fc.constant("Ab c, déf 🦆"));
    const pieces = fc.array(fc.oneof(texts, fc.constantFrom("\ud83e", "\udd86", "é", "e\u0301", "𝔘", " ", "-")));
    fc.assert(
      fc.property(pieces, (parts) => {
        const text = parts.join("");
        expect(tokensOf(text)).to.deep.equal(
          Array.from(text.matchAll(pattern), (match) => ({ start: match.index, end: match.index + match[0].length })),
        );
      }),
      { numRuns: runs(2000) },
    );
  });

  it("are marked alike whether the rule finds them or they are given", () => {
    const pieces = fc.oneof(
      fc.string({ unit: "binary", maxLength: 5 }),
      fc.constantFrom("\ud83e", "\udd86", "𝔘", "a ", "-"),
    );
    const texts = fc.array(pieces, { maxLength: 6 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(fc.array(texts, { minLength: 1, maxLength: 3 }), (texts) => {
        const [byRule, given] = [new TokenMarks(), new TokenMarks()];
        for (const text of texts) {
          const tokens = tokensOf(text);
          byRule.setText(text);
          given.setTokens(tokens, text.length);
          const inBytes = new TokenMarks();
          const bytes = Buffer.from(text);
          const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
          // Halves of characters are not in UTF-8, and strings of JSON have no control characters.
          const whole = bytes.toString() === text && isPlain(text);
          expect(markBytes(inBytes, bytes, view, 0, bytes.length), JSON.stringify(text)).to.equal(
            isPlain(bytes.toString()),
          );
          for (const marks of whole ? [byRule, given, inBytes] : [byRule, given]) {
            expect([marks.count, marks.list()]).to.deep.equal([tokens.length, tokens]);
            for (let at = 0; at <= text.length; at++) {
              const where = `${JSON.stringify(text)} at ${at}`;
              const first = tokens.findIndex(({ end }) => end > at);
              expect(marks.cuts(at), where).to.equal(tokens.some(({ start, end }) => start < at && at < end));
              expect(marks.before(at), where).to.equal(tokens.filter(({ start }) => start < at).length);
              expect(marks.firstEndingBehind(at), where).to.equal(first < 0 ? tokens.length : first);
              for (let end = at; end <= text.length; end++) {
                const touched = at < end ? tokens.filter((token) => token.start < end && at < token.end) : [];
                expect(marks.countIn(at, end), `${where} to ${end}`).to.equal(touched.length);
              }
            }
          }
        }
      }),
      { numRuns: runs(500) },
    );
  });
});

describe("agreement beyond chance", () => {
  const labeling = (table: readonly (readonly number[])[]) => ({
    tokens: table.flat().reduce((sum, n) => sum + n, 0),
    same: table.reduce((sum, row, i) => sum + row[i]!, 0),
    labels: table.map((row, i) => ({
      gold: row.reduce((sum, n) => sum + n, 0),
      pred: table.reduce((sum, other) => sum + other[i]!, 0),
    })),
  });

  it("is Cohen's kappa: 0.4 for 20 and 15 alike of 50, with 5 and 10 apart", () => {
    const table = [
      [20, 5],
      [10, 15],
    ];
    expect(kappaOf(labeling(table))).to.be.closeTo(0.4, 1e-15);
  });

  it("is the correlation of two columns of zeros and ones, where there are two labels", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20), { minLength: 4, maxLength: 4 }), ([tp, fn, fp, tn]) => {
        const value = matthewsOf(
          labeling([
            [tp!, fn!],
            [fp!, tn!],
          ]),
        );
        const under = Math.sqrt((tp! + fp!) * (tp! + fn!) * (tn! + fp!) * (tn! + fn!));
        if (under === 0) expect(value).to.equal(undefined);
        else expect(value).to.be.closeTo((tp! * tn! - fp! * fn!) / under, 1e-12);
      }),
    );
  });

  it("is 1 for equal labelings of more than one label, and undefined for a single one", () => {
    const equal = labeling([
      [3, 0, 0],
      [0, 2, 0],
      [0, 0, 1],
    ]);
    expect(kappaOf(equal)).to.equal(1);
    expect(matthewsOf(equal)).to.be.closeTo(1, 1e-15);
    expect([kappaOf(labeling([[7]])), matthewsOf(labeling([[7]]))]).to.deep.equal([undefined, undefined]);
  });
});
