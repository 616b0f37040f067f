/** Messages about entity types: names that one side does not have, that look misspelt, or that options name in vain. */
import { didYouMean } from "./nearest.ts";
import { byCount, counted, firstOf, grouped, option, outOf, type Words } from "./words.ts";

/** How many types are named; of pairs of types, and of types that only the predictions have. */
const NAMED = 5;
const NAMED_PAIRS = 8;

/** A type of one side with its new name. */
export interface Renaming {
  readonly side: "gold" | "pred";
  readonly from: string;
  readonly to: string;
}

/** Types that were to be scored or ignored, and that neither side has. */
export function typesAbsent(facts: {
  readonly types: readonly string[];
  readonly wanted: "scored" | "ignored";
  /** All types that occur. */
  readonly known: Iterable<string>;
  /** Types that were left out instead; none where they are not to be named. */
  readonly leftOut: readonly string[];
}): Words {
  const { types, wanted, known, leftOut } = facts;
  const which = types.length === 1 ? "the type" : "any of the types";
  const were = `${byCount(types.length, "which was", "which were")} to be ${wanted}`;
  const near = types.length === 1 ? didYouMean(types[0]!, known) : "";
  const others = leftOut.length === 0 ? "" : `; other types were left out: ${firstOf(leftOut, NAMED)}`;
  return {
    code: "type-absent",
    message: `neither the gold nor the predictions have ${which} ${firstOf(types, NAMED)}, ${were}${near}${others}`,
  };
}

/** How the levels of types can be cut so that both sides have the same: `from` counts as `to` then. */
export interface LevelFacts {
  readonly separators: string;
  readonly from: string;
  readonly to: string;
}

/** Predicted types that the gold never uses. */
export function typesUnseen(facts: {
  readonly types: readonly { readonly type: string; readonly count: number }[];
  /** What to rename, as far as names show it, and the renamed types that only look like the gold's. */
  readonly renamings: readonly Renaming[];
  readonly lookalikes: readonly Renaming[];
  readonly level: LevelFacts | undefined;
}): Words {
  const { types, renamings, lookalikes, level } = facts;
  const spans = types.reduce((sum, { count }) => sum + count, 0);
  const named = firstOf(
    types.map(({ type, count }) => `${type} ×${grouped(count)}`),
    NAMED_PAIRS,
  );
  const alike = lookalikes.map(({ from, to }) => `; "${from}" is not written in the letters of ${to}`).join("");
  const how =
    renamings.length > 0
      ? `did you mean ${renamingOption(renamings)}?${alike}`
      : `${option("map")} renames types, ${option("types")} leaves them out${level ? levelOption(level) : ""}`;
  return {
    code: "type-unseen",
    message: `the gold never uses ${named}; ${spans === 1 ? "it counts" : `all ${grouped(spans)} count`} as wrong (${how})`,
  };
}

function levelOption({ separators, from, to }: LevelFacts): string {
  const separator = separators === "." ? "" : ` with ${option("typeSeparator", separators)}`;
  return `, ${option("typeLevel", "1")}${separator} counts ${from} as ${to}`;
}

/** Types that seem to be the same under two names: `count` of the `of` spans of one type are at those of the other. */
export function typesNamedOtherwise(
  suggested: readonly (Renaming & { readonly count: number; readonly of: number })[],
): Words {
  const shown = firstOf(
    suggested.map(({ side, from, to, count, of }) => {
      const where = side === "pred" ? `predicted ${from} is gold ${to}` : `gold ${from} is predicted as ${to}`;
      return `${where} in ${outOf(count, of, "case")}`;
    }),
    NAMED_PAIRS,
  );
  return {
    code: "type-mapping",
    message: `gold and predictions seem to have different names for the same types: ${shown}; to unify them, set ${renamingOption(suggested)}`,
  };
}

/** The option that renames types; a file where a name cannot be in a list. */
function renamingOption(renamings: readonly Renaming[]): string {
  if (renamings.every(({ from, to }) => LISTABLE.test(from) && LISTABLE.test(to)))
    return option("map", renamings.map(({ side, from, to }) => `${side}:${from}=${to}`).join(","));
  const sides = (["gold", "pred"] as const).flatMap((side) => {
    const entries = renamings.filter((entry) => entry.side === side);
    const pairs = entries.map(({ from, to }) => `${JSON.stringify(from)}: ${JSON.stringify(to)}`);
    return pairs.length > 0 ? [`"${side}": {${pairs.join(", ")}}`] : [];
  });
  return `${option("map", "map.yaml")} with the content {${sides.join(", ")}}`;
}

/** Names in which a list, an equals sign, a backtick or a screen loses nothing. */
const LISTABLE = /^(?!\s)[^,=`\p{C}]+(?<!\s)$/u;

/** Types that were to be renamed, and that no span has. `known` are the types that occur. */
export function renamedTypesAbsent(types: readonly string[], known: Iterable<string>): Words {
  const near = types.length === 1 ? didYouMean(types[0]!, known) : "";
  return {
    code: "type-rule-unused",
    message: `no span has the type ${firstOf(types, NAMED)}, which ${option("map")} renames${near}`,
  };
}

/** A number of levels that cuts no type. */
export function typeLevelUnused(depth: number, separators: string): Words {
  return {
    code: "type-rule-unused",
    message: `no type has more than ${counted(depth, "level")} with the separator ${JSON.stringify(separators)} (${option("typeSeparator")} sets others)`,
  };
}

/** Spans whose types begin with the prefix of a tag. `place` is where the first of them is. */
export function typesPrefixed(facts: {
  readonly side: "gold" | "pred";
  readonly spans: number;
  readonly types: readonly string[];
  readonly place: string | undefined;
}): Words {
  const { side, spans, types, place } = facts;
  const [first] = types;
  const have = `${counted(spans, side === "gold" ? "gold span" : "predicted span")} ${byCount(spans, "has a type", "have types")}`;
  const where = place === undefined ? "" : `, the first in ${place}`;
  const rename = option("map", `${side}:${first}=${first!.slice(2)}`);
  return {
    code: "type-prefix",
    message: `${have} with the prefix of a tag (${firstOf(types, NAMED)})${where}: if they are tokens, join them to mentions first; if they are mentions, rename their types (${rename})`,
  };
}

/** Separators of levels where no level is asked for. */
export function separatorWithoutLevel(): Words {
  return {
    code: "usage",
    message: `${option("typeSeparator")} has no effect without ${option("typeLevel")}`,
    hint: `add ${option("typeLevel", "1")}, or leave it out`,
  };
}

/** Two new names for one type; `other` is undefined where it is left out. */
export function renamedTwice(type: string, one: string, other: string | undefined): Words {
  return {
    code: "usage",
    message: `${option("map")} renames ${type} to ${one} and ${other === undefined ? "leaves it out" : `to ${other}`}`,
    hint: "remove one of them, or set a side for each: gold:FROM=TO, pred:FROM=TO",
  };
}
