/** Messages of standoff annotation: spans that do not fit their text, what offsets count, brat and PubTator. */
import { quoted } from "./quote.ts";
import { cutOff } from "./values.ts";
import { byCount, counted, type Words } from "./words.ts";

/** A span of a standoff file: its type, and the offsets of its pieces in the file's unit. */
export interface MarkFacts {
  readonly type: string;
  readonly pieces: readonly { readonly start: number; readonly end: number }[];
}

function spanOf({ type, pieces }: MarkFacts): string {
  return `${cutOff(type, 60)} ${pieces.map(({ start, end }) => `${start}–${end}`).join(" ")}`;
}

export function markReversed(mark: MarkFacts): Words {
  return {
    code: "span-reversed",
    message: `the span ${spanOf(mark)} is empty or ends before it starts`,
    hint: "offsets are half-open: the end is one past the last character",
  };
}

export function markOutside(mark: MarkFacts): Words {
  return {
    code: "span-outside",
    message: `the span ${spanOf(mark)} reaches outside its text, or cuts a character in two`,
    hint: "was the text changed after it was annotated?",
  };
}

export function markPiecesOverlap(mark: MarkFacts): Words {
  return {
    code: "span-fragments",
    message: `the pieces of ${spanOf(mark)} overlap`,
    hint: "the pieces of a mention must not overlap",
  };
}

/** A surface text that is not the text at the offsets; `at` is its first place in the text, in UTF-16 code units. */
export function markSurface(facts: MarkFacts & { found: string; surface: string; at: number | undefined }): Words {
  const { found, surface, at } = facts;
  const elsewhere = `${quoted(surface)} first occurs at ${at}–${at! + surface.length}, in UTF-16 code units`;
  return {
    code: "span-surface",
    message: `the text at ${spanOf(facts)} is ${quoted(found)}, not ${quoted(surface)}`,
    hint:
      at === undefined
        ? `${quoted(surface)} does not occur in the text: was it changed after it was annotated?`
        : elsewhere,
  };
}

/** Surface texts with other white space than the text. */
export function surfaceBlanks(count: number): Words {
  const differ = `${counted(count, "surface text")} ${byCount(count, "differs", "differ")}`;
  return {
    code: "span-surface",
    message: `${differ} from the text at the offsets only in white space; the offsets count`,
  };
}

export function offsetsCountMark(): Words {
  return {
    code: "offset-settled",
    message: "surface texts prove that offsets count the byte-order mark as one character",
  };
}

export function offsetsCount(unit: string): Words {
  return { code: "offset-settled", message: `surface texts prove that offsets count ${unit}` };
}

export function bratNoText(): Words {
  return {
    code: "companion-missing",
    message: "the .ann file has no text",
    hint: "put the text next to it, under the same name with the ending .txt",
  };
}

/** A line that brat does not write; `isSpan` where it begins like one of a span. */
export function bratLine(isSpan: boolean): Words {
  return {
    code: "standoff-line",
    message: isSpan ? "the T line has no type and offsets" : "not a brat line",
    hint: "write T1, a tab, TYPE START END, a tab, and the text; pieces of a mention as 0 3;8 12",
  };
}

/** Mentions in pieces that only a line break separates. */
export function lineBreaksJoined(count: number): Words {
  const read = byCount(count, "was read as one", "were each read as one");
  return {
    code: "line-break",
    message: `${counted(count, "mention")} in pieces with only a line break between them ${read}`,
  };
}

/** Lines of brat that are not spans. */
export function bratSkipped(count: number): Words {
  const lines = counted(count, "relation, event, attribute or note", "relations, events, attributes and notes");
  return { code: "standoff-passed", message: `${lines} ${byCount(count, "was", "were")} skipped` };
}

const PUBTATOR = "write ID|t|TITLE, ID|a|ABSTRACT, and below them ID, START, END, TEXT and TYPE with tabs between";

export function pubtatorLine(): Words {
  return {
    code: "standoff-line",
    message: "not a PubTator line: expected a title, an abstract, an annotation or a relation",
    hint: PUBTATOR,
  };
}

/** An annotation with the id of another document than the one it is under; of none, `open` is undefined. */
export function pubtatorDocument(id: string, open: string | undefined): Words {
  const under = open === undefined ? "no text" : `the text of ${JSON.stringify(open)}`;
  return {
    code: "standoff-line",
    message: `the annotation of ${JSON.stringify(id)} is under ${under}`,
    hint: PUBTATOR,
  };
}
