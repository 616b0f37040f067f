/** Layout: which column of a line is the token and which its tag, and which lines hold neither. */
import { trimmedOf } from "../../corpus/trim.ts";
import { isTag } from "../tags.ts";

/** The cells of a line that count. `column` is where the tag begins, counted from 1 in UTF-16 code units. */
export interface Cells {
  readonly word: string;
  readonly tag: string;
  readonly column: number;
  /** Whether the file says that no blank follows the token. */
  readonly glued?: boolean;
}

/** What a line is: a token, a header or comment, a line that has no such column, or the lack of the named column. */
export type LineKind = Cells | "aside" | "short" | { readonly unknown: readonly string[] };

/** A line that begins a document in CoNLL-2003 files: no token. */
export const BREAK = "-DOCSTART-";

/** Names of the token's column. */
export const TOKEN = /^(token|word|form)s?$/i;
/** Names of a column that numbers the tokens, before theirs. */
const INDEX = /^(id|idx|index|no|nr|num|position)\.?$|^#$/i;
/** The column of HIPE that is evaluated first. */
const HIPE = "NE-COARSE-LIT";
const COMMENT = /^#\s*[\w.:-]+\s*=/;
const COLUMNS = /^#\s*global\.columns\s*=\s*(.*)$/;

/** What is known of a file's columns beforehand. */
export interface LayoutFacts {
  /** The column of the token, as that of the tag; undefined for the first one, or the one a header names. */
  readonly token?: string | undefined;
  /** How many columns lines have where tabs part them. */
  readonly width?: number | undefined;
  /** Whether the first column is a running number. */
  readonly indexed?: boolean | undefined;
}

/** Reads the lines of one file. Tabs part the columns of a line that has any, else blanks. */
export class Layout {
  private readonly wanted: string | undefined;
  private readonly token: string | undefined;
  private readonly width: number;
  private readonly indexed: boolean;
  /** The tag's column, from 1, or from the end where negative; undefined until the header has told. */
  private place: number | undefined;
  private word = 1;
  private misc = -1;
  private begun = false;
  private missing: readonly string[] | undefined;
  /** The names of the columns, where the file has some. */
  private names: readonly string[] | undefined;

  /** `column` is a number from 1, a negative one from the end, or the name of a column; undefined for the last one. */
  constructor(column?: string, { token, width = 2, indexed = false }: LayoutFacts = {}) {
    this.wanted = column;
    this.token = token;
    this.width = width;
    this.indexed = indexed;
    if (indexed) this.word = 2;
    if (token !== undefined) this.word = NUMBER.test(token) ? Number(token) : 0;
    if (column === undefined) this.place = -1;
    else if (NUMBER.test(column)) this.place = Number(column);
  }

  /** Whether the token is in the first column and the tag in the last, with a blank between any two tokens. */
  get isUsual(): boolean {
    return this.place === -1 && this.word === 1 && this.misc < 0;
  }

  /** Takes notice that the first line was none that names columns. */
  passHeader(): void {
    this.begun = true;
  }

  /** Whether the file names its columns. */
  get isNamed(): boolean {
    return this.names !== undefined;
  }

  /** Whether the column was taken that HIPE's files name for it. */
  get isHipe(): boolean {
    return this.wanted === undefined && this.place !== -1;
  }

  /** The index of a column in lines with so many, by its number or name; undefined where there is none. */
  indexOf(column: string, count: number): number | undefined {
    const place = NUMBER.test(column) ? Number(column) : (this.names?.indexOf(column) ?? -1) + 1;
    const index = place < 0 ? count + place : place - 1;
    return index >= 0 && index < count ? index : undefined;
  }

  /** The index of the tag, and of the token, in lines with so many columns. */
  tagIndex(count: number): number | undefined {
    return this.place === undefined ? undefined : this.indexOf(String(this.place), count);
  }
  wordIndex(count: number): number {
    return this.indexOf(String(this.word), count) ?? 0;
  }

  /** What a line, without blanks at its end, is. It is not empty. `raw` is the line with what was at its end. */
  read(line: string, raw = line): LineKind {
    if (line[0] === "#" && this.isAside(line)) {
      const names = COLUMNS.exec(line)?.[1];
      if (names !== undefined) this.name(names.trim().split(/\s+/));
      return "aside";
    }
    if (!this.begun) {
      this.begun = true;
      if (this.isHeader(line)) return "aside";
    }
    if (this.place === undefined || this.word === 0) return { unknown: this.missing ?? [] };
    const isCut = endsInEmptyCell(line, raw);
    if (this.place === -1 && this.word === 1 && this.misc < 0 && !isCut) return outerCells(line);
    return this.cells(line, this.place, isCut);
  }

  private isAside(line: string): boolean {
    // Where the first column counts, # is no token.
    return this.indexed || isComment(line);
  }

  /** Takes the first line for a header where it names the column that is looked for, or the token's and holds no tag. */
  private isHeader(line: string): boolean {
    const names = columnsOf(line);
    const place = this.place ?? 0;
    const tag = names.at(place < 0 ? place : place - 1) ?? "";
    const wanted = [...(place === 0 ? [this.wanted!] : []), ...(this.word === 0 ? [this.token!] : [])];
    const isNone = wanted.some((name) => !names.includes(name));
    const isToken = TOKEN.test(names[0]!) || (INDEX.test(names[0]!) && TOKEN.test(names[1] ?? ""));
    if (isNone || (wanted.length === 0 && (!isToken || isTag(tag)))) {
      this.missing ??= names;
      return false;
    }
    this.name(names);
    return true;
  }

  private name(names: readonly string[]): void {
    const indexOf = (name: string) => names.indexOf(name) + 1 || undefined;
    if (this.token === undefined) this.word = names.findIndex((name) => TOKEN.test(name)) + 1 || this.word;
    else if (this.word === 0) this.word = indexOf(this.token) ?? 0;
    this.names = names;
    this.misc = names.indexOf("MISC");
    this.missing = names;
    if (this.wanted === undefined) this.place = indexOf(HIPE) ?? -1;
    else this.place ??= indexOf(this.wanted);
  }

  private cells(line: string, place: number, isCut: boolean): LineKind {
    const cells = columnsOf(line);
    const found = cells.length;
    if (isCut) while (cells.length < this.width) cells.push("");
    const index = place < 0 ? cells.length + place : place - 1;
    const word = this.word < 0 ? cells.length + this.word : this.word - 1;
    const tag = cells[index];
    // The tag is not the token itself.
    if (tag === undefined || index === word || cells[word] === undefined) return "short";
    const glued = this.misc >= 0 && (cells[this.misc] ?? "").split("|").includes("NoSpaceAfter");
    return {
      word: cells[word],
      tag: tagIn(tag),
      column: index < found ? columnAt(line, index) : line.length + 1,
      ...(glued ? { glued } : {}),
    };
  }
}

/** A column by its number: from 1, or from the end where negative. */
const NUMBER = /^-?[1-9]\d*$/;

/** Whether a line that begins with # is none of a token. */
export function isComment(line: string): boolean {
  if (line.includes("\t")) return false;
  if (COMMENT.test(line)) return true;
  return /^#\s+\S/.test(line) && !isTag(line.slice(line.lastIndexOf(" ") + 1));
}

const TAB = 9;
const BLANK = 32;

/** Whether a tab is behind the last cell that holds something. */
export function endsInEmptyCell(line: string, raw: string): boolean {
  const next = raw.charCodeAt(line.length);
  // Mostly the line ends here, or there is nothing.
  if (next === 10 || next === 13 || line.length === raw.length) return false;
  return raw.includes("\t", line.length);
}

/** The first column and the last. */
function outerCells(line: string): LineKind {
  let mark = TAB;
  let last = lastPlaceOf(mark, line);
  if (last < 0) {
    mark = BLANK;
    last = lastPlaceOf(mark, line);
    if (last < 0) return "short";
  }
  let first = 0;
  while (line.charCodeAt(first) !== mark) first++;
  return { word: wordIn(line.slice(0, first)), tag: tagIn(line.slice(last + 1)), column: last + 2 };
}

/** Where a character stands last; -1 where it does not. In lines as short as these, `lastIndexOf` takes longer. */
function lastPlaceOf(code: number, line: string): number {
  let at = line.length - 1;
  while (at >= 0 && line.charCodeAt(at) !== code) at--;
  return at;
}

function tagIn(cell: string): string {
  return isBare(cell) ? cell : cell.trim();
}

/** A cell without blanks around it. No-break spaces, U+FEFF and the like are no blanks, but characters of a token. */
export function wordIn(cell: string): string {
  return isBare(cell) || cell.trim().length === cell.length ? cell : trimmedOf(cell, " ");
}

/** Whether a text begins and ends with visible ASCII, as most do: no blank of any kind is around it. */
export function isBare(text: string): boolean {
  return isVisible(text.charCodeAt(0)) && isVisible(text.charCodeAt(text.length - 1));
}

function isVisible(code: number): boolean {
  return code > 0x20 && code < 0x7f;
}

/** The columns of a line, blanks around them taken off. */
export function columnsOf(line: string): string[] {
  return line.includes("\t") ? line.split("\t").map(wordIn) : line.split(/ +/);
}

/** Where a column begins in its line, counted from 1. */
export function columnAt(line: string, index: number): number {
  const mark = line.includes("\t") ? /\t/g : / +/g;
  for (let passed = 0; passed < index; passed++) if (!mark.exec(line)) break;
  return index === 0 ? 1 : mark.lastIndex + 1;
}
