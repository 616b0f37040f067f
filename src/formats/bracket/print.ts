/** Prints a document in the bracket format, so that parsing gives the same document back. */
import { checkSpans } from "../../corpus/check-records.ts";
import { NerEvalError } from "../../corpus/error.ts";
import { string } from "../../corpus/expect.ts";
import { type Span, sortSpans } from "../../corpus/span.ts";
import {
  bracketUnprintableCrossing,
  bracketUnprintableDeep,
  bracketUnprintableDiscontinuous,
  bracketUnprintableType,
} from "../../messages/brackets.ts";
import { MAX_DEPTH } from "./parse.ts";
import { readBracket } from "./rule.ts";

/** What gets a backslash at the beginning of a mention. */
const NEEDS_ESCAPE = /[[\]\\ \t\r\n]/;

/** What can be printed: a text and its spans. */
export interface Printable {
  readonly text: string;
  readonly spans: readonly Span[];
}

/**
 * The document as bracket text: `[TYPE text]`, inner mentions inside outer ones, `\[ \] \\` for literal characters,
 * `\` before a blank at the edge of a mention. A type that would not be taken for one is marked: `[\Note 3]`.
 *
 * @throws NerEvalError `bracket-unprintable` where a mention is discontinuous, two cross, are nested deeper than brackets may be, or
 * have a type that is empty or holds a line break.
 */
export function printBracket({ text, spans }: Printable): string {
  string(text, "text");
  checkSpans(spans, "spans", text.length);
  const open: Span[] = [];
  const parts: string[] = [];
  let at = 0;
  const closeUntil = (offset: number): void => {
    while (open.length > 0 && open.at(-1)!.end <= offset) {
      const inner = open.pop()!;
      parts.push(escapeText(text, at, inner.end, true), "]");
      at = inner.end;
    }
    parts.push(escapeText(text, at, offset, false, open.length > 0));
    at = offset;
  };
  const sorted = sortSpans(spans);
  for (const [i, span] of sorted.entries()) {
    closeUntil(span.start);
    refuseUnprintable(span, open);
    open.push(span);
    // What is printed behind the type: another mention, or the first character, escaped where it must be.
    const next = sorted[i + 1]?.start ?? text.length;
    const opensAnother = next === span.start && i + 1 < sorted.length;
    const first = text[span.start]!;
    const character = text.slice(span.start, Math.min(span.start + 2, span.end, next));
    const rest = opensAnother ? "[" : NEEDS_ESCAPE.test(first) ? "\\" : character;
    parts.push(`[${printType(span.type, rest)} `);
    if (!opensAnother && isBlank(first)) parts.push("\\", text[at++]!);
  }
  closeUntil(text.length);
  return parts.join("");
}

/** `text.slice(from, to)` with what needs it escaped. `closes` says that a mention ends at `to`. */
function escapeText(text: string, from: number, to: number, closes: boolean, inside = closes): string {
  const escaped = text.slice(from, to).replace(/[[\]\\]/g, "\\$&");
  const broken = inside ? escapeBreaks(escaped, text, from, to) : escaped;
  const last = broken.at(-1);
  return closes && (last === " " || last === "\t") ? `${broken.slice(0, -1)}\\${last}` : broken;
}

/** Inside a mention, a line break in front of an empty line is escaped: an unescaped one would end the mention. */
function escapeBreaks(escaped: string, text: string, from: number, to: number): string {
  if (!text.slice(from, to).includes("\n")) return escaped;
  const rest = text.slice(to);
  return escaped.replace(/\r?\n/g, (lineBreak, at: number) => {
    const following = escaped.slice(at + lineBreak.length) + rest;
    return /^\s*?(?:\n|$)/.test(following) ? `\\${lineBreak}` : lineBreak;
  });
}

function printType(type: string, rest: string): string {
  const name = type.replace(/[[\]\\\s]/g, "\\$&");
  if (name !== type) return name;
  return readBracket(type, rest, undefined).annotation ? name : `\\${name}`;
}

function isBlank(character: string): boolean {
  return character === " " || character === "\t" || character === "\r" || character === "\n";
}

function refuseUnprintable(span: Span, open: readonly Span[]): void {
  const outer = open.at(-1);
  if (span.fragments !== undefined) throw new NerEvalError(bracketUnprintableDiscontinuous(span.start));
  if (outer && span.end > outer.end) throw new NerEvalError(bracketUnprintableCrossing(outer.start, span.start));
  if (open.length === MAX_DEPTH) throw new NerEvalError(bracketUnprintableDeep(MAX_DEPTH));
  if (span.type === "" || span.type.includes("\n")) throw new NerEvalError(bracketUnprintableType(span.type));
}
