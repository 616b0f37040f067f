/** Parses bracket annotation, `[PER Ada Lovelace  ] lived in [LOC London ]`, line by line, and collects every problem. */

import type { Document } from "../../corpus/document.ts";
import type { IssueLog } from "../../corpus/issue.ts";
import { type Span, sortSpans } from "../../corpus/span.ts";
import {
  bracketDeep,
  bracketEmpty,
  bracketEscape,
  bracketUnclosed,
  bracketUnopened,
  bracketWithoutText,
} from "../../messages/brackets.ts";
import type { Words } from "../../messages/words.ts";
import type { GoldOptions } from "../format.ts";
import type { Remarks } from "./remarks.ts";
import { readBracket } from "./rule.ts";

/** Brackets nested deeper than this are taken for damage. */
export const MAX_DEPTH = 100;

/** The word behind a `[`; it may hold escapes. */
const WORD = /[^\s[\]\\]*(?:\\[\s\S][^\s[\]\\]*)*/y;
const TAG = /<\/?[A-Za-z][^<>]*>|<!--[^<]*?-->/y;
const SPECIAL = /[[\]\\<]/g;
const ONLY_BLANKS = /^\s*$/;
const ESCAPABLE = /[[\]\\\s]/;
/** A word in which backslashes make sense: one before a first character of any kind, others before what needs them. */
const ESCAPED_WORD = /^(?:\\[\s\S])?[^\\]*(?:\\[[\]\\\s][^\\]*)*$/;

/** A bracket that was opened and not closed yet. `type` is undefined where it is plain text. */
interface Open {
  readonly type: string | undefined;
  start: number;
  readonly line: number;
  readonly column: number;
  readonly excerpt: string;
}

/**
 * A parser fed with lines. `end()` closes a document, whole file or single line, and returns it.
 * Text is what remains when `[TYPE`, the blanks after it, the blanks before `]` and `]` are taken away.
 */
export class BracketParser {
  private text = "";
  private spans: Span[] = [];
  private open: Open[] = [];
  private lineNumber = 0;
  private line = "";
  /** The number of the first line of the document being read. */
  firstLine = 1;
  /** Set right after `[TYPE` and a line break: the mention's text starts at the first visible character. */
  private awaitsText = false;
  private lastBreakEscaped = false;
  private readonly source: string;
  private readonly options: GoldOptions;
  private readonly issues: IssueLog;
  private readonly remarks: Remarks;

  constructor(source: string, options: GoldOptions, issues: IssueLog, remarks: Remarks) {
    this.source = source;
    this.options = options;
    this.issues = issues;
    this.remarks = remarks;
  }

  /** Whether the last line ended in an escaped line break, and so goes on. */
  get continues(): boolean {
    return this.lastBreakEscaped;
  }

  /** Says which line comes next, where lines were passed over. */
  startAt(line: number): void {
    this.lineNumber = line - 1;
    this.firstLine = line;
  }

  /** Takes the next line, with its line break if it has one. */
  push(line: string): void {
    this.lineNumber++;
    this.line = line;
    // A mention does not reach over an empty line: what is open there was forgotten, and is said where it began.
    if (this.open.length > 0 && !this.lastBreakEscaped && ONLY_BLANKS.test(line))
      this.giveUp((open) => open.type !== undefined);
    this.lastBreakEscaped = false;
    let from = 0;
    if (this.awaitsText) from = this.startText(0);
    SPECIAL.lastIndex = from;
    while (SPECIAL.test(line)) {
      const at = SPECIAL.lastIndex - 1;
      const special = line[at];
      const before = line.slice(from, at);
      if (special === "]") {
        from = this.close(before, at);
      } else {
        this.text += before;
        from = special === "[" ? this.openAt(at) : special === "<" ? this.markupAt(at) : this.escapeAt(at);
      }
      SPECIAL.lastIndex = from;
    }
    this.text += from === 0 ? line : line.slice(from);
  }

  /** Ends the document: what is still open is reported, and the parser is ready for the next one. */
  end(id: string): Document {
    this.giveUp(() => true);
    const document: Document = {
      id,
      text: this.text,
      spans: sortSpans(this.spans),
      origin: { source: this.source, line: this.firstLine },
    };
    this.text = "";
    this.spans = [];
    this.awaitsText = false;
    this.lastBreakEscaped = false;
    this.firstLine = this.lineNumber + 1;
    return document;
  }

  private openAt(at: number): number {
    WORD.lastIndex = at + 1;
    WORD.test(this.line);
    const end = WORD.lastIndex;
    const raw = this.line.slice(at + 1, end);
    const after = this.blanksAt(end);
    const rest = this.line.slice(after, after + 2);
    const separated = after > end || this.lineBreakAt(after) !== "";
    if (raw === "" && rest.startsWith("]")) {
      this.report(bracketEmpty(), at);
      this.text += this.line.slice(at, after);
      this.openBracket(at, undefined);
      return after;
    }
    const type = this.typeOf(raw, at, rest, separated);
    if (type === undefined) {
      this.text += "[";
      this.openBracket(at, undefined);
      return at + 1;
    }
    this.openBracket(at, type);
    return this.startText(after);
  }

  /** The type a bracket annotates with, or undefined where the bracket is text. */
  private typeOf(raw: string, at: number, rest: string, separated: boolean): string | undefined {
    if (raw === "") return undefined;
    if (!separated && !rest.startsWith("]")) return undefined;
    if (raw.includes("\\")) {
      // `[\Note 3]`: a backslash in the word says that it is a type, whatever it looks like.
      if (!separated || !ESCAPED_WORD.test(raw)) return undefined;
      if (/^\\[[\]\\]/.test(raw)) this.remarks.guess(raw, true, this.lineNumber, at + 1);
      return raw.replace(/\\([\s\S])/g, "$1");
    }
    const reading = readBracket(raw, rest, this.options.types);
    if (reading.guessed) this.remarks.guess(raw, reading.annotation, this.lineNumber, at + 1);
    return reading.annotation ? raw : undefined;
  }

  private openBracket(at: number, type: string | undefined): void {
    if (this.open.length === MAX_DEPTH) {
      this.report(bracketDeep(MAX_DEPTH), at);
    }
    this.open.push({ type, start: this.text.length, line: this.lineNumber, column: at + 1, excerpt: this.line });
  }

  /** Skips what stands between `[TYPE` and its text; a line break there is kept, in front of the mention. */
  private startText(from: number): number {
    let at = this.blanksAt(from);
    const lineBreak = this.lineBreakAt(at);
    this.text += lineBreak;
    at += lineBreak.length;
    this.awaitsText = lineBreak !== "";
    this.open.at(-1)!.start = this.text.length;
    return at;
  }

  /** Where the blanks that stand at a place of the line end; the place itself where none do. */
  private blanksAt(from: number): number {
    let at = from;
    while (isBlank(this.line[at])) at++;
    return at;
  }

  /** The line break that stands at a place of the line; empty where none does. */
  private lineBreakAt(at: number): string {
    return this.line[at] === "\n" ? "\n" : this.line.startsWith("\r\n", at) ? "\r\n" : "";
  }

  private close(before: string, at: number): number {
    const opened = this.open.pop();
    if (opened?.type === undefined) {
      this.text += before + "]";
      if (!opened) {
        this.report(bracketUnopened(), at);
      }
      return at + 1;
    }
    this.awaitsText = false;
    this.text += withoutBlanksAtEnd(before);
    if (this.text.length === opened.start) {
      this.issues.add({
        ...bracketWithoutText(opened.type),
        source: this.source,
        line: opened.line,
        column: opened.column,
        excerpt: opened.excerpt,
      });
    } else {
      this.spans.push({ start: opened.start, end: this.text.length, type: opened.type });
    }
    return at + 1;
  }

  private escapeAt(at: number): number {
    const lineBreak = this.lineBreakAt(at + 1);
    if (lineBreak !== "") this.lastBreakEscaped = true;
    const escaped = lineBreak === "" ? this.line[at + 1] : lineBreak;
    if (escaped !== undefined && ESCAPABLE.test(escaped)) {
      this.text += escaped;
      return at + 1 + escaped.length;
    }
    this.report(bracketEscape(), at);
    this.text += "\\";
    return at + 1;
  }

  private markupAt(at: number): number {
    TAG.lastIndex = at;
    const tag = TAG.exec(this.line)?.[0];
    if (tag) this.remarks.tag(tag);
    if (tag && this.options.markup === "strip") return at + tag.length;
    this.text += "<";
    return at + 1;
  }

  private giveUp(which: (open: Open) => boolean): void {
    for (const { line, column, excerpt } of this.open.filter(which)) {
      this.issues.add({ ...bracketUnclosed(), source: this.source, line, column, excerpt });
    }
    this.open = this.open.filter((open) => !which(open));
    this.awaitsText = false;
  }

  private report(words: Words, at: number): void {
    const place = { source: this.source, line: this.lineNumber, column: at + 1, excerpt: this.line };
    this.issues.add({ ...words, ...place });
  }
}

/** Without the padding. A loop, since a regular expression takes quadratic time on long runs of blanks. */
function withoutBlanksAtEnd(text: string): string {
  let end = text.length;
  while (end > 0 && isBlank(text[end - 1])) end--;
  return text.slice(0, end);
}

function isBlank(character: string | undefined): boolean {
  return character === " " || character === "\t";
}
