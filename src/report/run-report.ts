/** The report of a run: scores by type, every scheme, the errors, the boundaries. */
import type { Habit } from "../score/edges.ts";
import { type Results, scoresOf } from "../score/results.ts";
import type { Score, ScoreRow } from "../score/scores.ts";
import { printSignature } from "../score/signature.ts";
import { confidenceBlocks, thresholdFacts } from "./confidence-report.ts";
import { confusionBlocks } from "./confusion-report.ts";
import { coefficient, counted, distance, grouped, percent } from "./numbers.ts";
import type { Run, View } from "./run.ts";
import type { Column, Facts, Report, Table } from "./table.ts";

/** How many habits are shown. */
const HABITS = 5;

/** The report of a run under a view. */
export function runReport(run: Run, view: View): Report {
  const { results, tagging } = run;
  const { micro } = results.scores.strict;
  const size = [counted(results.documents, "document"), counted(micro.possible, "gold span")];
  const taught = tagging?.training === undefined ? "" : ` · ${tagging.training}`;
  return {
    title: [run.name, ...size, `${grouped(micro.actual)} predicted`].join(" · "),
    subtitle: tagging && `tagged by ${tagging.tagger}${taught}`,
    blocks: [
      typeTable(results, view),
      ...typeNotes(run, view),
      schemeTable(results, view),
      [
        ...errorFacts(results),
        ...averageFacts(results, view),
        ...tokenFacts(results, view),
        ...droppedFacts(run),
        ...thresholdFacts(run.alignment),
        ...repairedFacts(run),
      ],
      ...edgeBlocks(results),
      ...(view.confusion ? confusionBlocks(results.confusion, view.confusion, view.digits) : []),
      ...(results.confidence ? confidenceBlocks(results.confidence, view.digits) : []),
    ],
    notes: [printSignature(run.signature)],
  };
}

function scoreColumns({ beta = 1 }: View): Column[] {
  return ["Precision", "Recall", "F1", ...(beta === 1 ? [] : [`F${beta}`])].map((title) => ({ title, align: "right" }));
}

function typeTable(results: Results, view: View): Table {
  const { schemes, digits } = view;
  const scheme = schemes[0]!;
  const { micro, macro, weighted, types } = scoresOf(results, scheme);
  const counts: readonly { readonly of: (row: ScoreRow) => number; readonly column: Column }[] = [
    { of: ({ possible }) => possible, column: { title: "Gold", align: "right", keep: 3 } },
    { of: ({ actual }) => actual, column: { title: "Pred", align: "right", keep: 2 } },
    { of: ({ correct }) => correct, column: { title: "Correct", align: "right", keep: 1 } },
    // Half points: without them nobody could check the score against its counts.
    ...(scheme === "partial"
      ? [{ of: ({ partial }: ScoreRow) => partial, column: { title: "Partial", align: "right", keep: 0 } as const }]
      : []),
  ];
  const row = (name: string, score: ScoreRow) => ({
    cells: [name, ...scoreCells(score, digits), ...counts.map(({ of }) => String(of(score)))],
  });
  const mean = (name: string, score: Score) => ({
    cells: [name, ...scoreCells(score, digits), ...counts.map(() => "")],
  });
  return {
    columns: [
      { title: scheme === "strict" ? "Type" : `Type (${scheme})`, align: "left" },
      ...scoreColumns(view),
      ...counts.map(({ column }) => column),
    ],
    rows: [
      { ...row("ALL", micro), strong: true },
      ...types.map((score) => row(score.type, score)),
      ...(types.length > 1 ? [mean("macro", macro), mean("weighted", weighted)] : []),
    ],
  };
}

/** What must be known to check the table by hand: averages that leave types out, pairs that count at two types. */
function typeNotes({ results, signature }: Run, { schemes }: View): (readonly Facts[])[] {
  const { types } = scoresOf(results, schemes[0]!);
  const notes: Facts[] = [];
  const averages = (["precision", "recall"] as const).flatMap((score) => {
    const defined = types.filter((row) => row[score] !== undefined).length;
    return defined < types.length ? [`${score} over ${defined} of ${types.length} types`] : [];
  });
  if (averages.length > 0 && types.length > 1 && signature.undefined === "skip")
    notes.push({ label: "Averages", facts: averages });
  if (types.some(({ correct, partial, system }) => correct !== system.correct || partial !== system.partial))
    notes.push({ label: "Mixed pairs", facts: ["counted at the gold type", "for precision at the predicted type"] });
  return notes.length > 0 ? [notes] : [];
}

function schemeTable(results: Results, view: View): Table {
  const { schemes, digits } = view;
  const count = (title: string, keep: number): Column => ({ title, align: "right", keep });
  return {
    columns: [
      { title: "Scheme", align: "left" },
      ...scoreColumns(view),
      ...["COR", "INC", "PAR", "MIS", "SPU"].map((title, i) => count(title, 5 - i)),
    ],
    rows: schemes.map((scheme) => {
      const { micro } = scoresOf(results, scheme);
      const { correct, incorrect, partial, missed, spurious } = micro;
      const counts = [correct, incorrect, partial, missed, spurious].map(String);
      return { cells: [scheme, ...scoreCells(micro, digits), ...counts] };
    }),
  };
}

function scoreCells({ precision, recall, f1, ...rest }: Score, digits: number): string[] {
  const values = [precision, recall, f1, ...("fbeta" in rest ? [rest.fbeta] : [])];
  return values.map((value) => percent(value, digits));
}

/** What a document gets on average in the first scheme, where there is more than one. */
function averageFacts(results: Results, { schemes, digits }: View): Facts[] {
  if (results.documents < 2) return [];
  const average = scoresOf(results, schemes[0]!).documents;
  const facts = (["precision", "recall", "f1"] as const).map((name) => {
    const { mean, sd } = average[name];
    return `${{ precision: "P", recall: "R", f1: "F1" }[name]} ${percent(mean, digits)} ± ${percent(sd, digits)}`;
  });
  return [{ label: "By document", facts: [...facts, "mean ± sd"] }];
}

function tokenFacts({ tokens, errors }: Results, { digits }: View): Facts[] {
  const { count, accuracy, kappa, matthews } = tokens;
  const agreement = [`kappa ${coefficient(kappa)}`, `Matthews ${coefficient(matthews)}`];
  return [
    { label: `Tokens (${count})`, facts: [`accuracy of tags ${percent(accuracy, digits)}`, ...agreement] },
    { label: "Error rate", facts: [`slot error rate ${percent(errors.slotErrorRate, digits)}`] },
  ];
}

function errorFacts({ errors, boundary }: Results): Facts[] {
  const { boundary: off, type, both, missed, spurious } = errors.all;
  const total = off + type + both + missed + spurious;
  const kinds = new Map(boundary.kinds.map(({ kind, count }) => [kind, count]));
  const of = (kind: string) => kinds.get(kind) ?? 0;
  const facts: Facts[] = [
    {
      label: `Errors (${total})`,
      facts: [`boundary ${off}`, `type ${type}`, `both ${both}`, `missed ${missed}`, `spurious ${spurious}`],
    },
  ];
  if (off > 0) {
    facts.push({
      label: `Boundary (${off})`,
      facts: [
        `left −${of("left-short")}`,
        `left +${of("left-long")}`,
        `right −${of("right-short")}`,
        `right +${of("right-long")}`,
      ],
    });
    const gaps = of("gaps") > 0 ? [`gaps ${of("gaps")}`] : [];
    const shifted = of("shifted-left") + of("shifted-right");
    facts.push({
      label: "",
      facts: [`inside ${of("inside")}`, `around ${of("around")}`, `shifted ${shifted}`, ...gaps],
    });
  }
  // A line of their own: they are spans in pieces, whatever their types, and no part of the sum above.
  const { split, merged } = boundary;
  if (split + merged > 0) facts.push({ label: "Pieces", facts: [`split ${split}`, `merged ${merged}`] });
  return facts;
}

/** What is not scored, by reason, side and type, and the spans that repeat another. */
function droppedFacts({ alignment, signature }: Run): Facts[] {
  const sides = ["gold", "pred"] as const;
  const byType = (what: "dropped" | "ignored") =>
    sides.flatMap((side) => alignment[side][what].map(({ type, count }) => `${side} ${type} ${count}`));
  const bySide = (what: "unannotated" | "duplicates") =>
    sides.filter((side) => alignment[side][what] > 0).map((side) => `${side} ${alignment[side][what]}`);
  const { unannotated } = alignment.documents;
  const documents = unannotated > 0 ? [counted(unannotated, "document")] : [];
  return [
    { label: "Left out", facts: byType("dropped") },
    { label: "Ignored", facts: byType("ignored") },
    { label: "Unannotated", facts: [...documents, ...bySide("unannotated")] },
    { label: signature.duplicates === "drop" ? "Copies left out" : "Copies", facts: bySide("duplicates") },
  ].filter(({ facts }) => facts.length > 0);
}

/** The illegal tags that were repaired, by side and kind. */
function repairedFacts({ alignment: { repaired = {} } }: Run): Facts[] {
  const facts = (["gold", "pred"] as const).flatMap((side) =>
    (repaired[side]?.kinds ?? []).map(({ kind, count }) => `${side} ${kind} ${count}`),
  );
  return facts.length > 0 ? [{ label: "Repaired tags", facts }] : [];
}

const edgeNames = new Map([
  ["left-short", "left, too short (−)"],
  ["left-long", "left, too long (+)"],
  ["right-short", "right, too short (−)"],
  ["right-long", "right, too long (+)"],
]);

function edgeBlocks({ boundary }: Results): (Table | Facts[])[] {
  if (boundary.total === 0) return [];
  const right = (title: string, keep?: number): Column => ({
    title,
    align: "right",
    ...(keep === undefined ? {} : { keep }),
  });
  const edges: Table = {
    columns: [
      { title: "Edge off", align: "left" },
      right("Times"),
      right("Tokens, mean", 4),
      right("max", 2),
      right("Characters, mean", 3),
      right("max", 1),
    ],
    rows: boundary.edges.map(({ edge, count, tokens, characters }) => ({
      cells: [
        edgeNames.get(edge)!,
        String(count),
        distance(tokens.mean),
        String(tokens.max ?? "–"),
        distance(characters.mean),
        String(characters.max ?? "–"),
      ],
    })),
  };
  const repeated = boundary.habits.filter(({ count }) => count > 1).slice(0, HABITS);
  const habits = repeated.map((habit, i): Facts => ({ label: i === 0 ? "Habits" : "", facts: [sayHabit(habit)] }));
  return habits.length > 0 ? [edges, habits] : [edges];
}

function sayHabit({ gold, pred, count }: Habit): string {
  return `"${gold}" → "${pred}" ×${count}`;
}
