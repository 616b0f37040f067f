/** Sentences: what a comparison comes to, in plain words that a table or a paper can do with. */

import type { Comparison, PairResult } from "../../analyze/comparison.ts";
import type { Warning } from "../../corpus/issue.ts";
import { schemesDisagree } from "../../messages/comparison.ts";
import { byCount, counted, grouped, listed, these } from "../../messages/words.ts";
import type { Adjustment } from "../../stats/adjust.ts";
import { pValue, shortNumber } from "../numbers.ts";
import { isSignificant, isTestable, pairOf } from "./compared.ts";

/** `crf is better than base. llm is not distinguishable from base on these 216 documents.` */
export function verdicts(compared: Comparison, metric: string): string[] {
  const { baseline, systems, unit, units } = compared;
  const others = systems.slice(1).map(({ name }) => ({ name, verdict: verdictOf(compared, name, metric) }));
  const those = (verdict: Verdict) => others.filter((other) => other.verdict === verdict).map(({ name }) => name);
  const sentence = (verdict: Verdict, rest: string) => {
    const names = those(verdict);
    return names.length === 0 ? [] : [`${listed(names)} ${byCount(names.length, "is", "are")} ${rest}.`];
  };
  return [
    ...sentence("better", `better than ${baseline}`),
    ...sentence("same", `not distinguishable from ${baseline} on ${these(units, unit)}`),
    ...untestableSentences(compared, baseline, those("untestable"), metric),
    ...sentence("worse", `worse than ${baseline}`),
    ...topSentences(compared, metric),
  ];
}

type Verdict = "untested" | "untestable" | "same" | "better" | "worse";

/** What another system is to the baseline. */
function verdictOf(compared: Comparison, name: string, metric: string): Verdict {
  const pair = pairOf(compared, compared.baseline, name, metric)!;
  if (pair.pAdjusted === undefined) return "untested";
  if (isSignificant(pair, compared)) return pair.difference! > 0 ? "better" : "worse";
  return isTestable(pair, compared) ? "same" : "untestable";
}

/** Of pairs whose tests could not have found a difference: why, and not that the systems are alike. */
function untestableSentences(compared: Comparison, one: string, others: readonly string[], metric: string): string[] {
  if (others.length === 0) return [];
  const { unit } = compared;
  const pairs = others.map((other) => pairOf(compared, one, other, metric)!);
  const least = pValue(Math.min(...pairs.map(({ smallest }) => smallest!)));
  const [pair] = pairs as [PairResult];
  // Every way of exchanging so many units was tried.
  const differing = pairs.length === 1 && pair.exact ? Math.log2(pair.trials) : undefined;
  const nothing = `could have been significant (smallest possible adjusted p ${least})`;
  return differing === undefined
    ? [`No result of ${listed(others)} against ${one} ${nothing}.`]
    : [
        `${others[0]} and ${one} differ in ${differing === 0 ? `no ${unit}` : counted(differing, unit)}: no result ${nothing}.`,
      ];
}

/** Who is best; what two systems come to was said already. */
function topSentences(compared: Comparison, metric: string): string[] {
  const { baseline, systems, rankings, pairs } = compared;
  const [best, ...sharing] = rankings.find((ranking) => ranking.metric === metric)!.top;
  const tested = pairs.some((pair) => pair.metric === metric && pair.pAdjusted !== undefined);
  if (systems.length < 3 || best === undefined || !tested || (best === baseline && sharing.length > 0)) return [];
  if (sharing.length === 0) return [`${best} is better than all others.`];
  const testable = sharing.filter((name) => isTestable(pairOf(compared, best, name, metric)!, compared));
  const rest = sharing.filter((name) => !testable.includes(name) && name !== baseline);
  return [
    ...(testable.length === 0
      ? []
      : [
          `The top is shared: ${listed(testable)} ${byCount(testable.length, "is", "are")} not distinguishable from ${best}.`,
        ]),
    ...untestableSentences(compared, best, rest, metric),
  ];
}

/** What the letters of a table mean, and how was tested. */
export function lettersNote(compared: Comparison, metric: string): string {
  const { options } = compared;
  const { better } = compared.rankings.find((ranking) => ranking.metric === metric)!;
  const how = `(${testOf(compared)})`;
  const alpha = `α = ${shortNumber(options.alpha)}`;
  if (compared.pairs.every(({ p }) => p === undefined)) return "Nothing was tested.";
  if (better.some(({ than }) => than.length > 0))
    return `Raised letters: better than the run of that letter, ${alpha} ${how}.`;
  const own = compared.pairs.filter((pair) => pair.metric === metric && pair.p !== undefined);
  return own.every((pair) => !isTestable(pair, compared))
    ? `No difference could have been significant at ${alpha} ${how}.`
    : `No difference is significant at ${alpha} ${how}.`;
}

/** What a star means. */
export function starNote(compared: Comparison): string {
  return `* significant at α = ${shortNumber(compared.options.alpha)} (${testOf(compared)}).`;
}

const adjustmentNames: { readonly [name in Adjustment]: string } = {
  none: "not adjusted",
  holm: "Holm",
  bh: "Benjamini-Hochberg",
};

/** `paired approximate randomization, 10,000 trials, Holm over 3 tests` */
function testOf(compared: Comparison): string {
  const { pairs, options } = compared;
  const tested = pairs.filter(({ p }) => p !== undefined);
  const kinds = [...new Set(tested.map(({ test }) => test))].map((test) => {
    const own = tested.filter((pair) => pair.test === test);
    const deeper = Math.max(0, ...own.map(({ refinedTrials = 0 }) => refinedTrials));
    const more = deeper === 0 ? "" : `, up to ${grouped(deeper)} for adjusted p-values`;
    if (test === "bootstrap") return `paired bootstrap, ${grouped(own[0]!.trials)} resamples${more}`;
    const drawn = own.filter((pair) => !pair.exact);
    const exact = drawn.length === 0 ? "all ways of exchanging" : `${grouped(drawn[0]!.trials)} trials${more}`;
    return `paired approximate randomization, ${exact}`;
  });
  const adjusted = adjustmentNames[options.adjust];
  const over = options.adjust === "none" ? "" : ` over ${counted(tested.length, "test")}`;
  return [...kinds, adjusted + over].join(", ");
}

/** What is said of the schemes that order systems otherwise than the first metric does: how many pairs, and who is best. */
export function flipSentences(compared: Comparison): string[] {
  const { flips, systems, schemes } = compared;
  const metrics = [...new Set(flips.map(({ metric }) => metric))];
  return metrics.map((metric) => {
    const own = flips.filter((flip) => flip.metric === metric);
    if (systems.length === 2) return `${metric} puts ${own[0]!.worse} first`;
    const { values } = schemes.find(({ scheme }) => `${scheme}:f1` === metric)!;
    const most = Math.max(...values.map((value) => value ?? -1));
    const best = systems.filter((_, s) => values[s] === most).map(({ name }) => name);
    return `${metric} turns ${counted(own.length, "pair")} around, and has ${listed(best)} first`;
  });
}

/** A warning where other schemes order the systems otherwise. */
export function flipWarnings(compared: Pick<Comparison, "flips" | "overall">): Warning[] {
  const { flips, overall } = compared;
  const [first] = flips;
  if (!first) return [];
  const metrics = [...new Set(flips.map(({ metric }) => metric))];
  return [schemesDisagree({ metrics, overall: overall[0]!, example: first })];
}
