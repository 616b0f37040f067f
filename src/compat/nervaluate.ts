/** nervaluate from 1.0 on: the schemes of SemEval 2013 by a greedy matching, each table for itself. */
import { overlapOf, sameExtent } from "../corpus/span.ts";
import { neighborsOf } from "../match/neighbors.ts";
import { ratio } from "../score/scores.ts";
import {
  groupByType,
  type Profile,
  type ProfileResult,
  type ProfileTally,
  type TokenDocument,
  type TokenSpan,
} from "./profile.ts";
import { type Outcome, SemevalCounts, type SemevalTable, semevalTables } from "./semeval.ts";

/** What differs between versions and settings. */
interface Settings {
  /** How much of a gold span has to be covered, in percent. */
  readonly minimum: number;
  /** Whether a prediction takes the first gold span there is, or looks for a better one behind it. */
  readonly choice: "first" | "best";
  /** Whether precision and recall of `partial` lose the half credit where there are two documents or more. */
  readonly losesHalf: boolean;
  /** Whether all documents are one. */
  readonly joined: boolean;
}

/** The current release. */
const version121: Settings = { minimum: 1, choice: "best", losesHalf: false, joined: false };
const version110: Settings = { minimum: 1, choice: "first", losesHalf: true, joined: false };

class NervaluateTally implements ProfileTally {
  readonly #settings: Settings;
  readonly #counts = new SemevalCounts();
  readonly #joined = { gold: [] as TokenSpan[], pred: [] as TokenSpan[], tokens: 0 };
  #documents = 0;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  add({ tokens, gold, pred }: TokenDocument): void {
    if (!this.#settings.joined) {
      this.#documents++;
      this.#compare(gold, pred);
      return;
    }
    const { tokens: offset } = this.#joined;
    const shift = ({ start, end, type }: TokenSpan) => ({ start: start + offset, end: end + offset, type });
    for (const span of gold) this.#joined.gold.push(shift(span));
    for (const span of pred) this.#joined.pred.push(shift(span));
    this.#joined.tokens += tokens.length;
  }

  finish(): ProfileResult {
    this.#compare(this.#joined.gold, this.#joined.pred);
    const credit = this.#settings.losesHalf && this.#documents > 1 ? 0 : 0.5;
    return { tables: semevalTables.map((table) => this.#counts.table(table, credit)) };
  }

  /** Rows of types come from matchings of their own, of the spans of that type alone. */
  #compare(gold: readonly TokenSpan[], pred: readonly TokenSpan[]): void {
    match(gold, pred, this.#settings, (table, outcome) => this.#counts.count(table, outcome));
    const golds = groupByType(gold);
    const preds = groupByType(pred);
    for (const type of new Set([...golds.keys(), ...preds.keys()])) {
      const book = (table: SemevalTable, outcome: Outcome) => this.#counts.countFor(type, table, outcome);
      match(golds.get(type) ?? [], preds.get(type) ?? [], this.#settings, book);
    }
  }
}

type Book = (table: SemevalTable, outcome: Outcome) => void;

/** Goes through the predictions as they are listed. Each takes a gold span that none before it took. */
function match(gold: readonly TokenSpan[], pred: readonly TokenSpan[], settings: Settings, book: Book): void {
  const { ofPred } = neighborsOf(gold, pred);
  for (const table of semevalTables) {
    const taken = new Set<number>();
    for (const [i, p] of pred.entries()) {
      const open = ofPred[i]!.filter((place) => !taken.has(place) && covers(p, gold[place]!, settings.minimum));
      const place = settings.choice === "best" ? bestOf(open, gold, p, table) : open[0];
      if (place === undefined) book(table, "spurious");
      else {
        taken.add(place);
        book(table, judge(table, gold[place]!, p));
      }
    }
    for (const place of gold.keys()) if (!taken.has(place)) book(table, "missed");
  }
}

/** Looks at gold alone: a token of gold found within a hundred predicted ones is all of it. */
function covers(pred: TokenSpan, gold: TokenSpan, minimum: number): boolean {
  return ratio(overlapOf(pred, gold), gold.end - gold.start)! * 100 >= minimum;
}

/** The first correct one, or the first of all; for `ent_type` the correct one with the nearest boundaries. */
function bestOf(open: readonly number[], gold: readonly TokenSpan[], pred: TokenSpan, table: SemevalTable) {
  const correct = open.filter((place) => judge(table, gold[place]!, pred) === "correct");
  if (table !== "ent_type") return correct[0] ?? open[0];
  const distance = (place: number) => Math.abs(gold[place]!.start - pred.start) + Math.abs(gold[place]!.end - pred.end);
  return correct.sort((a, b) => distance(a) - distance(b))[0] ?? open[0];
}

function judge(table: SemevalTable, gold: TokenSpan, pred: TokenSpan): Outcome {
  const extent = sameExtent(gold, pred);
  const type = gold.type === pred.type;
  if (table === "partial") return extent ? "correct" : "partial";
  if (table === "exact") return extent ? "correct" : "incorrect";
  if (table === "ent_type") return type ? "correct" : "incorrect";
  return extent && type ? "correct" : "incorrect";
}

function profile(name: string, tool: string, differs: string, settings: Settings): Profile {
  return { name, tool, differs, start: () => new NervaluateTally(settings) };
}

/** What differs in every version. */
const greedy = "pairs in the order of the lists, and for rows of types among spans of that type alone";
const correctFirst = `${greedy}; prefers a correct gold span to one before it`;

/** The versions that match by tables of their own. */
export const nervaluateProfiles: readonly Profile[] = [
  profile("nervaluate", "nervaluate 1.2.1", `${correctFirst}; an overlap counts from 1% of gold on`, version121),
  profile("nervaluate-joined", "nervaluate 1.2.1, all documents as one", correctFirst, { ...version121, joined: true }),
  profile(
    "nervaluate-overlap50",
    "nervaluate 1.2.1, min_overlap_percentage=50",
    `${correctFirst}; an overlap counts from 50% of gold on`,
    { ...version121, minimum: 50 },
  ),
  profile(
    "nervaluate-1.1",
    "nervaluate 1.1.0",
    `${greedy}; an overlap counts from 1% of gold on; with two documents or more, partial loses its half credit`,
    version110,
  ),
  profile(
    "nervaluate-1.1-joined",
    "nervaluate 1.1.0, all documents as one",
    `${greedy}; partial keeps its half credit`,
    { ...version110, joined: true },
  ),
  profile(
    "nervaluate-1.1-overlap50",
    "nervaluate 1.1.0, min_overlap_percentage=50",
    `${greedy}; an overlap counts from 50% of gold on`,
    { ...version110, minimum: 50 },
  ),
];
