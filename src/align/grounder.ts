/** Grounding over a run: places the mentions of each prediction, and keeps count of what became of them. */
import type { Prediction } from "../corpus/document.ts";
import type { Warning } from "../corpus/issue.ts";
import type { Mention, PredictedSpan, Unplaced } from "../corpus/span.ts";
import {
  answersTruncated,
  answersUnread,
  mentionsHallucinated,
  mentionsNormalized,
  mentionsRepeated,
  mentionsSwapped,
} from "../messages/grounding.ts";
import { quotedApart } from "../messages/quote.ts";
import { type Grounded, type GroundLevel, type GroundRule, ground, groundLevels } from "./ground.ts";
import { type GroundingCounts, mostInvented } from "./grounding-counts.ts";
import { occurrencesOf } from "./occurrences.ts";
import { OffsetFields } from "./offset-fields.ts";

/** What a prediction's mentions became: spans of the text, and those that stand nowhere in it. */
export interface Placed {
  readonly spans: readonly PredictedSpan[];
  readonly lost: readonly Unplaced[];
}

/** How many hallucinated strings a warning names. */
const NAMED = 3;

/** Grounds prediction after prediction. */
export class Grounder {
  private readonly rule: GroundRule;
  private readonly levels = new Map<Grounded["level"], number>();
  private readonly invented = new Map<string, { surface: string; type: string; count: number }>();
  private readonly answers = { truncated: 0, unread: 0 };
  private readonly unread: string[] = [];
  private readonly rewritten: string[] = [];
  private rewrittenAgain = 0;
  private readonly swapped: string[] = [];
  private mentions = 0;
  private spans = 0;
  private readonly fields = new OffsetFields();
  private met = false;

  constructor(rule: GroundRule) {
    this.rule = rule;
  }

  /** The mentions of a prediction in the gold document's text, in half-open UTF-16 offsets. */
  place({ id, mentions: named, answer, answerBegins = "" }: Prediction, text: string): Placed {
    if (named === undefined) return { spans: [], lost: [] };
    this.met = true;
    if (answer) this.answers[answer]++;
    if (answer === "unread") keep(this.unread, `${JSON.stringify(id)} ${JSON.stringify(answerBegins)}`);
    const given = areSwapped(named, text) ? named.map(swapped) : named;
    if (given !== named) {
      const [first] = named;
      this.swapped.push(`${JSON.stringify(id)} ${JSON.stringify([first!.surface, first!.type])}`);
    }
    const spans: PredictedSpan[] = [];
    const lost: Unplaced[] = [];
    const mentions: Mention[] = [];
    for (const { numbers, ...mention } of given) {
      const extent = numbers && this.fields.place({ ...mention, numbers }, id, text);
      if (extent === undefined) mentions.push(mention);
      else {
        spans.push({ ...extent, ...mention });
        this.levels.set("exact", (this.levels.get("exact") ?? 0) + 1);
      }
    }
    for (const [i, grounded] of ground(mentions, text, this.rule).entries()) {
      const mention = mentions[i]!;
      this.levels.set(grounded.level, (this.levels.get(grounded.level) ?? 0) + 1);
      if ("extents" in grounded) {
        for (const extent of grounded.extents) spans.push({ ...extent, ...mention });
        if (grounded.level === "letters") {
          const { start, end } = grounded.extents[0]!;
          const example = quotedApart(mention.surface, text.slice(start, end)).join(" for ");
          if (!this.rewritten.includes(example)) keep(this.rewritten, example);
          else this.rewrittenAgain++;
        }
      } else if (grounded.level === "hallucinated" || this.rule === "order") {
        lost.push(mention);
        if (grounded.level === "hallucinated") this.note(mention);
      }
    }
    this.mentions += named.length;
    this.spans += spans.length;
    return { spans, lost };
  }

  /** The counts; undefined where all predictions came with offsets. */
  counts(): GroundingCounts | undefined {
    if (!this.met) return undefined;
    const of = (level: Grounded["level"]) => this.levels.get(level) ?? 0;
    const byLevel = Object.fromEntries(groundLevels.map((level) => [level, of(level)])) as Record<GroundLevel, number>;
    return {
      ...{ rule: this.rule, mentions: this.mentions, ...byLevel },
      ...{ repeated: of("repeated"), hallucinated: of("hallucinated"), spans: this.spans },
      ...{ answers: { ...this.answers }, examples: this.examples() },
    };
  }

  /** What the reader of the result should know. */
  warnings(): Warning[] {
    const { truncated, unread } = this.answers;
    const [hallucinated, repeated] = [this.levels.get("hallucinated") ?? 0, this.levels.get("repeated") ?? 0];
    const warnings: Warning[] = this.fields.warnings();
    if (unread > 0) warnings.push(answersUnread(unread, this.unread));
    if (truncated > 0) warnings.push(answersTruncated(truncated));
    if (this.swapped.length > 0) {
      warnings.push(mentionsSwapped(this.swapped.length, this.swapped.slice(0, NAMED)));
    }
    const rewritten = this.levels.get("letters") ?? 0;
    if (rewritten > 0) {
      warnings.push(mentionsNormalized(rewritten, this.rewritten, rewritten - this.rewrittenAgain));
    }
    if (hallucinated > 0) {
      warnings.push(mentionsHallucinated(hallucinated, this.examples().slice(0, NAMED), this.invented.size));
    }
    if (repeated > 0) warnings.push(mentionsRepeated(repeated, this.rule === "order"));
    return warnings;
  }

  private note({ surface, type }: Mention): void {
    const key = JSON.stringify([surface, type]);
    const known = this.invented.get(key);
    if (known) known.count++;
    else this.invented.set(key, { surface, type, count: 1 });
  }

  private examples(): GroundingCounts["examples"] {
    return mostInvented([...this.invented.values()]);
  }
}

/** Adds an example, where there are few and it is a new one. */
function keep(examples: string[], example: string): void {
  if (examples.length < NAMED && !examples.includes(example)) examples.push(example);
}

/** Whether the text has none of the strings of mentions, and some of the names of their types. */
function areSwapped(mentions: readonly Mention[], text: string): boolean {
  if (mentions.length === 0 || mentions.some(({ type, surface }) => text.includes(surface) || type === surface))
    return false;
  const found = occurrencesOf(
    mentions.flatMap(({ surface, type }) => [surface, type]),
    text,
  ).map(({ occurrences }) => occurrences.some(({ whole }) => whole));
  return !found.some((isThere, i) => isThere && i % 2 === 0) && found.some((isThere, i) => isThere && i % 2 === 1);
}

function swapped({ surface, type, ...rest }: Mention): Mention {
  return { ...rest, surface: type, type: surface };
}
