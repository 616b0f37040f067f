/**
 * ner-eval beside its peers: whole processes on the same documents, in turn, as ratios of medians.
 *
 * `npm run bench:peers -- --sizes 100000,1000000 --rounds 3`
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { markdownTable } from "markdown-table";
import { parseBracket } from "../../src/formats/bracket/bracket.ts";
import { writeCorpus } from "../corpus.ts";
import { type Cost, Runner } from "../process.ts";
import { type Entity, writeInputs } from "./inputs.ts";
import { installPeers, type Peer } from "./install.ts";
import { stressCases } from "./stress.ts";
import { testsBeside } from "./tests.ts";

/** A peer that takes longer is stopped, in milliseconds. */
const LIMIT = 60_000;

/** How far F1 may differ: the last digits of a double. */
const TOLERANCE = 1e-12;

const root = fileURLToPath(new URL("../..", import.meta.url));
const { values } = parseArgs({
  options: { sizes: { type: "string", default: "100000,1000000" }, rounds: { type: "string", default: "5" } },
});
const folder = mkdtempSync(join(tmpdir(), "ner-eval-peers-"));
try {
  await main();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function main(): Promise<void> {
  const peers = installPeers();
  const runner = new Runner(folder);
  console.log(`Node ${process.version}, ${values.rounds} rounds\n`);
  const rows = [["Documents", "Scorer", "Time", "Memory", "F1"]];
  for (const size of values.sizes.split(",").map(Number)) {
    const place = join(folder, String(size));
    mkdirSync(place);
    const { gold, preds } = writeCorpus(place, size, "1");
    await writeInputs(
      place,
      "gold",
      linesOf(gold).map((line) => parseBracket(line)),
    );
    await writeInputs(place, "pred", predictedIn(gold, preds));
    // The peers draw nothing, either.
    const args = ["--gold", gold, "--document", "line", "--pred", preds, "-f", "json", "--resamples", "0"];
    rows.push(...(await compare(`${size} tokens`, place, args, peers, runner, Number(values.rounds))));
  }
  for (const { title, documents } of stressCases()) {
    const times: number[] = [];
    for (const { half, gold, pred, text } of documents) {
      const place = join(folder, `${title} ${half}`);
      mkdirSync(place);
      const files = [join(place, "gold.jsonl"), join(place, "pred.jsonl")] as const;
      writeFileSync(files[0], `${JSON.stringify({ id: "1", text, entities: gold })}\n`);
      writeFileSync(files[1], `${JSON.stringify({ id: "1", entities: pred })}\n`);
      await writeInputs(place, "gold", [{ text, spans: gold }]);
      await writeInputs(place, "pred", [{ text, spans: pred }]);
      const args = ["--gold", files[0], "--pred", files[1], "-f", "json", "--resamples", "0"];
      if (half) times.push((await runner.run(join(root, "dist", "bin.cjs"), args)).time);
      else {
        times.push((await runner.run(join(root, "dist", "bin.cjs"), args)).time);
        rows.push(...(await compare(title, place, args, peers, runner, 1)));
      }
    }
    console.log(`${title}: ner-eval takes ${(times[1]! / times[0]!).toFixed(1)} times as long as for half of it`);
  }
  console.log(`\n${markdownTable(rows, { align: ["l", "l", "r", "r", "l"] })}`);
  const tests = await testsBeside(folder, Number(values.rounds));
  if (tests !== undefined) console.log(`\n${tests}`);
}

/** A table row for every scorer on one set of documents; times and memory as multiples of ner-eval's. */
async function compare(
  title: string,
  place: string,
  args: readonly string[],
  peers: readonly Peer[],
  runner: Runner,
  rounds: number,
): Promise<string[][]> {
  const own: Cost[] = [];
  const others = new Map<Peer, Cost[]>();
  const scores = new Map<Peer, number>();
  const stopped = new Set<Peer>();
  let f1 = Number.NaN;
  for (let round = 0; round < rounds; round++) {
    own.push(await runner.run(join(root, "dist", "bin.cjs"), args));
    f1 = (runner.answer() as { scores: { strict: { micro: { f1: number } } } }).scores.strict.micro.f1;
    for (const peer of peers) {
      if (stopped.has(peer)) continue;
      const inputs = ["gold", "pred"].map((side) =>
        join(place, `${side}.${peer.reads === "conll" ? "conll" : "spans.jsonl"}`),
      );
      const cost = await runner.execute(peer.python, [peer.driver, ...inputs], LIMIT);
      if (!cost) stopped.add(peer);
      else {
        others.set(peer, [...(others.get(peer) ?? []), cost]);
        scores.set(peer, runner.answer() as number);
      }
    }
  }
  const rows = peers.map((peer) => {
    const costs = others.get(peer);
    if (!costs || stopped.has(peer)) return [title, peer.name, `> ${LIMIT / 1000} s`, "", ""];
    const agrees = Math.abs(scores.get(peer)! - f1) <= TOLERANCE;
    const times = median(costs.map(({ time }) => time)) / median(own.map(({ time }) => time));
    const memory = median(costs.map((cost) => cost.memory)) / median(own.map((cost) => cost.memory));
    return [
      title,
      peer.name,
      times.toFixed(1),
      memory.toFixed(1),
      agrees ? "F1 agrees" : `${scores.get(peer)}, not ${f1}`,
    ];
  });
  return [[title, "ner-eval", "1", "1", ""], ...rows];
}

function linesOf(path: string): string[] {
  return readFileSync(path, "utf8").trimEnd().split("\n");
}

function predictedIn(gold: string, preds: string): { text: string; spans: Entity[] }[] {
  const lines = linesOf(preds);
  return linesOf(gold).map((line, i) => ({
    text: parseBracket(line).text,
    spans: (JSON.parse(lines[i]!) as { entities: Entity[] }).entities,
  }));
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
}
