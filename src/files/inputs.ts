/** Inputs: gold and predictions as streams of documents, with what is known of them once they are read. */
import type { BadSpanRules } from "../align/place/bad-spans.ts";
import type { Document, Prediction } from "../corpus/document.ts";
import type { IssueLog, Warning } from "../corpus/issue.ts";
import { type Items, RecordRows, RowStream } from "../corpus/rows.ts";
import type { PredictedSpan } from "../corpus/span.ts";
import { AcrossFiles } from "../formats/across-files.ts";
import { BEGINNING, goldFormatFor, predictionFormatFor, stemOf } from "../formats/detect.ts";
import type { GoldFormat, GoldOptions, PredictionFormat, PredictionOptions, ReadContext } from "../formats/format.ts";
import { formatNamed, goldFormats, predictionFormats } from "../formats/registry.ts";
import { goldEmpty } from "../messages/files.ts";
import { DIGEST, type DigestAlgorithm, type Input } from "../run/inputs.ts";
import { namedTypes, type TypeSettings } from "../run/type-rules.ts";
import type { SideTags } from "../run/values.ts";
import { type ContentDigest, openDigest, type Partly } from "./digest.ts";
import { type FileIo, openSource, type Source } from "./files.ts";
import { companionOf, goldSources, pathsOf, predictionSources } from "./sources.ts";

/** A stream of documents, and what went into it: complete once the stream has been read to its end. */
export interface InputStream<R> {
  readonly batches: RowStream<R>;
  readonly inputs: Input[];
  /** The absolute paths of the files that are read. */
  readonly files: readonly string[];
  /** The files that hold the documents. */
  readonly sources: readonly Source[];
}

/** Where readers put what they find. */
export interface Findings {
  readonly issues: IssueLog;
  readonly warnings: Warning[];
  /** Told how many bytes were read. */
  readonly onBytes?: (bytes: number) => void;
  /** Algorithms by which inputs are digested besides the usual one, since a run to compare with has those. */
  readonly digests?: readonly DigestAlgorithm[];
}

/** How gold is to be read. */
export interface GoldSettings {
  readonly paths: readonly string[];
  /** The format of all gold files; undefined to tell it file by file. */
  readonly format: GoldFormat | undefined;
  readonly reading: GoldOptions;
  /** Whether spans with a flaw are kept for `--bad-spans`. */
  readonly keepFlaws?: boolean;
  /** `train` where it is read to learn from. */
  readonly role?: "gold" | "train";
}

/** The gold behind the paths the user gave. Files are looked up at once. */
export async function goldInput(
  settings: GoldSettings,
  findings: Findings,
  io: FileIo,
): Promise<InputStream<Document>> {
  const found: { path: string; sources: readonly Source[] }[] = [];
  for (const path of settings.paths) {
    const { sources } = await goldSources(path, settings.format, findings.warnings, io);
    found.push({ path, sources });
  }
  const several = found.reduce((sum, { sources }) => sum + sources.length, 0) > 1;
  const inputs: Input[] = [];
  const all = found.flatMap(({ sources }) => sources);
  return { inputs, batches: new RowStream(read), files: pathsOf(all), sources: all };

  async function* read(rows: boolean): Items<Document> {
    const before = findings.issues.count;
    const across = new AcrossFiles();
    for (const { path, sources } of found) {
      const note = await InputRecorder.open(settings.role ?? "gold", path, findings);
      for (const source of sources) {
        for await (const batch of readGold(source, { several, across }, settings, findings, io, rows)) {
          note.addAll(batch, (document) => note.add(document.id, document.text, document.spans, document));
          yield batch;
        }
      }
      inputs.push(note.input());
    }
    across.finish(findings.issues, findings.warnings);
    if (findings.issues.count === before && inputs.every(({ documents }) => documents === 0))
      findings.issues.add(goldEmpty(settings.paths));
  }
}

/** How predictions are to be read. */
export interface PredictionSettings {
  readonly path: string;
  /** Undefined to tell it by ending and content. */
  readonly format: PredictionFormat | undefined;
  readonly reading: PredictionOptions;
  readonly keepFlaws?: boolean;
}

/** Predictions from a file, standard input, or the files of a folder or glob, which are one stream. */
export async function predictionInput(
  { path, format, reading, keepFlaws }: PredictionSettings,
  findings: Findings,
  io: FileIo,
): Promise<InputStream<Prediction>> {
  const { sources, single } = await predictionSources(path, format, findings.warnings, io);
  const inputs: Input[] = [];
  return { inputs, batches: new RowStream(read), files: pathsOf(sources), sources };

  async function* read(rows: boolean): Items<Prediction> {
    const note = await InputRecorder.open("pred", single ? sources[0]!.name : path, findings);
    const side = { several: sources.length > 1, across: new AcrossFiles() };
    for (const source of sources) {
      const context = { ...contextOf(source, side, findings, io), keepFlaws };
      const opened = await openSource(source, BEGINNING, io, findings.onBytes);
      const { predictions } = format ?? predictionFormatFor(source.id, opened.beginning, reading.column);
      const items =
        (rows && predictions.rows?.(opened.bytes(), context, reading)) ||
        predictions.read(opened.text(), context, reading);
      for await (const batch of items) {
        note.addAll(batch, ({ id, spans, mentions, flaws }) => note.add(id, undefined, spans, { mentions, flaws }));
        yield batch;
      }
    }
    side.across.finish(findings.issues, findings.warnings);
    inputs.push(note.input());
  }
}

/** Counts and digests what passes. */
export class InputRecorder {
  private readonly digests: readonly ContentDigest[];
  private documents = 0;
  private spans = 0;
  private readonly role: Input["role"];
  private readonly path: string;

  private constructor(role: Input["role"], path: string, digests: readonly ContentDigest[]) {
    this.role = role;
    this.path = path;
    this.digests = digests;
  }

  /** Opens a notebook, with the digests of this version and those that a run to compare with has. */
  static async open(
    role: Input["role"],
    path: string,
    { digests = [] }: Pick<Findings, "digests"> = {},
  ): Promise<InputRecorder> {
    return new InputRecorder(role, path, await Promise.all([...new Set([DIGEST, ...digests])].map(openDigest)));
  }

  /** Notes a document. */
  add(id: string, text: string | undefined, spans: readonly PredictedSpan[], partly: Partly = {}): void {
    this.documents++;
    this.spans += spans.length + (partly.mentions?.length ?? 0) + (partly.flaws?.length ?? 0);
    for (const digest of this.digests) digest.add(id, text, spans, partly);
  }

  /** Notes records that come as objects by `add`, and rows by what their columns say, or `add` once they are objects. */
  addAll<R>(batch: RecordRows<R> | readonly R[], add: (record: R) => void): void {
    if (!(batch instanceof RecordRows)) {
      for (const record of batch) add(record);
      return;
    }
    batch.onObject = add;
    const isGold = this.role !== "pred";
    for (let at = 0; at < batch.length; at++) {
      if (batch.plain[at] === 0) continue;
      this.documents++;
      this.spans += batch.spanFrom[at + 1]! - batch.spanFrom[at]!;
      for (const digest of this.digests) {
        if (digest.addRow(batch, at, isGold)) continue;
        digest.add(batch.id(at), isGold ? batch.text(at) : undefined, batch.spansOf(at));
      }
    }
  }

  /** What was noted. */
  input(): Input {
    const [digest, ...others] = this.digests.map((one) => one.finish());
    return {
      role: this.role,
      path: this.path,
      digest: digest!,
      ...(others.length > 0 && { others }),
      documents: this.documents,
      spans: this.spans,
    };
  }
}

async function* readGold(
  source: Source,
  side: SideOfFile,
  settings: GoldSettings,
  findings: Findings,
  io: FileIo,
  rows: boolean,
): Items<Document> {
  const opened = await openSource(source, BEGINNING, io, findings.onBytes);
  const context = { ...contextOf(source, side, findings, io), keepFlaws: settings.keepFlaws };
  const { gold } = settings.format ?? goldFormatFor(source.id, opened.beginning, settings.reading.column);
  const { reading } = settings;
  const items = (rows && gold.rows?.(opened.bytes(), context, reading)) || gold.read(opened.text(), context, reading);
  for await (const batch of items) {
    if (batch instanceof RecordRows || gold.anyUnit) yield batch;
    else yield batch.map((document) => ({ unit: "utf16", ...document }));
  }
}

/** What a file shares with the others of its side. */
type SideOfFile = Required<Pick<ReadContext, "several" | "across">>;

function contextOf(source: Source, side: SideOfFile, findings: Findings, io: FileIo): ReadContext {
  const companion = (ending: string) => companionOf(source, ending, io);
  return { source: source.name, name: stemOf(source.id), ...side, companion, ...findings };
}

/** The options about how files are read, by the keys of the table. */
export interface ReadingSettings extends TypeSettings {
  readonly gold?: readonly string[];
  readonly goldFormat?: string;
  readonly predFormat?: string;
  readonly goldSet?: string;
  readonly predSet?: string;
  readonly goldColumn?: string;
  readonly predColumn?: string;
  readonly tokenColumn?: string;
  readonly tags?: SideTags;
  readonly labelNames?: readonly string[];
  readonly document: GoldOptions["document"];
  readonly markup: GoldOptions["markup"];
  readonly repair: GoldOptions["repair"];
  readonly badSpans?: BadSpanRules;
}

/** How gold is to be read under these settings. */
export function goldSettings(flags: ReadingSettings, paths: readonly string[] = flags.gold ?? ["gold"]): GoldSettings {
  const { goldFormat, goldSet: set, document, markup, repair, goldColumn: column, tags, labelNames: labels } = flags;
  const format = goldFormat === undefined ? undefined : formatNamed(goldFormats, goldFormat);
  const types = namedTypes(flags, "gold");
  const columns = { column, token: flags.tokenColumn, otherColumn: flags.predColumn };
  const keepFlaws = (flags.badSpans?.gold ?? "refuse") !== "refuse";
  const reading = { document, markup, types, repair, ...columns, tags: tags?.gold, labels, set };
  return { paths, format, keepFlaws, reading };
}

/** How the predictions at a path are to be read under these settings. */
export function predictionSettings(
  flags: Omit<ReadingSettings, "document" | "markup">,
  path: string,
): PredictionSettings {
  const { predFormat, predSet: set, repair, predColumn: column, tags, labelNames: labels } = flags;
  const format = predFormat === undefined ? undefined : formatNamed(predictionFormats, predFormat);
  const types = namedTypes(flags, "pred");
  const columns = { column, token: flags.tokenColumn, otherColumn: flags.goldColumn };
  const keepFlaws = (flags.badSpans?.pred ?? "refuse") !== "refuse";
  return { path, format, keepFlaws, reading: { types, repair, ...columns, tags: tags?.pred, labels, set } };
}
