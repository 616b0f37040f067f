/** SeqScore 0.9.0 on IOB2 (it says BIO): refuses malformed tags, or repairs them in one of two ways. */

import { refusals } from "../messages/other-scorers.ts";
import { ratioOr } from "../score/scores.ts";
import { type Counts, countRow, TypeCounts } from "./counts.ts";
import type { Profile, ProfileResult, ProfileRow, ProfileTally, TokenDocument, TokenSpan } from "./profile.ts";
import { outside, refuse, splitAtHyphen, type Tag } from "./tags.ts";

const SEQSCORE = "seqscore 0.9.0";

/** What becomes of an I- that continues nothing: nothing is scored, it begins an entity, or it is an O. */
type Repair = "none" | "conlleval" | "discard";

export const seqscore: Profile = profileOf("seqscore", "none", "refuses a file with");
export const seqscoreConlleval: Profile = profileOf("seqscore-conlleval", "conlleval", "begins an entity at");
export const seqscoreDiscard: Profile = profileOf("seqscore-discard", "discard", "takes for O, on both sides,");

function profileOf(name: string, repair: Repair, orphans: string): Profile {
  return {
    name,
    tool: `${SEQSCORE} --labels BIO --repair-method ${repair}`,
    differs: `reads tags strictly as IOB2; ${orphans} an I- that continues nothing; refuses other prefixes; 0/0 counts as 0`,
    start: () => new Seqscore(repair),
  };
}

class Seqscore implements ProfileTally {
  private readonly counts = new TypeCounts();
  private tokens = 0;
  private rightTags = 0;

  private readonly repair: Repair;

  constructor(repair: Repair) {
    this.repair = repair;
  }

  add({ id, goldTags, predTags }: TokenDocument): void {
    const gold = repaired(goldTags, this.repair, id);
    const pred = repaired(predTags, this.repair, id);
    this.tokens += gold.length;
    for (const [i, { prefix, type }] of gold.entries())
      if (prefix === pred[i]!.prefix && type === pred[i]!.type) this.rightTags++;
    this.counts.addEntities(mentionsOf(gold), mentionsOf(pred));
  }

  finish(): ProfileResult {
    const accuracy = ratioOr(this.rightTags, this.tokens, 0);
    return {
      tables: [
        {
          name: "seqscore",
          all: mentionRow("ALL", this.counts.total()),
          types: this.counts.sorted().map(([type, counts]) => mentionRow(type, counts)),
          averages: [],
          figures: [
            ["tokens", this.tokens],
            ["accuracy", accuracy],
          ],
        },
      ],
    };
  }
}

/** The tags, each I- that continues nothing repaired from left to right, so that a repaired tag decides on the next. */
function repaired(tags: readonly string[], repair: Repair, id: string): Tag[] {
  let last = outside;
  return tags
    .map((tag) => split(tag, id))
    .map((tag, i) => {
      const orphan = tag.prefix === "I" && (last.prefix === "O" || last.type !== tag.type);
      if (orphan && repair === "none") refuse(SEQSCORE, refusals.tagAfter(tags[i]!, tags[i - 1], id));
      last = !orphan ? tag : repair === "discard" ? outside : { prefix: "B", type: tag.type };
      return last;
    });
}

function split(tag: string, id: string): Tag {
  const { prefix, type } = splitAtHyphen(tag);
  const valid = prefix === "O" ? tag === "O" : (prefix === "B" || prefix === "I") && type !== "";
  if (!valid) refuse(SEQSCORE, refusals.tagNotAllowed(tag, id, ["O", "B-TYPE", "I-TYPE"]));
  return { prefix, type };
}

/** The mentions of well-formed tags. */
function mentionsOf(tags: readonly Tag[]): TokenSpan[] {
  const mentions: TokenSpan[] = [];
  for (const [start, { prefix, type }] of tags.entries()) {
    if (prefix !== "B") continue;
    let end = start + 1;
    while (tags[end]?.prefix === "I") end++;
    mentions.push({ start, end, type });
  }
  return mentions;
}

function mentionRow(name: string, counts: Counts): ProfileRow {
  return countRow(name, counts, [
    ["reference", counts.gold],
    ["predicted", counts.pred],
    ["correct", counts.correct],
  ]);
}
