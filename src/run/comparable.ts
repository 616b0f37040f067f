/** Comparable: whether the numbers of saved runs may stand side by side, and in what they differ. */
import { NerEvalError } from "../corpus/error.ts";
import type { Warning } from "../corpus/issue.ts";
import { incomparableBecause } from "../messages/comparison.ts";
import { runLayoutsDiffer, runVersionsDiffer } from "../messages/saved-runs.ts";
import { DIGEST, type Digest, goldDigests, type Input } from "./inputs.ts";
import { decidingOptions, type Option } from "./options.ts";
import { RUN_SCHEMA } from "./run.ts";
import type { Signature } from "./signature.ts";

/** What is compared of a run. */
export interface Identity {
  readonly name: string;
  readonly signature: Signature;
  readonly inputs: readonly Input[];
}

/** One thing in which two runs differ, as it is with the one and with the other. */
export interface Difference {
  readonly what: string;
  readonly a: string;
  readonly b: string;
}

/**
 * In what two runs differ that must be alike for their numbers to be compared: the gold, and every rule that is no
 * choice of the one system. Thresholds and the renaming of predicted types are such choices, and may differ.
 */
export function differencesBetween(a: Identity, b: Identity): Difference[] {
  const [golds, others] = goldOf(a, b);
  const [one, other] = [comparedOf(a, golds), comparedOf(b, others)];
  const names = [...new Set([...one.keys(), ...other.keys()])];
  const same = (name: string) => (one.get(name)?.key ?? "") === (other.get(name)?.key ?? "");
  const counts = (name: string) => !ifBoth.has(name) || (one.has(name) && other.has(name));
  return names
    .filter((name) => !same(name) && counts(name))
    .map((what) => ({ what, a: one.get(what)?.text ?? "–", b: other.get(what)?.text ?? "–" }));
}

/** That two runs are not to be compared, and why; undefined where they are. */
export function incomparable(a: Identity, b: Identity): string | undefined {
  const differences = differencesBetween(a, b);
  if (differences.length === 0) return undefined;
  return incomparableBecause(a.name, b.name, differences);
}

/** What is to be said where runs were written by several versions. */
export function versionWarnings(runs: readonly Identity[]): Warning[] {
  const versions = [...new Set(runs.map(({ signature }) => signature.version))];
  return versions.length < 2 ? [] : [runVersionsDiffer(versions)];
}

/**
 * Refuses two saved runs of different layouts: what counts in the one may be counted in another way in the other.
 *
 * @throws NerEvalError `runs-differ`.
 */
export function refuseOtherLayout(a: Layout, b: Layout): void {
  if (a.layout === b.layout) return;
  const older = [a, b].find(({ layout }) => layout !== RUN_SCHEMA) ?? a;
  throw new NerEvalError(runLayoutsDiffer(a, b, older.source));
}

/** The layout in which a run was saved, and what messages call it. */
export interface Layout {
  readonly source: string;
  readonly layout: string;
}

/** The digests of the gold of two runs, by an algorithm that both have, if there is one. */
function goldOf(a: Identity, b: Identity): [Digest, Digest] {
  const [one, other] = [goldDigests(a.inputs), goldDigests(b.inputs)];
  for (const first of one) {
    const second = other.find(({ algorithm }) => algorithm === first.algorithm);
    if (second) return [first, second];
  }
  const none: Digest = { algorithm: DIGEST, value: "" };
  return [one[0] ?? none, other[0] ?? none];
}

/** What is compared, by name, and how it is told. Gold is the same whatever its files are called. */
function comparedOf(
  { signature, inputs }: Identity,
  { algorithm, value: digest }: Digest,
): Map<string, { readonly key: string; readonly text: string }> {
  const gold = inputs.filter(({ role }) => role === "gold");
  const spans = gold.reduce((sum, input) => sum + input.spans, 0);
  const told = `${spans} spans in ${gold.map(({ path }) => path).join(", ")}, ${algorithm} ${digest.slice(0, 12)}…`;
  const values = rules.map((rule) => [rule.alike!, comparedValue(rule, signature)] as const);
  const said = values.filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0));
  return new Map([
    ["gold", { key: `${algorithm}:${digest}`, text: told }],
    ["documents", { key: String(signature.documents), text: String(signature.documents) }],
    ...said.map(([name, value]) => [name, { key: String(value), text: String(value) }] as const),
  ]);
}

/** The options that must be alike. */
const rules: readonly Option[] = decidingOptions.filter((option: Option) => option.alike !== undefined);
/** Those that say nothing of a side to which they do not apply, such as tags. */
const ifBoth = new Set(rules.filter(({ alikeIf }) => alikeIf === "both").map(({ alike }) => alike));

/** The value of an option, as far as it is about gold; in a list of names the order makes no difference. */
function comparedValue({ key, type }: Option, signature: Signature): unknown {
  const value = signature[key as keyof Signature];
  if (!Array.isArray(value)) return value;
  // UTF-16 is what the gold has anyway.
  if (key === "goldOffsets") return value.join() === "utf16" ? undefined : value;
  const sided = type === "renamings" || type === "tag-schemes" || type === "bad-spans";
  const ofGold = sided ? value.filter((item: string) => !item.startsWith("pred:")) : value;
  return type === "names" || type === "renamings" ? [...ofGold].sort() : ofGold;
}
