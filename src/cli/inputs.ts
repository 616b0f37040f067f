/** Inputs: gold and predictions as streams of documents, with what is known of them once they are read. */
import type { Document, Prediction } from "../corpus/document.ts";
import { NerEvalError } from "../corpus/error.ts";
import type { IssueLog, Warning } from "../corpus/issue.ts";
import type { PredictedSpan } from "../corpus/span.ts";
import { goldFormatByContent, goldFormatOf, stemOf } from "../formats/detect.ts";
import type { GoldFormat, GoldOptions } from "../formats/format.ts";
import { jsonlPredictions } from "../formats/jsonl.ts";
import type { Input } from "../report/run.ts";
import { ContentDigest } from "./digest.ts";
import { fileSource, fileSources, type Source, textOf } from "./files.ts";
import type { Io } from "./io.ts";

/** A stream of documents, and what went into it: complete once the stream has been read to its end. */
export interface InputStream<R> {
  readonly batches: AsyncIterable<readonly R[]>;
  readonly inputs: Input[];
}

/** Where readers put what they find. */
export interface Findings {
  readonly issues: IssueLog;
  readonly warnings: Warning[];
  /** Told how many bytes were read. */
  readonly onBytes?: (bytes: number) => void;
}

/** How gold is to be read. */
export interface GoldSettings {
  readonly paths: readonly string[];
  /** The format of all gold files; undefined to tell it file by file. */
  readonly format: GoldFormat | undefined;
  readonly reading: GoldOptions;
  /** `train` where it is read to learn from. */
  readonly role?: "gold" | "train";
}

/**
 * The gold behind the paths the user gave. Files are looked up at once; in folders, README and hidden files are not
 * gold, and files of unknown kind are named in a warning.
 */
export async function goldInput(settings: GoldSettings, findings: Findings, io: Io): Promise<InputStream<Document>> {
  const found: { path: string; sources: Source[] }[] = [];
  for (const path of settings.paths) found.push({ path, sources: await goldSources(path, settings, findings, io) });
  const inputs: Input[] = [];
  return { inputs, batches: read() };

  async function* read() {
    for (const { path, sources } of found) {
      const note = new Notebook(settings.role ?? "gold", path);
      for (const source of sources) {
        for await (const batch of readGold(source, settings, findings, io)) {
          for (const document of batch) note.add(document.id, document.text, document.spans, document);
          yield batch;
        }
      }
      inputs.push(note.input());
    }
  }
}

/** Predictions from a file or standard input. */
export async function predictionInput(path: string, findings: Findings, io: Io): Promise<InputStream<Prediction>> {
  const source = await fileSource(path, io);
  const inputs: Input[] = [];
  return { inputs, batches: read() };

  async function* read() {
    const note = new Notebook("pred", source.name);
    const context = { source: source.name, name: stemOf(source.id), ...findings };
    for await (const batch of jsonlPredictions.read(textOf(source, io, findings.onBytes), context)) {
      for (const { id, spans } of batch) note.add(id, undefined, spans);
      yield batch;
    }
    inputs.push(note.input());
  }
}

/** Counts and digests what passes. */
export class Notebook {
  private readonly digest = new ContentDigest();
  private documents = 0;
  private spans = 0;
  private readonly role: Input["role"];
  private readonly path: string;

  constructor(role: Input["role"], path: string) {
    this.role = role;
    this.path = path;
  }

  /** Notes a document. */
  add(
    id: string,
    text: string | undefined,
    spans: readonly PredictedSpan[],
    partly: Pick<Document, "annotated" | "unannotated"> = {},
  ): void {
    this.documents++;
    this.spans += spans.length;
    this.digest.add(id, text, spans, partly);
  }

  /** What was noted. */
  input(): Input {
    return {
      role: this.role,
      path: this.path,
      sha256: this.digest.toString(),
      documents: this.documents,
      spans: this.spans,
    };
  }
}

async function goldSources(path: string, settings: GoldSettings, findings: Findings, io: Io): Promise<Source[]> {
  const { sources, folder } = await fileSources(path, io);
  if (!folder) return sources;
  const candidates = sources.filter(({ id }) => !isHidden(id) && !/(^|\/)readme[^/]*$/i.test(id));
  const gold = candidates.filter(({ id }) => settings.format !== undefined || goldFormatOf(id) !== undefined);
  for (const { name } of candidates.filter((source) => !gold.includes(source))) {
    const message = `${name} was left out: its ending tells no gold format (--gold-format names one)`;
    findings.warnings.push({ code: "gold-skipped", message });
  }
  if (gold.length > 0) return gold;
  throw new NerEvalError({
    code: "gold-none",
    message: `no gold in the folder ${path}`,
    hint: "gold files end in .txt (bracket format) or .jsonl; --gold-format reads any ending",
  });
}

function isHidden(id: string): boolean {
  return id.split("/").some((part) => part.startsWith("."));
}

async function* readGold(
  source: Source,
  settings: GoldSettings,
  findings: Findings,
  io: Io,
): AsyncIterable<readonly Document[]> {
  const chunks = textOf(source, io, findings.onBytes);
  const context = { source: source.name, name: stemOf(source.id), ...findings };
  const known = settings.format ?? goldFormatOf(source.id);
  if (known) {
    yield* known.read(chunks, context, settings.reading);
    return;
  }
  const iterator = chunks[Symbol.asyncIterator]();
  const first = await iterator.next();
  const beginning = first.done ? "" : first.value;
  yield* goldFormatByContent(beginning).read(resume(beginning, iterator), context, settings.reading);
}

async function* resume(first: string, rest: AsyncIterator<string>): AsyncIterable<string> {
  yield first;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}
