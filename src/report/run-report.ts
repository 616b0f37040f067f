/** The report of a run: scores by type, every scheme, the errors, the boundaries. */
import type { Habit } from "../score/edges.ts";
import type { Results } from "../score/results.ts";
import type { Score, ScoreRow } from "../score/scores.ts";
import { printSignature } from "../score/signature.ts";
import { counted, distance, percent } from "./numbers.ts";
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
    title: [run.name, ...size, `${counted(micro.actual, "span").replace(/ spans?$/, "")} predicted`].join(" · "),
    subtitle: tagging && `tagged by ${tagging.tagger}${taught}`,
    blocks: [
      typeTable(results, view),
      schemeTable(results, view),
      [...errorFacts(results), ...droppedFacts(run)],
      ...edgeBlocks(results),
    ],
    notes: [printSignature(run.signature)],
  };
}

const scoreColumns: readonly Column[] = [
  { title: "Precision", align: "right" },
  { title: "Recall", align: "right" },
  { title: "F1", align: "right" },
];

function typeTable({ scores }: Results, { schemes, digits }: View): Table {
  const scheme = schemes[0]!;
  const { micro, macro, weighted, types } = scores[scheme];
  const row = (name: string, score: ScoreRow) => ({
    cells: [name, ...scoreCells(score, digits), String(score.possible), String(score.actual), String(score.correct)],
  });
  const mean = (name: string, score: Score) => ({ cells: [name, ...scoreCells(score, digits), "", "", ""] });
  return {
    columns: [
      { title: scheme === "strict" ? "Type" : `Type (${scheme})`, align: "left" },
      ...scoreColumns,
      { title: "Gold", align: "right", keep: 3 },
      { title: "Pred", align: "right", keep: 2 },
      { title: "Correct", align: "right", keep: 1 },
    ],
    rows: [
      { ...row("ALL", micro), strong: true },
      ...types.map((score) => row(score.type, score)),
      ...(types.length > 1 ? [mean("macro", macro), mean("weighted", weighted)] : []),
    ],
  };
}

function schemeTable({ scores }: Results, { schemes, digits }: View): Table {
  const count = (title: string, keep: number): Column => ({ title, align: "right", keep });
  return {
    columns: [
      { title: "Scheme", align: "left" },
      ...scoreColumns,
      ...["COR", "INC", "PAR", "MIS", "SPU"].map((title, i) => count(title, 5 - i)),
    ],
    rows: schemes.map((scheme) => {
      const { micro } = scores[scheme];
      const { correct, incorrect, partial, missed, spurious } = micro;
      const counts = [correct, incorrect, partial, missed, spurious].map(String);
      return { cells: [scheme, ...scoreCells(micro, digits), ...counts] };
    }),
  };
}

function scoreCells({ precision, recall, f1 }: Score, digits: number): string[] {
  return [precision, recall, f1].map((value) => percent(value, digits));
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
  if (off === 0) return facts;
  return [
    ...facts,
    {
      label: `Boundary (${off})`,
      facts: [
        `left −${of("left-short")}`,
        `left +${of("left-long")}`,
        `right −${of("right-short")}`,
        `right +${of("right-long")}`,
      ],
    },
    {
      label: "",
      facts: [
        `inside ${of("inside")}`,
        `around ${of("around")}`,
        `shifted ${of("shifted-left") + of("shifted-right")}`,
        `split ${boundary.split}`,
        `merged ${boundary.merged}`,
        ...(of("gaps") > 0 ? [`gaps ${of("gaps")}`] : []),
      ],
    },
  ];
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
