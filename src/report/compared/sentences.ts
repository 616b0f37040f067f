/** Sentences: what a comparison comes to, in plain words that a table or a paper can do with. */
import type { Warning } from "../../corpus/issue.ts";
import type { Adjustment } from "../../stats/adjust.ts";
import { counted, grouped, shortNumber } from "../numbers.ts";
import { type Compared, isSignificant, pairOf } from "./compared.ts";

/** `crf is better than base. llm is not distinguishable from base on these 216 documents.` */
export function verdicts(compared: Compared, metric: string): string[] {
  const { comparison } = compared;
  const { baseline, systems, rankings, unit, units } = comparison;
  const others = systems.slice(1).map(({ name }) => {
    const pair = pairOf(compared, baseline, name, metric)!;
    const verdict =
      pair.pAdjusted === undefined
        ? "untested"
        : !isSignificant(pair, compared)
          ? "same"
          : pair.difference! > 0
            ? "better"
            : "worse";
    return { name, verdict };
  });
  const those = (verdict: string) => others.filter((other) => other.verdict === verdict).map(({ name }) => name);
  const sentence = (verdict: string, rest: string) => {
    const names = those(verdict);
    return names.length === 0 ? [] : [`${listed(names)} ${names.length === 1 ? "is" : "are"} ${rest}.`];
  };
  const { top } = rankings.find((ranking) => ranking.metric === metric)!;
  const [best, ...sharing] = top;
  const tested = comparison.pairs.some((pair) => pair.metric === metric && pair.pAdjusted !== undefined);
  return [
    ...sentence("better", `better than ${baseline}`),
    ...sentence("same", `not distinguishable from ${baseline} on these ${counted(units, unit)}`),
    ...sentence("worse", `worse than ${baseline}`),
    // What two systems come to was said already.
    ...(systems.length < 3 || best === undefined || !tested || (best === baseline && sharing.length > 0)
      ? []
      : sharing.length === 0
        ? [`${best} is better than all others.`]
        : [
            `The top is shared: ${listed(sharing)} ${sharing.length === 1 ? "is" : "are"} not distinguishable from ${best}.`,
          ]),
  ];
}

/** What the letters of a table mean, and how was tested. */
export function lettersNote(compared: Compared, metric: string): string {
  const { comparison, options } = compared;
  const { better } = comparison.rankings.find((ranking) => ranking.metric === metric)!;
  const how = `(${testOf(compared)})`;
  if (comparison.pairs.every(({ p }) => p === undefined)) return "Nothing was tested.";
  return better.every(({ than }) => than.length === 0)
    ? `No difference is significant at α = ${shortNumber(options.alpha)} ${how}.`
    : `Raised letters: better than the run of that letter, α = ${shortNumber(options.alpha)} ${how}.`;
}

/** What a star means. */
export function starNote(compared: Compared): string {
  return `* significant at α = ${shortNumber(compared.options.alpha)} (${testOf(compared)}).`;
}

const adjustmentNames: { readonly [name in Adjustment]: string } = {
  none: "not adjusted",
  holm: "Holm",
  bh: "Benjamini-Hochberg",
};

/** `paired approximate randomization, 10,000 trials, Holm over 3 tests` */
function testOf({ comparison, options }: Compared): string {
  const { pairs } = comparison;
  const tested = pairs.filter(({ p }) => p !== undefined);
  const kinds = [...new Set(tested.map(({ test }) => test))].map((test) => {
    const own = tested.filter((pair) => pair.test === test);
    if (test === "bootstrap") return `paired bootstrap, ${grouped(own[0]!.trials)} resamples`;
    const most = Math.max(...own.map(({ trials }) => trials));
    const exact = own.every((pair) => pair.exact) ? "all ways of exchanging" : `${grouped(most)} trials`;
    return `paired approximate randomization, ${exact}`;
  });
  const adjusted = adjustmentNames[options.adjust];
  const over = options.adjust === "none" ? "" : ` over ${counted(tested.length, "test")}`;
  return [...kinds, adjusted + over].join(", ");
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

/** What is said of the schemes that order systems otherwise than the first metric does: how many pairs, and who is best. */
export function flipSentences({ comparison }: Compared): string[] {
  const { flips, systems, schemes } = comparison;
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
export function flipWarnings({ comparison, overall }: Compared): Warning[] {
  const { flips } = comparison;
  const [first] = flips;
  if (!first) return [];
  const metrics = [...new Set(flips.map(({ metric }) => metric))];
  const example = `${overall[0]} puts ${first.better} above ${first.worse}, ${first.metric} puts ${first.worse} above ${first.better}`;
  const message = `the order of the systems depends on the scheme: ${listed(metrics)} ${metrics.length === 1 ? "has" : "have"} another one than ${overall[0]}; ${example}`;
  return [{ code: "schemes-disagree", message }];
}
