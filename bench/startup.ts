/** Starting: the CPU time of ner-eval where there is next to nothing to do, beside a Node that does nothing. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { markdownTable } from "markdown-table";
import type { Runner } from "./process.ts";

/** How long it may take beside a Node that does nothing: so many times as long, or so many milliseconds more. */
const AIMS = { version: 1.2, documents: 80 };

const TEXTS = ["Ada Moen met Halden in Bergen.", "Bo Li left Oslo.", "Vik & Sons hired Ada Moen."];

/** Runs Node, the version and a score of three documents in turn. The first round is for warming up. */
export async function startupTable(program: string, folder: string, rounds: number, runner: Runner): Promise<string> {
  const { gold, preds } = writeDocuments(folder);
  const score = [program, "--gold", gold, "--pred", preds];
  const nothing: number[] = [];
  const version: number[] = [];
  const table: number[] = [];
  const json: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    for (const [times, args] of [
      [nothing, ["-e", "0"]],
      [version, [program, "--version"]],
      [table, score],
      [json, [...score, "-f", "json"]],
    ] as const) {
      const time = await runner.cpuTime(args);
      if (round > 0) times.push(time);
    }
    refuseWrong(runner.answer());
  }
  const base = median(nothing);
  const row = (what: string, times: readonly number[], aim: string, met: boolean) => {
    const time = median(times);
    const least = Math.min(...times) - Math.min(...nothing);
    return [
      ...[what, time.toFixed(1), (time / base).toFixed(2), signed(time - base), signed(least)],
      `${aim}: ${met ? "met" : "not met"}`,
    ];
  };
  const scored = (what: string, times: readonly number[]) =>
    row(what, times, `+${AIMS.documents}`, median(times) - base <= AIMS.documents);
  return markdownTable(
    [
      ["Start", "CPU, ms", "Ratio", "Difference", "Of the fastest", "At most"],
      ["node -e 0", base.toFixed(1), "1.00", "", "", ""],
      row("--version", version, `${AIMS.version} ×`, median(version) <= AIMS.version * base),
      scored("3 documents, table", table),
      scored("3 documents, -f json", json),
    ],
    { align: ["l", "r", "r", "r", "r", "r"] },
  );
}

/** Three documents in the bracket format, and predictions of which each has one that is right. */
function writeDocuments(folder: string): { gold: string; preds: string } {
  const gold = join(folder, "three");
  mkdirSync(gold);
  for (const [i, text] of TEXTS.entries()) {
    const [first, ...others] = text.split(" ");
    writeFileSync(join(gold, `${i}.txt`), `[PER ${first}] ${others.join(" ")}\n`);
  }
  const preds = join(folder, "three.jsonl");
  const records = TEXTS.map((text, i) => {
    const end = text.indexOf(" ");
    return { id: String(i), entities: [0, end + 1].map((start) => [start, start + end, "PER"]) };
  });
  writeFileSync(preds, records.map((record) => `${JSON.stringify(record)}\n`).join(""));
  return { gold, preds };
}

/** A fast wrong answer is none. */
function refuseWrong(answer: unknown): void {
  const { alignment } = answer as { alignment: { documents: { paired: number } } };
  const { paired } = alignment.documents;
  if (paired !== TEXTS.length) throw new Error(`ner-eval saw ${paired} documents; there are ${TEXTS.length}`);
}

function signed(difference: number): string {
  return (difference < 0 ? "" : "+") + difference.toFixed(1);
}

function median(times: readonly number[]): number {
  const sorted = times.toSorted((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
}
