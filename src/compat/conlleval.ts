/** conlleval.pl of 2004-01-26, the scorer of the CoNLL shared tasks: its numbers, and what it prints, to the byte. */
import { fMeasure, ratio, ratioOr } from "../score/scores.ts";
import { ChunkCounter } from "./chunk-counter.ts";
import { type Counts, countRow, type TypeCounts } from "./counts.ts";
import { padBytes, printFixed } from "./printed.ts";
import type { Profile, ProfileResult, ProfileRow, ProfileTally, TokenDocument } from "./profile.ts";
import { outside, perlRule, splitAtHyphen, type Tag } from "./tags.ts";

/** A token that the program takes for the end of a sentence. */
export const BOUNDARY = "-X-";

export const conlleval: Profile = {
  name: "conlleval",
  tool: "conlleval.pl 2004-01-26",
  differs:
    "reads tags: an I- that continues nothing starts a chunk, S- and U- are unknown to it, and a token -X- ends the sentence whatever its tags; 0/0 counts as 0",
  start: () => new Conlleval(),
};

class Conlleval implements ProfileTally {
  private readonly counter = new ChunkCounter(perlRule);
  private tokens = 0;
  private rightTags = 0;

  add({ tokens, goldTags, predTags }: TokenDocument): void {
    for (const [i, token] of tokens.entries()) {
      if (token === BOUNDARY) {
        this.counter.next(outside, outside);
        continue;
      }
      const [gold, pred] = [split(goldTags[i]!), split(predTags[i]!)];
      this.counter.next(gold, pred);
      this.tokens++;
      if (gold.prefix === pred.prefix && gold.type === pred.type) this.rightTags++;
    }
    this.counter.next(outside, outside);
  }

  finish(): ProfileResult {
    const { tokens, rightTags } = this;
    const counts = this.counter.finish();
    return {
      tables: [
        {
          name: "conlleval",
          all: chunkRow("overall", counts.total()),
          types: counts.sorted().map(([type, row]) => chunkRow(type, row)),
          averages: [],
          figures: [
            ["tokens", tokens],
            ["accuracy", ratio(rightTags, tokens)],
          ],
        },
      ],
      text: print(tokens, rightTags, counts),
    };
  }
}

/** As it splits tags: a type that Perl takes for false, `0`, is no type. */
function split(tag: string): Tag {
  const { prefix, type } = splitAtHyphen(tag);
  return { prefix, type: type === "0" ? "" : type };
}

/** Fractions of counts, 0 where there is nothing to divide by. */
export function chunkRow(name: string, counts: Counts): ProfileRow {
  return countRow(name, counts, [
    ["phrases", counts.gold],
    ["found", counts.pred],
    ["correct", counts.correct],
  ]);
}

function print(tokens: number, rightTags: number, counts: TypeCounts): string {
  const total = counts.total();
  let text = `processed ${tokens} tokens with ${total.gold} phrases; `;
  text += `found: ${total.pred} phrases; correct: ${total.correct}.\n`;
  if (tokens > 0) text += `accuracy: ${percent(ratioOr(100 * rightTags, tokens, 0))}%; ${scores(total)}\n`;
  for (const [type, row] of counts.sorted()) {
    const line = `${padBytes(type, 17)}: ${scores(row)}  ${row.pred}\n`;
    // It drops the second mention of a type only if that has a name, so the nameless type of both sides is listed twice.
    text += type === "" && row.gold > 0 && row.pred > 0 ? line + line : line;
  }
  return text;
}

/** Percentages are computed as such: 100 times the count, then the division; F of the two percentages. */
function scores({ gold, pred, correct }: Counts): string {
  const precision = ratioOr(100 * correct, pred, 0);
  const recall = ratioOr(100 * correct, gold, 0);
  return scoreText(precision, recall, fMeasure(precision, recall));
}

/** Percentages as the program and its ports print them. */
export function scoreText(precision: number, recall: number, f1: number): string {
  return `precision: ${percent(precision)}%; recall: ${percent(recall)}%; FB1: ${percent(f1)}`;
}

/** A percentage in six columns. */
export function percent(value: number): string {
  return printFixed(value, 2).padStart(6);
}
