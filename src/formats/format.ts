/** A format is one value: how its files are told, read as gold and as predictions, and written; `registry.ts` lists all. */
import type { Document, Prediction } from "../corpus/document.ts";
import type { IssueLog, Warning } from "../corpus/issue.ts";
import type { Items } from "../corpus/rows.ts";
import type { AcrossFiles } from "./across-files.ts";
import type { TagScheme } from "./columns/schemes.ts";
import type { RepairPolicy } from "./tags.ts";
import type { Writer } from "./writing.ts";

/** What a reader needs to know about the file it reads, and where it puts what it has to say. */
export interface ReadContext {
  /** The name shown in messages: a path, or `<stdin>`. */
  readonly source: string;
  /** The id of a document that is a whole file; the stem of the ids where a file holds several. */
  readonly name: string;
  /** Whether the input has other files too, so that numbers alone do not tell documents apart. `false`. */
  readonly several?: boolean;
  /** Whether spans with a flaw are kept as `flaws` of their documents instead of being issues. `false`. */
  readonly keepFlaws?: boolean | undefined;
  readonly issues: IssueLog;
  readonly warnings: Warning[];
  /** What the files of the side tell of each other; undefined where a file is read by itself. */
  readonly across?: AcrossFiles | undefined;
  /** The text of the file of the same path with another ending, such as `.txt`; undefined where there is none. */
  readonly companion?: (ending: string) => Promise<string | undefined>;
}

/** How a text with line breaks becomes documents: each file one, or each line one. */
export type DocumentUnit = "file" | "line";

/** What becomes of HTML tags that stand in a text: part of the text, or taken out of it. */
export type MarkupPolicy = "keep" | "strip";

/** Choices that belong to reading columns. */
export interface ColumnOptions {
  readonly repair: RepairPolicy;
  /** The column of the tags: a number from 1, a negative one from the end, or a name. `undefined` for the format's own. */
  readonly column?: string | undefined;
  /** The column of the tokens, as `column`. `undefined` for the first, or the second where the first counts tokens. */
  readonly token?: string | undefined;
  /** The column that the other side is read from, where the user has named it: a file may hold both sides. */
  readonly otherColumn?: string | undefined;
  /** The scheme of the tags. `undefined` to tell it by what the file uses. */
  readonly tags?: TagScheme | undefined;
  /** The names of tags that are numbers, from 0, where the file has none. */
  readonly labels?: readonly string[] | undefined;
}

/** The names of types that somebody has spelled out; a set, or a rule. */
export interface TypeNames {
  has(type: string): boolean;
}

/** Choices that belong to reading gold. */
export interface GoldOptions extends ColumnOptions {
  readonly document: DocumentUnit;
  readonly markup: MarkupPolicy;
  /** Type names the user has spelled out; they settle what would be a guess. `undefined` where none were given. */
  readonly types: TypeNames | undefined;
  /** The annotation set to read, in formats that have several. */
  readonly set?: string | undefined;
}

/** The options nobody set. */
export const defaultGoldOptions: GoldOptions = { document: "file", markup: "keep", types: undefined, repair: "begin" };

/** Choices that belong to reading predictions. */
export interface PredictionOptions extends ColumnOptions {
  /** Type names the user has spelled out: what is called so is a mention, even where the name is one of structure. */
  readonly types?: TypeNames | undefined;
  /** The annotation set to read, in formats that have several. */
  readonly set?: string | undefined;
}

/** A format of files. A field is absent where the format cannot be used for it. */
export interface Format {
  readonly name: string;
  /** Endings of the names of files that are read, with the dot, in lower case. */
  readonly endings: readonly string[];
  /** Endings of files that belong to files of this format and are read with them. */
  readonly companions?: readonly string[];
  /** Whether the content of a file shows that it is in the format, even under the ending of another one. */
  looksLike?(file: UnreadFile): boolean;
  readonly gold?: GoldReader;
  readonly predictions?: PredictionReader;
  readonly writer?: Writer;
}

/** What a file is read as. */
export type Side = "gold" | "pred";

/** A file before it is read, with what can tell its format. */
export interface UnreadFile {
  readonly side: Side;
  /** Its name in lower case, without the ending of what it is packed with. */
  readonly fileName: string;
  /** The name of the format that its ending tells; undefined where that tells nothing. */
  readonly ending: string | undefined;
  /** How it begins: as much of it as tells a format. */
  readonly beginning: string;
  /** The column of the tags, where the user has named it. */
  readonly column: string | undefined;
}

/** A function of a file that is computed once for each file, however many formats ask. */
export function oncePerFile<T>(compute: (file: UnreadFile) => T): (file: UnreadFile) => T {
  const known = new WeakMap<UnreadFile, { readonly result: T }>();
  return (file) => {
    const entry = known.get(file) ?? { result: compute(file) };
    known.set(file, entry);
    return entry.result;
  };
}

/** Reads files of a format as records of one side, in batches. */
export interface Reader<R, O> {
  read(chunks: AsyncIterable<string>, context: ReadContext, options: O): AsyncIterable<readonly R[]>;
  /** The same from the bytes of a file, as rows; undefined where it is read from text alone, under these options at least. */
  rows?(pieces: AsyncIterable<Uint8Array>, context: ReadContext, options: O): Items<R> | undefined;
}

/** Reads gold. */
export interface GoldReader extends Reader<Document, GoldOptions> {
  /** Whether the format leaves open what offsets count, where a document does not say. `false`: they are in UTF-16. */
  readonly anyUnit?: boolean;
}

/** Reads predictions. */
export type PredictionReader = Reader<Prediction, PredictionOptions>;

/** A format that gold can come in. */
export type GoldFormat = Format & { readonly gold: GoldReader };

/** A format that predictions can come in. */
export type PredictionFormat = Format & { readonly predictions: PredictionReader };

/** A format that documents can be written in. */
export type WrittenFormat = Format & { readonly writer: Writer };

/** A format that gold and predictions can come in, and that documents can be written in. */
export type FullFormat = GoldFormat & PredictionFormat & WrittenFormat;
