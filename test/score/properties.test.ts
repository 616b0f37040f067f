/**
 * What has to hold of any counts and scores, and which test holds it.
 *
 * | property | test |
 * | --- | --- |
 * | no order of spans, predictions or documents changes anything | scores.test "is the same for any order of documents" |
 * | every span is in exactly one link; sums are gold and predictions | ledger.test "puts each gold span", tally.test "is complete" |
 * | gold and predictions change places: P/R, MIS/SPU, F1 | scores.test "swaps precision and recall" |
 * | … in FairEval, with its exceptions | fair.test "swaps BES with BEL", and its table: LBE 3 against LBE 2 |
 * | correct in strict is what both sides have in common | tally.test "as flat gold and flat predictions have in common" |
 * | … and what conlleval counts, on all small IOB2 pairs | here, with conlleval.test |
 * | strict ≤ exact ≤ partial, strict ≤ type | tally.test "gives strict no more credit" |
 * | cutting a corpus into documents leaves counts as they are | scores.test "however a corpus is cut into documents" |
 * | types may be called anything | here |
 * | 0/0 | scores.test "has no score at all", "has precision 0 and F1 0", "has recall 0 and F1 0" |
 * | documents without spans shift nothing | scores.test "is not shifted by documents" |
 * | types sum to all, by either booking | tally.test "sums over types to the total", scores.test "has rows by type" |
 * | every count is what its definition says | definitions.test |
 */

import { expect } from "chai";
import fc from "fast-check";
import { conlleval } from "../../src/compat/conlleval.ts";
import type { Span } from "../../src/corpus/span.ts";
import { evaluate } from "../../src/evaluate.ts";
import { matchSpans } from "../../src/match/spans.ts";
import type { Run } from "../../src/run/run.ts";
import { resultOf, sequences, tagged } from "../compat/tagged.ts";
import { schemesOver } from "../counting.ts";
import { runs } from "../runs.ts";
import { anySpans, span } from "../spans.ts";

/** The mentions of IOB2 tags; an I that continues nothing begins one, as in conlleval. */
function mentionsOf(tags: readonly string[]): Span[] {
  const spans: Span[] = [];
  for (const [i, tag] of tags.entries()) {
    const [prefix, type] = tag.split("-") as [string, string | undefined];
    if (type === undefined) continue;
    const last = spans.at(-1);
    if (prefix === "I" && last?.end === i && last.type === type)
      spans[spans.length - 1] = span(last.start, i + 1, type);
    else spans.push(span(i, i + 1, type));
  }
  return spans;
}

describe("a correct span", () => {
  it("is what both sides have in common, and as many as conlleval counts, on all 16,275 small pairs of IOB2", () => {
    let pairs = 0;
    for (const length of [1, 2, 3]) {
      const all = sequences(["O", "B-P", "I-P", "B-Q", "I-Q"], length);
      for (const gold of all) {
        for (const pred of all) {
          const [golds, preds] = [mentionsOf(gold), mentionsOf(pred)];
          const keys = new Set(golds.map((mention) => JSON.stringify(mention)));
          const common = preds.filter((mention) => keys.has(JSON.stringify(mention))).length;
          const ours = matchSpans(golds, preds).links.filter(({ kind }) => kind === "correct").length;
          const printed = resultOf(conlleval, [tagged(gold, pred)]).text!;
          const theirs = Number(/correct: (\d+)/.exec(printed)![1]);
          if (ours !== common || theirs !== common) expect.fail(`${gold} / ${pred}: ${ours}, ${theirs}, ${common}`);
          pairs++;
        }
      }
    }
    expect(pairs).to.equal(16_275);
  });
});

describe("a type", () => {
  const text = "x".repeat(40);
  const evaluated = (gold: readonly Span[], pred: readonly Span[]): Promise<Run> => {
    const origin = { source: "test" };
    return evaluate([{ id: "d", text, spans: gold, origin }], [{ id: "d", spans: pred, origin }], {
      scheme: schemesOver(0.5),
    });
  };

  it("may be called anything, and counts as it does under another name", async () => {
    // In the order of the names they stand for, which decides between pairings that are equally good.
    const names = new Map([["A", "__proto__"], ["B", "a b-_"], ["constructor", "toString"]]); // biome-ignore format: pairs.
    const renamed = (spans: readonly Span[]) => spans.map((s) => ({ ...s, type: names.get(s.type)! }));
    await fc.assert(
      fc.asyncProperty(anySpans(6), anySpans(6), async (gold, pred) => {
        const [plain, odd] = [await evaluated(gold, pred), await evaluated(renamed(gold), renamed(pred))];
        for (const scheme of ["strict", "exact", "partial", "type", "overlap@0.5", "token", "character"] as const) {
          const rows = plain.scores[scheme]!.types.map((row) => ({ ...row, type: names.get(row.type)! }));
          expect(odd.scores[scheme]!.types).to.deep.equal(rows);
          expect(odd.scores[scheme]!.macro).to.deep.equal(plain.scores[scheme]!.macro);
        }
        expect(odd.scores.fair.types.map(({ events }) => events)).to.deep.equal(
          plain.scores.fair.types.map(({ events }) => events),
        );
        expect(odd.confusion.counts).to.deep.equal(plain.confusion.counts);
      }),
      { numRuns: runs(300) },
    );
  });
});
