/** Sources: which of the files behind a path are inputs, and which belong to another one. */
import { statSync } from "node:fs";
import { NerEvalError } from "../corpus/error.ts";
import type { Warning } from "../corpus/issue.ts";
import { goldFormatOf, packings, predictionFormatOf, stemOf, unpackedName } from "../formats/detect.ts";
import type { Format, GoldFormat, PredictionFormat } from "../formats/format.ts";
import { fileSkipped, folderEmpty } from "../messages/files.ts";
import { type FileIo, fileSource, fileSources, type Source, textOf } from "./files.ts";

/** A format, as far as it is known by a name. */
type Known = Format | undefined;

/** How files of one side are told from others. */
interface Side {
  readonly skipped: "gold-skipped" | "pred-skipped";
  readonly none: "gold-none" | "pred-none";
  readonly formatOf: (id: string) => Known;
}

const gold: Side = {
  ...{ skipped: "gold-skipped", none: "gold-none" },
  formatOf: goldFormatOf,
};

const pred: Side = {
  ...{ skipped: "pred-skipped", none: "pred-none" },
  formatOf: predictionFormatOf,
};

/**
 * The gold files of a path. In folders, README and hidden files are none, and files of unknown kind are named in a
 * warning. Texts beside their annotations are none anywhere.
 */
export function goldSources(path: string, format: GoldFormat | undefined, warnings: Warning[], io: FileIo) {
  return sourcesOf(path, format, gold, warnings, io);
}

/**
 * The files of predictions of a path, by the same rules. Where a glob names several, they are called by their paths
 * from the folder in which its pattern begins.
 */
export async function predictionSources(
  path: string,
  format: PredictionFormat | undefined,
  warnings: Warning[],
  io: FileIo,
): Promise<{ sources: readonly Source[]; single: boolean }> {
  const { sources, single } = await sourcesOf(path, format, pred, warnings, io);
  const base = /^(?:[^*?{[]*\/)?/.exec(path.replace(/^\.\//, ""))![0];
  if (single || base === "" || !sources.every(({ id }) => id.startsWith(base))) return { sources, single };
  return { sources: sources.map((source) => ({ ...source, id: source.id.slice(base.length) })), single };
}

async function sourcesOf(path: string, format: Known, side: Side, warnings: Warning[], io: FileIo) {
  const { sources, folder, pattern } = await fileSources(path, io);
  const single = !folder && !pattern;
  if (single) return { sources: [await fileSource(path, io)], single };
  const formatOf = (id: string) => format ?? side.formatOf(id);
  const found = withoutCompanions(sources, formatOf);
  if (!folder) return { sources: found, single };
  const candidates = found.filter(({ id }) => !isHidden(id) && !/(^|\/)readme[^/]*$/i.test(id));
  const taken = candidates.filter(({ id }) => formatOf(id) !== undefined && !isCompanion(id, format));
  for (const { name } of candidates.filter((source) => !taken.includes(source))) {
    warnings.push(fileSkipped(side.skipped, name, format !== undefined));
  }
  if (taken.length > 0) return { sources: taken, single };
  throw new NerEvalError(folderEmpty(side.none, path));
}

/** The files that are not read with another one of them. */
function withoutCompanions(sources: readonly Source[], formatOf: (id: string) => Known): Source[] {
  const companions = new Set<string>();
  for (const { id } of sources) {
    const format = formatOf(id);
    if (isCompanion(id, format)) continue;
    for (const ending of format?.companions ?? []) companions.add(stemOf(id) + ending);
  }
  return sources.filter(({ id }) => !companions.has(unpackedName(id)));
}

function isCompanion(id: string, format: Known): boolean {
  return format?.companions?.some((ending) => unpackedName(id).endsWith(ending)) === true;
}

function isHidden(id: string): boolean {
  return id.split("/").some((part) => part.startsWith("."));
}

/** The absolute paths of the sources, and of the files that are read with them. */
export function pathsOf(sources: readonly Source[]): string[] {
  return sources.flatMap((source) => {
    if (source.path === undefined) return [];
    const companions = predictionFormatOf(source.id)?.companions ?? [];
    return [source.path, ...companions.flatMap((ending) => besideOf(source, ending)?.path ?? [])];
  });
}

/** The text of the file beside a source that has the same name and another ending; undefined where there is none. */
export async function companionOf(source: Source, ending: string, io: FileIo): Promise<string | undefined> {
  const beside = besideOf(source, ending);
  if (beside === undefined) return undefined;
  let text = "";
  for await (const chunk of textOf(beside, io)) text += chunk;
  return text;
}

function besideOf({ path, name, id }: Source, ending: string): Source | undefined {
  if (path === undefined) return undefined;
  for (const last of ["", ...packings].map((packing) => ending + packing)) {
    const beside: Source & { path: string } = {
      path: stemOf(path) + last,
      name: stemOf(name) + last,
      id: stemOf(id) + last,
    };
    if (beside.path !== path && statSync(beside.path, { throwIfNoEntry: false })?.isFile()) return beside;
  }
  return undefined;
}
