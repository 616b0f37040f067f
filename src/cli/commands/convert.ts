/** `ner-eval convert`: annotated documents from one format into another, saying what would be lost. */

import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { NerEvalError } from "../../corpus/error.ts";
import type { Warning } from "../../corpus/issue.ts";
import { conllWriter } from "../../formats/conll.ts";
import { BEGINNING, goldFormatFor, stemOf, writtenFormatOf } from "../../formats/detect.ts";
import type { WrittenFormat } from "../../formats/format.ts";
import { joined, lossRefusal, lossWarnings, type Piece, printedBy } from "../../formats/print.ts";
import { formatNamed, writtenFormats } from "../../formats/registry.ts";
import { LossLog, type Writer } from "../../formats/writing.ts";
import { counted } from "../../messages/words.ts";

import { documentsIn } from "../documents.ts";
import type { Io } from "../io.ts";
import {
  formatAmbiguous,
  formatMissing,
  formatUnknown,
  idNotFileName,
  oneFileEach,
  oneFileFormat,
  sameFileName,
  severalFilesFormat,
  tagsWithoutConll,
  unlocatedPredictions,
} from "../messages/convert.ts";
import type { ConvertFlags } from "../options.ts";
import { refuseInputs, type Target, targetOf, writeAll } from "../outputs.ts";
import { writeResult } from "../streams.ts";

/** Runs the command. Everything is read and tried before anything is written. */
export async function convert(
  paths: readonly string[],
  flags: ConvertFlags,
  io: Io,
  warn: (warnings: readonly Warning[]) => void,
): Promise<void> {
  const format = formatFor(flags);
  const { documents, unplaced, warnings, files } = await documentsIn(paths, flags, io);
  const losses = new LossLog();
  for (const document of unplaced) losses.add(unlocatedPredictions, document);
  const pieces = printedBy(format.writer, documents, losses);
  const lost = lossWarnings(format, losses);
  if (lost.length > 0 && !flags.lossy) throw lossRefusal(lost);
  const outputs = outputsOf(pieces, format, flags);
  const targets = await targetsOf(outputs, flags, files, io);
  warn([...warnings, ...lost, ...ambiguous(outputs, format)]);
  writeAll(targets.map((target, i) => ({ target, content: outputs[i]!.text })));
  if (flags.output === undefined) writeResult(io, outputs[0]!.text, "other");
  else io.stderr.write(`${flags.output}: ${counted(pieces.length, "document")}\n`);
}

/** What goes into a file, and whether it is read by itself. `name` is undefined for standard output. */
interface Output {
  readonly name: string | undefined;
  readonly text: string;
  readonly companion?: boolean;
}

/** The files: one of all documents, or one of each, with what stands beside it. */
function outputsOf(
  pieces: readonly Piece[],
  { name: format, writer }: WrittenFormat,
  { output }: ConvertFlags,
): Output[] {
  const { fileEach } = writer;
  if (output?.endsWith("/")) {
    if (fileEach === undefined) throw new NerEvalError(oneFileFormat(format));
    return pieces.flatMap((piece) => filesOf(piece, join(output, `${safe(piece.id)}${fileEach}`), writer));
  }
  if (fileEach === undefined) {
    return [{ name: output, text: marked(joined(pieces, writer)) }];
  }
  const [piece, another] = pieces;
  if (piece === undefined || another !== undefined) throw new NerEvalError(oneFileEach(pieces.length, format));
  if (output === undefined && writer.beside) throw new NerEvalError(severalFilesFormat(format));
  return filesOf(piece, output, writer);
}

function filesOf({ text, beside }: Piece, name: string | undefined, writer: Writer): Output[] {
  const file = { name, text: marked(text) };
  if (beside === undefined) return [file];
  return [file, { name: `${stemOf(name!)}${writer.beside!.ending}`, text: marked(beside), companion: true }];
}

/** A byte-order mark at the beginning of a file is not part of its text; one that is stands behind another. */
function marked(text: string): string {
  return text.startsWith("\ufeff") ? `\ufeff${text}` : text;
}

/** The files to be written. The folders of those in a `folder` are made. */
async function targetsOf(outputs: readonly Output[], { output = "" }: ConvertFlags, inputs: readonly string[], io: Io) {
  const folder = output.endsWith("/");
  if (folder) mkdirSync(resolve(io.cwd, output), { recursive: true });
  const targets: Target[] = [];
  const taken = new Map<string, string>();
  // Where case makes no difference, neither do the forms of a letter.
  const ignoresCase = folder && isBlindToCase(resolve(io.cwd, output));
  const keyOf = ({ path }: Target) => (ignoresCase ? path.normalize("NFC").toLowerCase() : path);
  for (const { name } of outputs) {
    if (name === undefined) continue;
    if (folder) mkdirSync(dirname(resolve(io.cwd, name)), { recursive: true });
    const target = await targetOf(name, io);
    const twin = taken.get(keyOf(target));
    if (twin !== undefined) throw new NerEvalError(sameFileName(twin, name));
    taken.set(keyOf(target), name);
    targets.push(target);
  }
  refuseInputs(targets, inputs);
  return targets;
}

/** Whether a folder has one file under names that differ in case only. */
function isBlindToCase(folder: string): boolean {
  const probe = join(folder, `.ner-eval-${process.pid}-case`);
  writeFileSync(probe, "");
  try {
    return existsSync(probe.replace("-case", "-CASE"));
  } finally {
    rmSync(probe);
  }
}

/** Files that would be taken for another format when they are read. */
function ambiguous(outputs: readonly Output[], format: WrittenFormat): Warning[] {
  const taken = outputs.flatMap(({ name, text, companion }) => {
    if (name === undefined || companion) return [];
    const told = goldFormatFor(basename(name), text.slice(0, BEGINNING).replace(/^\ufeff/, "")).name;
    return told === format.name ? [] : [{ name, taken: told }];
  });
  return taken.length === 0 ? [] : [formatAmbiguous(format.name, taken)];
}

function formatFor({ to, toTags, output }: ConvertFlags): WrittenFormat {
  const format = to === undefined ? formatOf(output) : formatNamed(writtenFormats, to)!;
  if (format.name === "conll") return { ...format, writer: conllWriter(toTags) };
  if (toTags !== "iob2") throw new NerEvalError(tagsWithoutConll(toTags, format.name));
  return format;
}

function formatOf(output: string | undefined): WrittenFormat {
  if (output === undefined) throw new NerEvalError(formatMissing());
  const format = output.endsWith("/") ? formatNamed(writtenFormats, "bracket") : writtenFormatOf(output);
  const endings = writtenFormats.flatMap(({ writer }) => writer.endings);
  if (!format) throw new NerEvalError(formatUnknown(output, endings));
  return format;
}

/** An id as a path within a folder, of a file that is read with the folder. */
function safe(id: string): string {
  const parts = id.split("/");
  const named = parts.every((part) => part !== "" && !part.startsWith("."));
  if (named && !/[\0\\]/.test(id) && !/^readme/i.test(parts.at(-1)!)) return id;
  throw new NerEvalError(idNotFileName(id));
}
