/** `ner-eval convert`: annotated documents from one format into another, saying what would be lost. */

import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { NerEvalError } from "../../corpus/error.ts";
import type { Warning } from "../../corpus/issue.ts";
import { BEGINNING, goldFormatFor, stemOf } from "../../formats/detect.ts";
import { conllWriterFor } from "../../formats/write/column-writers.ts";
import { joined, lossRefusal, lossWarnings, type Piece, printedBy } from "../../formats/write/print.ts";
import { type DocumentWriter, LossLog } from "../../formats/write/writer.ts";
import { writerOf, writers } from "../../formats/write/writers.ts";
import { counted } from "../../messages/words.ts";

import { documentsIn } from "../documents.ts";
import type { Io } from "../io.ts";
import type { ConvertFlags } from "../options.ts";
import { refuseInputs, type Target, targetOf, writeAll } from "../outputs.ts";
import { writeResult } from "../streams.ts";
import { usage } from "../usage.ts";

/** Runs the command. Everything is read and tried before anything is written. */
export async function convert(
  paths: readonly string[],
  flags: ConvertFlags,
  io: Io,
  warn: (warnings: readonly Warning[]) => void,
): Promise<void> {
  const writer = writerFor(flags);
  const { documents, unplaced, warnings, files } = await documentsIn(paths, flags, io);
  const losses = new LossLog();
  for (const document of unplaced) losses.add("predictions that stand nowhere in their text", document);
  const pieces = printedBy(writer, documents, losses);
  const lost = lossWarnings(writer, losses);
  if (lost.length > 0 && !flags.lossy) throw lossRefusal(lost);
  const outputs = outputsOf(pieces, writer, flags);
  const targets = await targetsOf(outputs, flags, files, io);
  warn([...warnings, ...lost, ...ambiguous(outputs, writer)]);
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
function outputsOf(pieces: readonly Piece[], writer: DocumentWriter, { output }: ConvertFlags): Output[] {
  const { fileEach, name: format } = writer;
  if (output?.endsWith("/")) {
    if (fileEach === undefined) throw usage(`${format} holds all documents in one file`, "name a file: -o FILE");
    return pieces.flatMap((piece) => filesOf(piece, join(output, `${safe(piece.id)}${fileEach}`), writer));
  }
  if (fileEach === undefined) {
    return [{ name: output, text: marked(joined(pieces, writer)) }];
  }
  const [piece, another] = pieces;
  if (piece === undefined || another !== undefined) {
    const what = counted(pieces.length, "document");
    throw usage(`${what} do not fit in one file in the ${format} format`, "name a folder: -o FOLDER/");
  }
  if (output === undefined && writer.beside)
    throw usage(`${format} is more than one file`, "name the first: -o FILE.ann");
  return filesOf(piece, output, writer);
}

function filesOf({ text, beside }: Piece, name: string | undefined, writer: DocumentWriter): Output[] {
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
    if (twin !== undefined) {
      const message = `${twin} and ${name} are the same file here`;
      throw new NerEvalError({ code: "convert-impossible", message, hint: "write all documents into one JSONL file" });
    }
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
function ambiguous(outputs: readonly Output[], writer: DocumentWriter): Warning[] {
  const taken = outputs.flatMap(({ name, text, companion }) => {
    if (name === undefined || companion) return [];
    const told = goldFormatFor(basename(name), text.slice(0, BEGINNING).replace(/^\ufeff/, "")).name;
    return told === writer.name ? [] : [`${name} for ${told}`];
  });
  if (taken.length === 0) return [];
  const more = taken.length > 1 ? `, and ${taken.length - 1} more` : "";
  const message = `unless --gold-format ${writer.name} says otherwise, ner-eval would take ${taken[0]}${more}`;
  return [{ code: "convert-ambiguous", message }];
}

function writerFor({ to, toTags, output }: ConvertFlags): DocumentWriter {
  const writer = namedWriter(to, output);
  if (writer.name === "conll") return conllWriterFor(toTags);
  if (toTags !== "iob2") throw usage(`--to-tags ${toTags} is for CoNLL`, `leave it out for ${writer.name}`);
  return writer;
}

function namedWriter(to: string | undefined, output: string | undefined): DocumentWriter {
  if (to !== undefined) return writers.find(({ name }) => name === to)!;
  if (output === undefined) throw usage("no format to write", "name one with --to, or a file with -o");
  const writer = output.endsWith("/") ? writers.find(({ name }) => name === "bracket") : writerOf(output);
  const endings = writers.flatMap(({ extensions }) => extensions).join(", ");
  if (!writer) throw usage(`cannot tell what to write into ${output}`, `end it in ${endings}, or use --to`);
  return writer;
}

/** An id as a path within a folder, of a file that is read with the folder. */
function safe(id: string): string {
  const parts = id.split("/");
  const named = parts.every((part) => part !== "" && !part.startsWith("."));
  if (named && !/[\0\\]/.test(id) && !/^readme/i.test(parts.at(-1)!)) return id;
  const message = `the id ${JSON.stringify(id)} is no name for a file`;
  throw new NerEvalError({ code: "convert-impossible", message, hint: "write it as JSONL instead" });
}
