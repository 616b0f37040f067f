/** The report of a run: scores by type, every scheme, the errors, the boundaries. */
import type { Habit } from "../count/habits.ts";
import { errorKinds } from "../match/kinds.ts";
import { counted, grouped } from "../messages/words.ts";
import type { Run } from "../run/run.ts";
import { printSignature } from "../run/signature.ts";
import { type Results, scoresOf } from "../score/results.ts";
import { hasEvents } from "../score/schemes/fair.ts";
import { confidenceBlocks, thresholdFacts } from "./confidence-report.ts";
import { confusionBlocks } from "./confusion-report.ts";
import { groundingFacts } from "./grounding-report.ts";
import { coefficient, distance, percent } from "./numbers.ts";
import { nestingBlocks, schemeTable, typeNotes, typeTable } from "./score-tables.ts";
import type { Column, Facts, Report, Table } from "./table.ts";
import { usualView, type View } from "./view.ts";

/** How many habits are shown. */
const HABITS = 5;

/** The report of a run under a view. */
export function runReport(run: Run, view: View = { ...usualView, beta: run.signature.beta ?? 1 }): Report {
  const { tagging } = run;
  const taught = tagging?.training === undefined ? "" : ` · ${tagging.training}`;
  return {
    title: runTitle(run),
    subtitle: tagging && `tagged by ${tagging.tagger}${taught}`,
    blocks: [
      typeTable(run, view),
      ...typeNotes(run, view),
      schemeTable(run, view),
      [
        ...errorFacts(run),
        ...costFacts(run),
        ...fairFacts(run, view),
        ...averageFacts(run, view),
        ...tokenFacts(run, view),
        ...textFacts(run),
        ...badSpanFacts(run),
        ...droppedFacts(run),
        ...thresholdFacts(run.alignment),
        ...groundingFacts(run.alignment, run, view.digits),
        ...repairedFacts(run),
      ],
      ...nestingBlocks(run, view),
      ...edgeBlocks(run),
      ...(view.confusion ? confusionBlocks(run.confusion, view.confusion, view.digits) : []),
      ...(run.confidence ? confidenceBlocks(run.confidence, view.digits) : []),
    ],
    notes: [printSignature(run.signature)],
  };
}

/** What a run is called, and how large it is. */
export function runTitle({ name, scores, documents }: Run): string {
  const { gold, pred } = scores.strict.micro;
  const size = [counted(documents, "document"), counted(gold, "gold span")];
  return [name, ...size, `${grouped(pred)} predicted`].join(" · ");
}

/** What a document gets on average in the first scheme, where there is more than one. */
function averageFacts(results: Results, { schemes, digits }: View): Facts[] {
  const average = scoresOf(results, schemes[0]!).documents;
  if (results.documents < 2 || !average) return [];
  const facts = (["precision", "recall", "f1"] as const).map((name) => {
    const { mean, sd } = average[name];
    return `${{ precision: "P", recall: "R", f1: "F1" }[name]} ${percent(mean, digits)} ± ${percent(sd, digits)}`;
  });
  return [{ label: "Documents ± sd", facts }];
}

/** FairEval's events, where its scores are shown. */
function fairFacts(results: Results, { schemes }: View): Facts[] {
  const shown = schemes.map((scheme) => scoresOf(results, scheme).micro).find(hasEvents);
  if (!shown) return [];
  const { TP, LE, BES, BEL, BEO, LBE, FN, FP } = shown.events;
  const { gold, pred } = results.fair.repeated;
  const facts: Facts[] = [
    { label: "FairEval", facts: named({ TP, LE, BE: BES + BEL + BEO, LBE, FN, FP }) },
    { label: "", facts: named({ BES, BEL, BEO }) },
  ];
  if (gold + pred > 0)
    facts.push({ label: "", facts: [`in several events: ${counted(gold, "gold span")}, ${grouped(pred)} predicted`] });
  return facts;
}

function tokenFacts({ tokens, errors }: Results, { digits }: View): Facts[] {
  const { count, accuracy, kappa, matthews } = tokens;
  const agreement = [`kappa ${coefficient(kappa)}`, `Matthews ${coefficient(matthews)}`];
  return [
    { label: `Tokens (${grouped(count)})`, facts: [`accuracy of tags ${percent(accuracy, digits)}`, ...agreement] },
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
      label: `Errors (${grouped(total)})`,
      facts: named({ boundary: off, type, both, missed, spurious }),
    },
  ];
  if (off > 0) {
    facts.push({
      label: `Boundary (${grouped(off)})`,
      facts: [
        `left −${grouped(of("left-short"))}`,
        `left +${grouped(of("left-long"))}`,
        `right −${grouped(of("right-short"))}`,
        `right +${grouped(of("right-long"))}`,
      ],
    });
    const shifted = of("shifted-left") + of("shifted-right");
    const gaps = of("gaps") > 0 ? { gaps: of("gaps") } : {};
    facts.push({ label: "", facts: named({ inside: of("inside"), around: of("around"), shifted, ...gaps }) });
  }
  // A line of their own: they are spans in pieces, whatever their types, and no part of the sum above.
  const { split, merged } = boundary;
  if (split + merged > 0) facts.push({ label: "Pieces", facts: named({ split, merged }) });
  return facts;
}

/** What fixing each kind of error would add to strict F1, the most first. */
function costFacts({ errors: { all, cost } }: Results): Facts[] {
  const gains = errorKinds.flatMap((kind) =>
    all[kind] > 0 && cost[kind] !== undefined ? [[kind, cost[kind]] as const] : [],
  );
  const facts = gains
    .sort(([, a], [, b]) => b - a)
    .map(([kind, gain], i) => `${i === 0 ? "fixing " : ""}${kind} +${percent(gain, 1)}${i === 0 ? " F1" : ""}`);
  return facts.length > 0 ? [{ label: "Cost", facts }] : [];
}

/** Counts behind their names: `split 6`. */
function named(counts: { readonly [name: string]: number }): string[] {
  return Object.entries(counts).map(([name, count]) => `${name} ${grouped(count)}`);
}

/** What became of predictions that were made on other renderings of the texts. */
function textFacts({ alignment: { texts } }: Run): Facts[] {
  if (!texts) return [];
  const { documents, truncated, unlike, exact, snapped, unprojectable } = texts;
  const whole = named({ ...(truncated > 0 && { truncated }), ...(unlike > 0 && { unlike }) });
  return [
    { label: `Other texts (${grouped(documents)})`, facts: [...named({ exact, snapped, unprojectable }), ...whole] },
  ];
}

/** What got another type, and what is not scored, by reason, side and type, and the spans that repeat another. */
function droppedFacts({ alignment, signature }: Run): Facts[] {
  const sides = ["gold", "pred"] as const;
  const byType = (what: "dropped" | "ignored") =>
    sides.flatMap((side) => alignment[side][what].map(({ type, count }) => `${side} ${type} ${grouped(count)}`));
  const bySide = (what: "unannotated" | "duplicates") =>
    sides.filter((side) => alignment[side][what] > 0).map((side) => `${side} ${grouped(alignment[side][what])}`);
  const { unannotated, unpredicted } = alignment.documents;
  const { unknown } = alignment.pairing;
  const alone = [
    ...(signature.unpredicted && unpredicted > 0
      ? [`${counted(unpredicted, "document")} without predictions (gold ${grouped(alignment.gold.unpaired)})`]
      : []),
    ...(unknown.documents > 0
      ? [`${counted(unknown.documents, "prediction")} without gold (pred ${grouped(unknown.spans)})`]
      : []),
  ];
  const renamed = sides.flatMap((side) =>
    (alignment[side].renamed ?? []).map(({ from, to, count }) => `${side} ${from} → ${to} ${grouped(count)}`),
  );
  const documents = unannotated > 0 ? [counted(unannotated, "document")] : [];
  return [
    { label: "Renamed", facts: renamed },
    { label: "Left out", facts: [...alone, ...byType("dropped")] },
    { label: "Ignored", facts: byType("ignored") },
    { label: "Unannotated", facts: [...documents, ...bySide("unannotated")] },
    { label: signature.duplicates === "drop" ? "Copies left out" : "Copies", facts: bySide("duplicates") },
  ].filter(({ facts }) => facts.length > 0);
}

/** What became of spans that cannot be right, by side. */
function badSpanFacts({ alignment: { badSpans = {} } }: Run): Facts[] {
  const facts = (["gold", "pred"] as const).flatMap((side) => {
    const { placed = 0, spurious = 0, skipped = 0 } = badSpans[side] ?? {};
    return [
      ...(placed > 0 ? [`${side} placed ${grouped(placed)}`] : []),
      ...(spurious > 0 ? [`${side} spurious ${grouped(spurious)}`] : []),
      ...(skipped > 0 ? [`${side} left out ${grouped(skipped)}`] : []),
    ];
  });
  return facts.length > 0 ? [{ label: "Bad spans", facts }] : [];
}

/** The illegal tags that were repaired, by side and kind. */
function repairedFacts({ alignment: { repaired = {} } }: Run): Facts[] {
  const facts = (["gold", "pred"] as const).flatMap((side) =>
    (repaired[side]?.kinds ?? []).map(({ kind, count }) => `${side} ${kind} ${grouped(count)}`),
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
