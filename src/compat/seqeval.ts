/** seqeval 1.2.2 in its default mode: conlleval's reading of tags, entities as a set, averages over types. */

import { refusals } from "../messages/other-scorers.ts";
import { REPORT_DIGITS } from "./printed.ts";
import type { Profile, ProfileResult, ProfileTally, TokenDocument, TokenSpan } from "./profile.ts";
import { SEQEVAL, SeqevalTally } from "./seqeval-tally.ts";
import { outside, refuse, seqevalRule, splitFirst, type Tag } from "./tags.ts";

export const seqeval: Profile = seqevalProfile();

/** The profile `seqeval`, its text as `classification_report(digits=digits)` writes it. */
export function seqevalProfile(digits: number = REPORT_DIGITS): Profile {
  return {
    name: "seqeval",
    tool: `${SEQEVAL}, default mode`,
    differs:
      "reads tags by their first letter: an I- that continues nothing starts an entity, and tags of any other scheme are read somehow; types that only predictions use count in the macro average; 0/0 counts as 0",
    start: () => new Seqeval(digits),
  };
}

class Seqeval implements ProfileTally {
  private readonly tally = new SeqevalTally();
  private readonly gold = new Reader();
  private readonly pred = new Reader();

  private readonly digits: number;

  constructor(digits: number) {
    this.digits = digits;
  }

  add({ goldTags, predTags }: TokenDocument): void {
    this.tally.addTags(goldTags, predTags);
    this.tally.addEntities(this.gold.read(goldTags), this.pred.read(predTags));
  }

  finish(): ProfileResult {
    return this.tally.finish(this.digits);
  }
}

/** Reads one side as a single sequence, with an O after each document. */
class Reader {
  private last: Tag = outside;
  private offset = 0;
  private start = 0;

  /** The entities of the next document, in offsets of the sequence. */
  read(tags: readonly string[]): TokenSpan[] {
    const entities: TokenSpan[] = [];
    for (const tag of [...tags, "O"]) {
      const next = split(tag);
      if (seqevalRule.ends(this.last, next))
        entities.push({ type: this.last.type, start: this.start, end: this.offset });
      if (seqevalRule.starts(this.last, next)) this.start = this.offset;
      this.last = next;
      this.offset++;
    }
    return entities;
  }
}

/** The first character, and what follows the first hyphen after it: of `B_PER` the type is `_PER`, of `B` it is `_`. */
function split(tag: string): Tag {
  if (tag === "") refuse(SEQEVAL, refusals.emptyTag());
  const { prefix, rest } = splitFirst(tag);
  return { prefix, type: rest.slice(rest.indexOf("-") + 1) || "_" };
}
