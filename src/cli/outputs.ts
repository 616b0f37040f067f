/** Outputs: files that appear whole or not at all, and are known to be writable before the work begins. */
import {
  chmodSync,
  closeSync,
  constants,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { access, realpath, stat } from "node:fs/promises";
import { basename, dirname, extname, join, resolve } from "node:path";
import { NerEvalError } from "../corpus/error.ts";
import { meaningOf } from "../files/system-error.ts";
import type { LongText } from "../report/json.ts";
import { formatsOf, type OutputFormat, outputFormats, type Showing, type Views } from "../report/output-formats.ts";
import { provenanceOf } from "../report/provenance.ts";
import type { Style } from "../report/render/style.ts";
import type { Run } from "../run/run.ts";
import type { Io } from "./io.ts";
import {
  outputEndingUnknown,
  outputFailed,
  outputFolderFailed,
  outputFolderIsFile,
  outputFolderLocked,
  outputFolderMissing,
  outputIsDevice,
  outputIsFolder,
  outputIsInput,
  outputNameFailed,
  outputTwice,
  outputUnnamed,
} from "./messages/files.ts";

/** A file to be written. */
export interface Target {
  /** As the user named it. */
  readonly name: string;
  /** The absolute path; behind symbolic links where the file is there already. */
  readonly path: string;
  /** The ending, with the dot, in lower case. */
  readonly extension: string;
  /** The real paths of the files that the run has read. */
  readonly opened?: ReadonlySet<string> | undefined;
}

/**
 * The file behind a name the user gave.
 *
 * @throws NerEvalError `file-unwritable` where its folder does not exist or cannot be written to, or where something else
 * than a file has its name.
 */
export async function targetOf(name: string, io: Io): Promise<Target> {
  if (name === "") throw new NerEvalError(outputUnnamed());
  const given = resolve(io.cwd, name);
  const folder = await stat(dirname(given)).catch((error: NodeJS.ErrnoException) => error);
  if (folder instanceof Error && folder.code === "ENOENT")
    throw new NerEvalError(outputFolderMissing(name, dirname(name)));
  if (folder instanceof Error) throw new NerEvalError(outputFolderFailed(name, meaningOf(folder)));
  if (!folder.isDirectory()) throw new NerEvalError(outputFolderIsFile(name));
  const existing = await stat(given).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw new NerEvalError(outputNameFailed(name, meaningOf(error)));
    return undefined;
  });
  if (existing?.isDirectory()) throw new NerEvalError(outputIsFolder(name));
  if (existing && !existing.isFile()) throw new NerEvalError(outputIsDevice(name));
  const path = existing ? await realpath(given) : given;
  await access(dirname(path), constants.W_OK).catch(() => {
    throw new NerEvalError(outputFolderLocked(name));
  });
  refuseOpened(name, path, io.opened);
  return { name, path, extension: extname(given).toLowerCase(), opened: io.opened };
}

function refuseOpened(name: string, path: string, opened: ReadonlySet<string> | undefined): void {
  if (opened?.has(path)) throw new NerEvalError(outputIsInput(name));
}

/**
 * Holds outputs against the files that are read, given by their absolute paths.
 *
 * @throws NerEvalError `file-unwritable` where an output would replace one of them.
 */
export function refuseInputs(targets: readonly Target[], files: readonly string[]): void {
  for (const { name, path } of targets) {
    if (files.some((file) => basename(file) === basename(path) && realpathSync(file) === path))
      throw new NerEvalError(outputIsInput(name));
  }
}

/** Writes the file beside its place and moves it there, so that nobody ever sees half of it. */
export function writeWhole(target: Target, content: string | LongText): void {
  writeAll([{ target, content }]);
}

/**
 * Writes files: all of them whole, or none where one cannot be written. A file that is replaced passes on its
 * permissions.
 *
 * @throws NerEvalError `file-unwritable`, also where one of them is a file that was read.
 */
export function writeAll(files: readonly { readonly target: Target; readonly content: string | LongText }[]): void {
  const beside = files.map(({ target }, i) => join(dirname(target.path), `.ner-eval-${process.pid}-${i}.tmp`));
  let at = 0;
  try {
    for (const { name, path, opened } of files.map(({ target }) => target)) refuseOpened(name, path, opened);
    for (at = 0; at < files.length; at++) {
      const { target, content } = files[at]!;
      writeContent(beside[at]!, content);
      const replaced = statSync(target.path, { throwIfNoEntry: false });
      if (replaced) chmodSync(beside[at]!, replaced.mode & 0o7777);
    }
    for (at = 0; at < files.length; at++) renameSync(beside[at]!, files[at]!.target.path);
  } catch (error) {
    for (const path of beside) rmSync(path, { force: true });
    // What has no code comes from the making of the text, and not from the disk.
    if (error instanceof NerEvalError || (error as NodeJS.ErrnoException).code === undefined) throw error;
    throw new NerEvalError(outputFailed(files[at]!.target.name, meaningOf(error as NodeJS.ErrnoException)));
  }
}

/** Writes a file, a long text piece by piece. */
function writeContent(path: string, content: string | LongText): void {
  if (typeof content === "string") {
    writeFileSync(path, content);
    return;
  }
  const file = openSync(path, "w");
  try {
    for (const piece of content.pieces()) writeFileSync(file, piece);
  } finally {
    closeSync(file);
  }
}

/**
 * The files the user named, which must end in one of these endings.
 *
 * @throws NerEvalError where an ending tells nothing, or a file cannot be written.
 */
export async function targetsOf(names: readonly string[], endings: readonly string[], io: Io): Promise<Target[]> {
  const targets: Target[] = [];
  for (const name of names) {
    const target = await targetOf(name, io);
    if (!endings.includes(target.extension)) {
      throw new NerEvalError(outputEndingUnknown(name, endings));
    }
    const twin = targets.find(({ path }) => path === target.path);
    if (twin) throw new NerEvalError(outputTwice(twin.name, name));
    targets.push(target);
  }
  return targets;
}

/** How wide a report on standard output may be: as wide as the terminal, where it is one. */
export function widthOf({ stdout }: Io): number {
  return stdout.isTTY ? (stdout.columns ?? 80) : Infinity;
}

/** The views that a command has of its result: they decide what it can be written in. */
export const commandViews = {
  score: ["report", "table", "rows", "json"],
  explain: ["report", "json"],
  compare: ["report", "table", "rows", "json"],
  report: ["report", "table", "rows"],
} as const satisfies { readonly [command: string]: readonly (keyof Views)[] };

/** A result as a command shows it. */
export interface Result {
  readonly views: Views;
  /** The runs behind it: files of LaTeX name them as the origin of their numbers. */
  readonly runs?: readonly Pick<Run, "name" | "signature" | "inputs">[] | undefined;
  readonly label?: string | undefined;
  readonly siunitx?: boolean | undefined;
}

/** The files that a command was asked to write, which must end as formats of its views do. */
export function outputTargets(names: readonly string[], command: keyof typeof commandViews, io: Io): Promise<Target[]> {
  const endings = formatsOf(commandViews[command]).map(({ ending }) => ending);
  return targetsOf(names, endings, io);
}

/** The result as text in a format, for standard output. */
export async function shownAs(name: string, result: Result, io: Io, style: Style): Promise<string> {
  const format = outputFormats.find((known) => known.name === name)!;
  return String(await rendered(format, result, { isFile: false, width: widthOf(io), style }));
}

/**
 * The files with their contents: all are made before one is written, except long texts, which are made while they are written.
 */
export async function contentsOf(targets: readonly Target[], result: Result) {
  const files: { target: Target; content: string | LongText }[] = [];
  for (const target of targets) {
    const format = outputFormats.find(({ ending }) => ending === target.extension)!;
    files.push({ target, content: await rendered(format, result, { isFile: true }) });
  }
  return files;
}

function rendered({ render }: OutputFormat, { views, runs = [], ...latex }: Result, showing: Showing) {
  return render(views as Required<Views>, { ...showing, ...latex, provenance: provenanceOf(runs) });
}
