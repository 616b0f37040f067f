/**
 * Explanation: what other scorers say of the same input, and where they differ from us.
 *
 * ```
 *  gold        ─ Stream<Document> ───┐           ┌ match ─▶ ledger ─▶ counts ─▶ results ─┐
 *                                    ├─ align ─▶┤                                       ├▶ comparison
 *  predictions ─ Stream<Prediction> ─┘           └ translate ─▶ profiles ─▶ their tables ┘
 * ```
 */
import { type Aligned, Aligner, type AlignmentCounts, warnEmpty } from "./align/align.ts";
import { allTypes, changesNothing } from "./align/types.ts";
import { type Account, accountOf, counterpartOf } from "./compat/account.ts";
import type { Opinion, Profile, ProfileTable, TableOpinion } from "./compat/profile.ts";
import { profiles } from "./compat/profiles.ts";
import { translate } from "./compat/token-document.ts";
import { checkStreams, warnSame } from "./corpus/check-records.ts";
import { DocumentColumns } from "./corpus/columns.ts";
import type { Document, Prediction, Stream } from "./corpus/document.ts";
import { NerEvalError, throwIssues } from "./corpus/error.ts";
import { arrayOf, oneOf } from "./corpus/expect.ts";
import { type Annotations, IssueLog, once, recordsOf, type Warning } from "./corpus/issue.ts";
import { RowStream } from "./corpus/rows.ts";
import { Counts } from "./count/counts.ts";
import { Ledger } from "./match/ledger.ts";
import {
  predictionsUnplaced,
  spansInPieces,
  spansOverlapping,
  spansUntagged,
  spansWithoutToken,
} from "./messages/other-scorers.ts";
import { type EvaluateOptions, settingsOf } from "./run/evaluate-options.ts";
import { alignmentOptions, metricRules, type ScoringSettings } from "./run/settings.ts";
import { resultWarnings } from "./score/result-warnings.ts";
import { type Results, resultsOf, scoresOf, strictCounts } from "./score/results.ts";
import { hasEvents } from "./score/schemes/fair.ts";
import { creditsOf, type SchemeName } from "./score/schemes/registry.ts";

/** The scorers there are: tools with their versions and modes, such as `seqeval` and `nervaluate-0.3`. */
export const scorerNames: readonly string[] = profiles.map(({ name }) => name);

/** The options of an explanation: those of an evaluation, and who is asked. */
export interface ExplainOptions extends EvaluateOptions {
  /** The names of the scorers. All. */
  readonly scorers?: readonly string[] | undefined;
}

/** What all scorers that were asked say. */
export interface Explanation {
  readonly results: Results;
  readonly opinions: readonly Opinion[];
  readonly alignment: AlignmentCounts;
  readonly warnings: readonly Warning[];
}

/**
 * Scores the same input as other scorers do. Documents are taken in the order in which they are paired, spans in the
 * order of the file, since some scorers depend on it.
 *
 * @throws NerEvalError at once where an option, a record or a span is not what its type says; else with every issue found
 * in the input, after reading all of it.
 */
export async function explain(
  gold: Stream<Document> | Annotations<Document>,
  predictions: Stream<Prediction> | Annotations<Prediction>,
  options: ExplainOptions = {},
): Promise<Explanation> {
  const { scorers = scorerNames, ...rest } = options ?? {};
  arrayOf(oneOf(scorerNames))(scorers, "options.scorers");
  const asked = profiles.filter(({ name }) => scorers.includes(name));
  const [golds, preds] = [recordsOf(gold), recordsOf(predictions)];
  const found = await explainAs(golds.stream, preds.stream, asked, settingsOf(options && rest));
  return { ...found, warnings: once([...golds.warnings, ...preds.warnings, ...found.warnings]) };
}

/** The same under settings. Issues are collected in `issues`, if readers that feed the streams already have a place for theirs. */
export async function explainAs(
  gold: Stream<Document>,
  predictions: Stream<Prediction>,
  asked: readonly Profile[],
  settings: ScoringSettings,
  issues = new IssueLog(),
): Promise<Explanation> {
  // What our own readers make needs no check.
  const areRead = gold instanceof RowStream && predictions instanceof RowStream;
  const given = areRead ? { gold, predictions } : checkStreams(gold, predictions);
  const { types = allTypes, ...rules } = alignmentOptions(settings);
  const aligner = new Aligner({ ...rules, types, issues });
  // Tags of the file are the spans only where no span was renamed or left out.
  const asRead = changesNothing(types) && !settings.threshold;
  const counts = new Counts({ overlaps: [], credits: creditsOf([]) });
  const scorerRuns = asked.map((profile) => new ScorerRun(profile));
  const losses = { untagged: 0, untouching: 0, joined: 0, unplaced: 0, overlapping: 0 };

  for await (const documents of aligner.documents(given.gold, given.predictions)) {
    for (const aligned of documents) {
      const { gold, pred } = aligned.pair;
      add(counts, aligned);
      if (issues.count > 0) continue;
      const tags = asRead ? { goldTags: gold.tags, predTags: pred?.tags } : {};
      const translated = translate({ ...aligned, ...tags });
      losses.unplaced += aligned.unplaced.length;
      for (const loss of ["untagged", "untouching", "joined", "overlapping"] as const) losses[loss] += translated[loss];
      const ours = accountsOf(aligned);
      for (const scorerRun of scorerRuns) scorerRun.add(translated.document, ours);
    }
  }

  const alignment = aligner.finish();
  throwIssues(issues);
  const { undefined: policy, rules: scores, fair } = metricRules(settings);
  const results = resultsOf(counts, policy, scores, fair);
  const opinions = scorerRuns.map((scorerRun) => scorerRun.opinion(results));
  const warnings = [
    ...warnSame(gold, predictions),
    ...warnEmpty(alignment),
    ...aligner.warnings(strictCounts(results)),
    ...resultWarnings(results, types),
    ...lossWarnings(losses, asked),
  ];
  return { results, opinions, alignment, warnings };
}

/** Our accounts, scheme by scheme. */
type Accounts = (scheme: SchemeName) => Account;

function accountsOf(document: Aligned): Accounts {
  const counts = new Counts({ overlaps: [], credits: creditsOf([]) });
  add(counts, document);
  return accountsIn(resultsOf(counts, "skip"));
}

function add(counts: Counts, document: Aligned): void {
  const columns = new DocumentColumns(counts.types);
  const ledger = new Ledger();
  columns.load(document);
  ledger.match(columns);
  counts.add(columns, ledger);
}

function accountsIn(results: Results): Accounts {
  return (scheme) => {
    const { micro } = scoresOf(results, scheme);
    if (!hasEvents(micro)) return { credit: micro.correct + 0.5 * micro.partial, gold: micro.gold, pred: micro.pred };
    const { TP, LE, BES, BEL, BEO, LBE, FN, FP } = micro.events;
    const pairs = TP + LE + BES + BEL + BEO + LBE;
    return { credit: TP, gold: pairs + FN, pred: pairs + FP };
  };
}

/** Asks one scorer, about everything and about each document by itself. */
class ScorerRun {
  private readonly profile: Profile;
  private readonly tally: ReturnType<Profile["start"]>;
  private readonly mentions = new Map<string, number>();
  private refused: string | undefined;

  constructor(profile: Profile) {
    this.profile = profile;
    this.tally = profile.start();
  }

  add(document: Parameters<ReturnType<Profile["start"]>["add"]>[0], ours: Accounts): void {
    if (this.refused !== undefined) return;
    const heard = unlessRefused(() => this.tally.add(document));
    if (heard.refused !== undefined) this.refused = heard.refused;
    // What a scorer makes of one document tells nothing where it looks at all of them together.
    if (this.profile.wholeCorpus) return;
    // A document that is refused only by itself, such as one without entities, is left out of the comparison.
    const alone = unlessRefused(() => {
      const tally = this.profile.start();
      tally.add(document);
      return tally.finish();
    });
    for (const table of alone.value?.tables ?? []) this.compare(table, ours);
  }

  private compare({ name, all }: ProfileTable, ours: Accounts): void {
    const scheme = counterpartOf(name);
    if (scheme === undefined) return;
    const [theirs, own] = [accountOf(all), ours(scheme)];
    const differences = (["credit", "gold", "pred"] as const).map((of) => Math.abs(theirs[of] - own[of]));
    this.mentions.set(name, (this.mentions.get(name) ?? 0) + Math.ceil(Math.max(...differences)));
  }

  opinion(results: Results): Opinion {
    const { profile } = this;
    if (this.refused !== undefined) return { profile, refused: this.refused, tables: [] };
    const { value: result, refused } = unlessRefused(() => this.tally.finish());
    if (!result) return { profile, refused: refused!, tables: [] };
    const tables = result.tables.flatMap((table): TableOpinion[] => {
      const { name, all } = table;
      const scheme = counterpartOf(name);
      if (scheme === undefined) return [];
      const ours = scoresOf(results, scheme).micro.f1;
      if (profile.wholeCorpus) this.compare(table, accountsIn(results));
      return [{ name, scheme, f1: all.f1, ours, mentions: this.mentions.get(name) ?? 0 }];
    });
    return { profile, result, tables };
  }
}

/** What a scorer answers, or why it does not. */
function unlessRefused<T>(ask: () => T): { readonly value?: T; readonly refused?: string } {
  try {
    return { value: ask() };
  } catch (error) {
    if (error instanceof NerEvalError) return { refused: error.message };
    throw error;
  }
}

interface Losses {
  readonly untagged: number;
  readonly untouching: number;
  readonly joined: number;
  readonly unplaced: number;
  readonly overlapping: number;
}

function lossWarnings(losses: Losses, profiles: readonly Profile[]): Warning[] {
  const { untagged, untouching, joined, unplaced, overlapping } = losses;
  const flat = profiles.filter(({ flatOnly }) => flatOnly !== undefined);
  return [
    ...(untagged > 0 ? [spansUntagged(untagged)] : []),
    ...(untouching > 0 ? [spansWithoutToken(untouching)] : []),
    ...(unplaced > 0 ? [predictionsUnplaced(unplaced)] : []),
    ...(joined > 0 ? [spansInPieces(joined)] : []),
    ...(overlapping > 0 ? flat.map(({ name, flatOnly }) => spansOverlapping(overlapping, name, flatOnly!)) : []),
  ];
}
