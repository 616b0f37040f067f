/** Messages of files of columns such as CoNLL: their columns, their tags, and the types that tags name. */
import { byCount, counted, firstOf, grouped, option, type Words } from "./words.ts";

/** A line with too few columns; `one` where it has a single one. */
export function conllColumns(one: boolean): Words {
  return {
    code: "conll-columns",
    message: one ? "the line has one column, expected a token and a tag" : "the line has too few columns",
    hint: "write a token and its tag on each line, separated by a tab or blanks; an empty line ends a sentence",
  };
}

/** A column that was asked for by name, and is not among the names of the first line. */
export function conllColumn(names: readonly string[]): Words {
  return {
    code: "conll-column",
    message: "no column has the requested name",
    hint: `the first line names ${names.slice(0, 12).join(", ")}; numbers count columns from 1, negative numbers from the end`,
  };
}

/** A first column that counts the tokens. */
export function indexColumn(): Words {
  return {
    code: "index-column",
    message: `the first column numbers the tokens, so the second was read as the token (${option("tokenColumn")} names another)`,
  };
}

/** Other columns with entity tags, by number; `nestable` where they can be read as levels of nesting. */
export function tagColumns(columns: readonly number[], nestable: boolean): Words {
  const hold = `${byCount(columns.length, "column", "columns")} ${columns.join(", ")} also ${byCount(columns.length, "holds", "hold")} tags`;
  const choose = `${option("goldColumn")} and ${option("predColumn")} choose a column, -1 is the last`;
  const levels = `; ${option("goldFormat", "nested-tsv")} and ${option("predFormat", "nested-tsv")} read all of them as levels of nesting`;
  return {
    code: "tag-columns",
    message: `${hold}, but only the last column was read (${choose}${nestable ? levels : ""})`,
  };
}

/** A cell, or a name of a number, that is not a tag; `tagged` are the numbers of other columns with tags. */
export function conllTag(tag: string, tagged?: readonly number[]): Words {
  const other = tagged === undefined ? "" : `; ${otherColumns(tagged)}`;
  return {
    code: "conll-tag",
    message: `${tag} is not a tag`,
    hint: `tags are O, or a prefix and a type such as B-PER${other}`,
  };
}

/** What can be wrong with a tag. */
const illegal = {
  orphan: "continues no mention",
  type: "continues a mention of another type",
  unclosed: "is the last tag of a mention but does not end it",
  foreign: "belongs to another tag scheme than the rest of the file",
  spelling: "is not spelled like a tag",
  empty: "is empty",
  unread: "is not a tag",
} as const;

/** A tag that is refused where none is repaired. */
export function tagIllegal(tag: string, kind: keyof typeof illegal): Words {
  return {
    code: "tag-illegal",
    message: `${kind === "empty" ? "the tag" : `the tag ${tag}`} ${illegal[kind]}`,
    hint: `${option("repair", "begin")} reads such tags as conlleval does, ${option("repair", "discard")} reads them as O`,
  };
}

/** A number without a name, where the numbers from 0 on have `names`. */
export function tagNumberNotNamed(tag: string, names: number): Words {
  return {
    code: "labels-unnamed",
    message: `the tag ${tag} has no name`,
    hint: `${option("labelNames")} names 0 to ${names - 1}`,
  };
}

/** A number without a name, where no number has one. */
export function tagNumbersNotNamed(tag: string, tagged: readonly number[]): Words {
  return {
    code: "labels-unnamed",
    message: `the tag ${tag} is a number without a name`,
    hint: `name the numbers in their order with ${option("labelNames", "O,B-PER,…")}; ${otherColumns(tagged)}`,
  };
}

/** How to read another column than the last; `tagged` are the numbers of those with tags. */
function otherColumns(tagged: readonly number[]): string {
  const choose = `${option("goldColumn")} and ${option("predColumn")} choose another column than the last`;
  const token = tagged[0] === 1 ? `, ${option("tokenColumn")} the column of the tokens` : "";
  return tagged.length === 0
    ? choose
    : `${choose}${token}: ${byCount(tagged.length, "column", "columns")} ${tagged.join(", ")} ${byCount(tagged.length, "holds", "hold")} tags`;
}

export function suffixTags(): Words {
  return {
    code: "suffix-tags",
    message: `tags end in their prefix, as in PER-B, and were read as B-PER (${option("tags", "bare")} reads them as types)`,
  };
}

/** Cells without a tag; the first is on `line`. */
export function tagsEmpty(count: number, line: number): Words {
  const tags = byCount(
    count,
    `1 tag is empty, on line ${line}; it was`,
    `${grouped(count)} tags are empty, the first on line ${line}; they were`,
  );
  return { code: "tag-spelling", message: `${tags} read as O` };
}

/** Tags in another spelling, with how often each occurs; the first is on `line`. */
export function tagsMisspelled(count: number, line: number, tags: ReadonlyMap<string, number>): Words {
  const where = byCount(
    count,
    `1 tag is not spelled like a tag, on line ${line}`,
    `${grouped(count)} tags are not spelled like tags, the first on line ${line}`,
  );
  return { code: "tag-spelling", message: `${where}: ${mostFrequent(tags)}` };
}

/** Types that differ in case only, with how often each occurs. */
export function typeCase(types: ReadonlyMap<string, number>): Words {
  return {
    code: "type-case",
    message: `types differ only in case: ${mostFrequent(types)} (${option("map")} makes them one)`,
  };
}

/** Types with what is left of a second tag in one cell, with how often each occurs. */
export function typeSecondTag(types: ReadonlyMap<string, number>): Words {
  const mentions = [...types.values()].reduce((sum, number) => sum + number, 0);
  const hold = byCount(mentions, "the type of 1 mention holds", `the types of ${grouped(mentions)} mentions hold`);
  return {
    code: "type-prefix",
    message: `${hold} a second tag and ${byCount(mentions, "was", "were")} read as one type: ${mostFrequent(types)}`,
  };
}

/** A file without sentence breaks over `tokens` tokens, which was cut, and mentions that were cut in two by that. */
export function conllUncut({ cuts, tokens, severed }: { cuts: number; tokens: number; severed: number }): Words {
  const times = byCount(cuts, "once", `${grouped(cuts)} times`);
  const mentions = severed > 0 ? `; ${counted(severed, "mention")} ${byCount(severed, "was", "were")} cut in two` : "";
  return {
    code: "conll-uncut",
    message: `no sentence break within ${grouped(tokens)} tokens; the text was cut at full stops, ${times}${mentions}`,
  };
}

/** The most frequent with their counts. */
function mostFrequent(counts: ReadonlyMap<string, number>): string {
  const sorted = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  return firstOf(
    sorted.map(([text, n]) => `${text} ${n}`),
    5,
  );
}
