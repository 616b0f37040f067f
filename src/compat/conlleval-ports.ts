/** Two ports of conlleval to Python, which many papers used in its place: they read more schemes, and differ in small things. */

import { refusals } from "../messages/other-scorers.ts";
import { fMeasure, ratio, ratioOr } from "../score/scores.ts";
import { ChunkCounter } from "./chunk-counter.ts";
import { BOUNDARY, chunkRow, percent, scoreText } from "./conlleval.ts";
import type { Counts, TypeCounts } from "./counts.ts";
import { padCodePoints } from "./printed.ts";
import type { Profile, ProfileResult, ProfileTally, TokenDocument } from "./profile.ts";
import { outside, refuse, sighsmileRule, splitAtHyphen, spyysaloRule, type Tag } from "./tags.ts";

const SPYYSALO = "spyysalo/conlleval.py (6a21dde)";
const SIGHSMILE = "sighsmile/conlleval (423ac49)";

export const conllevalSpyysalo: Profile = {
  name: "conlleval-spyysalo",
  tool: SPYYSALO,
  differs:
    "reads tags as conlleval does, but knows IOBES: B- and S- always start a chunk, E- and S- always end one; refuses a file whose first line is empty",
  start: () => new Spyysalo(),
};

class Spyysalo implements ProfileTally {
  private readonly counter = new ChunkCounter(spyysaloRule);
  private tokens = 0;
  private rightTags = 0;
  private first = true;
  private startsEmpty = false;

  add({ tokens, goldTags, predTags }: TokenDocument): void {
    if (this.first) this.startsEmpty = tokens.length === 0;
    else if (this.startsEmpty && tokens.length > 0) refuse(SPYYSALO, refusals.emptyFirstDocument());
    this.first = false;
    for (const [i, token] of tokens.entries()) {
      const boundary = token === BOUNDARY;
      const gold = boundary ? outside : splitAtHyphen(goldTags[i]!);
      const pred = boundary ? outside : splitAtHyphen(predTags[i]!);
      this.counter.next(gold, pred);
      if (boundary) continue;
      this.tokens++;
      if (gold.prefix === pred.prefix && gold.type === pred.type) this.rightTags++;
    }
    this.counter.next(outside, outside);
  }

  finish(): ProfileResult {
    const { tokens, rightTags } = this;
    const accuracy = ratio(rightTags, tokens);
    return resultOf(this.counter.finish(), [
      ["tokens", tokens],
      ["accuracy", accuracy],
    ]);
  }
}

export const conllevalSighsmile: Profile = {
  name: "conlleval-sighsmile",
  tool: SIGHSMILE,
  differs:
    "reads tags as conlleval does, but knows IOBES, counts the empty line after each sentence as a token that is right, and refuses a gold without entities",
  start: () => new Sighsmile(),
};

class Sighsmile implements ProfileTally {
  private readonly counter = new ChunkCounter(sighsmileRule);
  private tokens = 0;
  private rightTags = 0;
  private entityTokens = 0;
  private rightEntityTags = 0;

  add({ id, tokens, goldTags, predTags }: TokenDocument): void {
    for (let i = 0; i < tokens.length; i++) {
      const [gold, pred] = [goldTags[i]!, predTags[i]!];
      this.counter.next(split(gold, id), split(pred, id));
      this.count(gold, pred);
    }
    this.counter.next(outside, outside);
    this.count("O", "O");
  }

  finish(): ProfileResult {
    if (this.entityTokens === 0) refuse(SIGHSMILE, refusals.onlyOutside());
    const nonO = ratioOr(this.rightEntityTags, this.entityTokens, 0);
    const accuracy = ratioOr(this.rightTags, this.tokens, 0);
    const counts = this.counter.finish();
    const figures = [
      ["tokens", this.tokens],
      ["accuracy (non-O)", nonO],
      ["accuracy", accuracy],
    ] as const;
    return { ...resultOf(counts, figures), text: this.print(counts) };
  }

  private count(gold: string, pred: string): void {
    const entity = gold === "O" ? 0 : 1;
    this.tokens++;
    this.entityTokens += entity;
    if (gold !== pred) return;
    this.rightTags++;
    this.rightEntityTags += entity;
  }

  private print(counts: TypeCounts): string {
    const total = counts.total();
    const share = (right: number, of: number): string => `accuracy: ${percent(ratioOr(100 * right, of, 0))}%;`;
    let text = `processed ${this.tokens} tokens with ${total.gold} phrases; `;
    text += `found: ${total.pred} phrases; correct: ${total.correct}.\n`;
    text += `${share(this.rightEntityTags, this.entityTokens)} (non-O)\n`;
    text += `${share(this.rightTags, this.tokens)} ${scores(total)}\n`;
    for (const [type, row] of counts.sorted()) {
      text += `${padCodePoints(type, 17)}: ${scores(row)}  ${row.pred}\n`;
    }
    return text;
  }
}

function split(tag: string, id: string): Tag {
  if (tag === "O") return outside;
  if (!tag.includes("-")) refuse(SIGHSMILE, refusals.tagWithoutType(tag, id));
  return splitAtHyphen(tag);
}

/** This port turns fractions into percentages last, where conlleval begins with percentages. */
function scores({ gold, pred, correct }: Counts): string {
  const precision = ratioOr(correct, pred, 0);
  const recall = ratioOr(correct, gold, 0);
  return scoreText(100 * precision, 100 * recall, 100 * fMeasure(precision, recall));
}

function resultOf(
  counts: TypeCounts,
  figures: readonly (readonly [name: string, value: number | undefined])[],
): ProfileResult {
  const types = counts.sorted().map(([type, row]) => chunkRow(type, row));
  const all = chunkRow("overall", counts.total());
  return { tables: [{ name: "conlleval", all, types, averages: [], figures }] };
}
