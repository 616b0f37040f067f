/** Parsing: the text of one file as documents or predictions, in the format that is named or detected. */
import { collect, type Document, type Prediction } from "../corpus/document.ts";
import { throwIssues } from "../corpus/error.ts";
import { arrayOf, boolean, type Check, checkOptions, oneOf, string, unexpected } from "../corpus/expect.ts";
import { type Annotations, IssueLog } from "../corpus/issue.ts";
import { type TagScheme, tagSchemes } from "./columns/schemes.ts";
import { BEGINNING, goldFormatFor, predictionFormatFor, stemOf } from "./detect.ts";
import type { Format, GoldOptions, PredictionOptions, ReadContext } from "./format.ts";
import { formatNamed, goldFormats, predictionFormats, writtenFormats } from "./registry.ts";
import { type RepairPolicy, repairPolicies } from "./tags.ts";

/** The names of the formats there are. */
export const formatNames = {
  gold: goldFormats.map(({ name }) => name),
  pred: predictionFormats.map(({ name }) => name),
  written: writtenFormats.map(({ name }) => name),
} as const;

/** How a file is read. Everything has a default. */
export interface ReadOptions {
  /** The format; one of `formatNames.gold` or `formatNames.pred`. Detected by name and content. */
  readonly format?: string | undefined;
  /** How gold of plain text becomes documents: each `file` one, or each `line`. `file`. */
  readonly document?: GoldOptions["document"] | undefined;
  /** Whether HTML tags in plain text are kept, or `strip`ped. `keep`. */
  readonly markup?: GoldOptions["markup"] | undefined;
  /** The annotation set, in formats that have several. */
  readonly set?: string | undefined;
  /** The column of the tags: a number from 1, a negative one from the end, or a name. The last. */
  readonly column?: string | undefined;
  /** The column of the tokens. The first. */
  readonly tokenColumn?: string | undefined;
  /** The tag scheme. Detected. */
  readonly tags?: TagScheme | undefined;
  /** What becomes of illegal tags. `begin`. */
  readonly repair?: RepairPolicy | undefined;
  /** The names of tags that are numbers, from 0. */
  readonly labelNames?: readonly string[] | undefined;
  /** Names of types, where text in brackets could be a mention or plain text. */
  readonly types?: readonly string[] | undefined;
  /** Whether spans that cannot be right are kept, for the option `badSpans` of `evaluate`. `false`. */
  readonly keepBadSpans?: boolean | undefined;
}

/** How the text of a file is read. */
export interface ParseOptions extends ReadOptions {
  /** The name of the file: messages show it, and its ending may tell the format. */
  readonly name?: string | undefined;
  /** The texts of files that belong to it, by their endings, such as `.txt` beside brat's `.ann`. */
  readonly companions?: { readonly [ending: string]: string } | undefined;
}

/** The checks of the options of reading. */
export const readChecks: { readonly [key in keyof Required<ReadOptions>]: Check } = {
  format: string,
  document: oneOf(["file", "line"]),
  markup: oneOf(["keep", "strip"]),
  set: string,
  column: string,
  tokenColumn: string,
  tags: oneOf(tagSchemes),
  repair: oneOf(repairPolicies),
  labelNames: arrayOf(string),
  types: arrayOf(string),
  keepBadSpans: boolean,
};

const parseChecks: { readonly [key in keyof Required<ParseOptions>]: Check } = {
  ...readChecks,
  name: string,
  companions: (value, name) => {
    if (typeof value !== "object" || value === null)
      throw unexpected(name, value, "an object of texts by their endings");
    for (const [ending, text] of Object.entries(value)) string(text, `${name}[${JSON.stringify(ending)}]`);
  },
};

/**
 * Gold documents of a text in any of the formats. Offsets of their spans are half-open; `unit` says what they count.
 *
 * @throws NerEvalError with every problem of the text, each with its line and column.
 */
export async function parseGold(text: string, options: ParseOptions = {}): Promise<Annotations<Document>> {
  const { context, named } = started(text, options, goldFormats);
  const { gold } = named ?? goldFormatFor(options.name ?? "", text.slice(0, BEGINNING), options.column);
  const read = await collect(gold.read(chunks(text), context, goldOptionsOf(options)));
  throwIssues(context.issues);
  const records = gold.anyUnit ? read : read.map((document) => ({ unit: "utf16" as const, ...document }));
  return { records, warnings: context.warnings, reading: options };
}

/**
 * Predictions of a text in any of the formats.
 *
 * @throws NerEvalError with every problem of the text, each with its line and column.
 */
export async function parsePredictions(text: string, options: ParseOptions = {}): Promise<Annotations<Prediction>> {
  const { context, named } = started(text, options, predictionFormats);
  const { predictions } = named ?? predictionFormatFor(options.name ?? "", text.slice(0, BEGINNING), options.column);
  const records = await collect(predictions.read(chunks(text), context, predictionOptionsOf(options)));
  throwIssues(context.issues);
  return { records, warnings: context.warnings, reading: options };
}

/** How gold is read under these options. */
export function goldOptionsOf(options: ReadOptions): GoldOptions {
  const { document = "file", markup = "keep" } = options;
  return { document, markup, ...predictionOptionsOf(options), types: options.types && new Set(options.types) };
}

/** How predictions are read under these options. */
export function predictionOptionsOf(options: ReadOptions): PredictionOptions {
  const { repair = "begin", column, tokenColumn: token, tags, labelNames: labels, set, types } = options;
  return { repair, column, token, tags, labels, set, types: types && new Set(types) };
}

/**
 * The format that options name, if they do.
 *
 * @throws NerEvalError `usage` where there is none of that name.
 */
export function namedFormat<F extends Format>(formats: readonly F[], name: string | undefined) {
  if (name === undefined) return undefined;
  oneOf(formats.map((format) => format.name))(name, "options.format");
  return formatNamed(formats, name);
}

function started<F extends Format>(text: string, options: ParseOptions, formats: readonly F[]) {
  string(text, "the text");
  checkOptions(options, parseChecks);
  const { name = "text", companions = {} } = options;
  const context: ReadContext = {
    ...{ source: name, name: stemOf(name), issues: new IssueLog(), warnings: [] },
    keepFlaws: options.keepBadSpans,
    companion: async (ending) => (Object.hasOwn(companions, ending) ? companions[ending] : undefined),
  };
  return { context, named: namedFormat(formats, options.format) };
}

async function* chunks(text: string): AsyncIterable<string> {
  yield text;
}
