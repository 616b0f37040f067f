/** Messages about comparisons: runs that cannot be compared, metrics that they lack, and schemes that disagree. */
import { didYouMean } from "./nearest.ts";
import { byCount, counted, grouped, listed, option, type Words } from "./words.ts";

const differ = (message: string, hint: string): Words => ({ code: "runs-differ", message, hint });

/** Why two runs are not comparable, in front of what they differ in. */
function notComparable(a: string, b: string, why: string): string {
  return `${a} and ${b} are not comparable: ${why}`;
}

/** What is known of a run where two differ. */
interface RunFacts<Fact> {
  readonly name: string;
  readonly has: Fact;
}

/** In what two runs differ, one thing after the other; what follows from it depends on the command. */
export function incomparableBecause(
  a: string,
  b: string,
  differences: readonly { readonly what: string; readonly a: string; readonly b: string }[],
): string {
  const list = differences.map(({ what, a: one, b: other }) => `${what}: ${a} has ${one}; ${b} has ${other}`);
  return notComparable(a, b, list.join(". "));
}

/** Runs on other gold, or scored by other rules; `why` is from `incomparableBecause`. */
export function runsNotComparable(why: string): Words {
  return differ(why, "compare runs on the same gold, scored by the same rules");
}

/** A run without the counts of its documents. */
export function runWithoutCounts(system: string): Words {
  return differ(`${system} has no counts of its documents`, `evaluate with ${option("units", "true")}`);
}

/** Runs that are counted by other units. */
export function runUnitsDiffer(a: RunFacts<string>, b: RunFacts<string>): Words {
  const why = `${a.name} is counted by ${a.has}s, ${b.name} by ${b.has}s`;
  return differ(notComparable(a.name, b.name, why), `leave ${option("unit")} out`);
}

/** Runs with other overlap thresholds. */
export function runOverlapsDiffer(a: RunFacts<readonly number[]>, b: RunFacts<readonly number[]>): Words {
  const [one, other] = [a, b].map(({ name, has }) => `${name} has ${has.join(", ") || "none"}`);
  return differ(
    notComparable(a.name, b.name, `overlap thresholds: ${one}; ${other}`),
    `score both with the same overlap@X in ${option("scheme")}`,
  );
}

/** A document that only one of two runs scored. */
export function runDocumentMissing(a: string, b: string, document: string, scored: string): Words {
  const why = `the document ${JSON.stringify(document)} was scored only for ${scored}`;
  return differ(
    notComparable(a, b, why),
    `${option("unpredicted", "missed")} also scores documents without predictions`,
  );
}

/** Runs with the same predictions. */
export function samePredictions(one: string, other: string): Words {
  return { code: "same-input", message: `${one} and ${other} have the same predictions: are they the same file?` };
}

/** A metric of a type that neither side has. */
export function metricTypeAbsent(metric: string, type: string, types: readonly string[]): Words {
  return {
    code: "usage",
    message: `${option("metric", metric)}: neither side has this type${didYouMean(type, types)}`,
    hint: `the types are ${types.join(", ") || "none"}`,
  };
}

/** F-beta without a beta. */
export function metricWithoutBeta(metric: string): Words {
  return {
    code: "usage",
    message: `${option("metric", metric)}: F-beta needs a beta`,
    hint: `score with ${option("beta")}`,
  };
}

/** A metric of a scheme that the runs do not have. */
export function metricSchemeMissing(metric: string, scheme: string): Words {
  return {
    code: "usage",
    message: `${option("metric", metric)}: the runs have no ${scheme}`,
    hint: `score them with ${option("scheme", scheme)}`,
  };
}

/** Too few units for intervals. */
export function noIntervals(units: number, unit: string, least: number): Words {
  return {
    code: "units-few",
    message: `there are no confidence intervals: there ${byCount(units, "is", "are")} ${counted(units, unit)}, and intervals need ${grouped(least)}`,
  };
}

/** Schemes that order the compared systems otherwise than the first metric does. */
export function schemesDisagree(facts: {
  /** The metrics that order them otherwise, and the one that was asked for. */
  readonly metrics: readonly string[];
  readonly overall: string;
  /** A pair, as the asked metric orders it, and a metric that orders it otherwise. */
  readonly example: { readonly better: string; readonly worse: string; readonly metric: string };
}): Words {
  const { metrics, overall, example } = facts;
  const { better, worse, metric } = example;
  return {
    code: "schemes-disagree",
    message: `the order of the systems depends on the scheme: ${listed(metrics)} ${byCount(metrics.length, "orders", "order")} them differently than ${overall}; ${overall} puts ${better} above ${worse}, ${metric} puts ${worse} above ${better}`,
  };
}
