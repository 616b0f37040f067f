import { expect } from "chai";
import type { Span } from "../../src/corpus/span.ts";
import { type Tokenization, tokenizationOf } from "../../src/corpus/tokens.ts";
import { matchSpans } from "../../src/match/ledger.ts";
import { coverageOf } from "../../src/score/coverage.ts";
import { tallyFairly } from "../../src/score/fair-tally.ts";
import { span } from "../spans.ts";

const WORDS = 2000;

/** The text is read at most so often: once for each side, once for what they share, once for FairEval. */
const READINGS = 4;

const text = "word ".repeat(WORDS);
const everyWord = Array.from({ length: WORDS }, (_, i) => span(5 * i, 5 * i + 4, "A"));
const allOfThem = [span(0, text.length - 1, "A")];

/** How many characters are counted through to score a document. */
function charactersRead(gold: readonly Span[], pred: readonly Span[]): number {
  let read = 0;
  const tokens = tokenizationOf(text);
  const counting: Tokenization = {
    count: tokens.count,
    anyIn: (start, end) => tokens.anyIn(start, end),
    cuts: (offset) => tokens.cuts(offset),
    list: () => tokens.list(),
    countIn: (start, end) => {
      read += end - start;
      return tokens.countIn(start, end);
    },
  };
  coverageOf(gold, pred, counting, () => {});
  tallyFairly(matchSpans(gold, pred), counting, () => {});
  return read;
}

describe("scoring a document", () => {
  it("reads its text a few times, and not once for every prediction that overlaps one gold span", () => {
    expect(charactersRead(allOfThem, everyWord)).to.be.within(1, READINGS * text.length);
    expect(charactersRead(everyWord, allOfThem)).to.be.within(1, READINGS * text.length);
  });
});
