/** Rankings: which systems share the top, which are better than which, and which scheme would order them otherwise. */

/** Two systems in one metric, as far as they were told apart. */
interface TestedPair {
  readonly a: string;
  readonly b: string;
  readonly difference: number | undefined;
  readonly pAdjusted: number | undefined;
}

/** What the tests say of the order in a metric. */
export interface Ranking {
  readonly metric: string;
  /** The best system, and those that no test tells from it, in falling order; none where the metric is undefined in all. */
  readonly top: readonly string[];
  /** For every system, in the order given, those it is better than. */
  readonly better: readonly { readonly name: string; readonly than: readonly string[] }[];
}

/** The ranking of systems with their values, by tests of pairs at a level. */
export function rankingOf(
  metric: string,
  systems: readonly { readonly name: string; readonly value: number | undefined }[],
  pairs: readonly TestedPair[],
  alpha: number,
): Ranking {
  const apart = pairs.filter(({ pAdjusted, difference }) => pAdjusted !== undefined && pAdjusted < alpha && difference);
  const wins = apart.map(({ a, b, difference }) =>
    difference! > 0 ? { better: b, worse: a } : { better: a, worse: b },
  );
  const better = systems.map(({ name }) => ({
    name,
    than: systems
      .filter((other) => wins.some((win) => win.better === name && win.worse === other.name))
      .map((other) => other.name),
  }));
  const ranked = systems.filter(({ value }) => value !== undefined).sort((a, b) => b.value! - a.value!);
  const best = better.find(({ name }) => name === ranked[0]?.name);
  return { metric, better, top: ranked.map(({ name }) => name).filter((name) => !best!.than.includes(name)) };
}

/** Two systems that another metric orders otherwise than the first one does. */
export interface Flip {
  /** The metric that orders them otherwise. */
  readonly metric: string;
  /** By the first metric the first is better, by this one the second. */
  readonly better: string;
  readonly worse: string;
}

/** The values of a metric, system by system. */
interface Values {
  readonly name: string;
  readonly values: readonly (number | undefined)[];
}

/** The pairs of systems that other metrics order otherwise than the first one; ties are no order. */
export function flipsOf(systems: readonly string[], first: Values, others: readonly Values[]): Flip[] {
  const above = ({ values }: Values, i: number, j: number) => (values[i] ?? NaN) - (values[j] ?? NaN) > SAME;
  return others.flatMap((other) =>
    systems.flatMap((better, i) =>
      systems.flatMap((worse, j): Flip[] =>
        above(first, i, j) && above(other, j, i) ? [{ metric: other.name, better, worse }] : [],
      ),
    ),
  );
}

/** Values closer than this are the same. */
const SAME = 1e-12;
