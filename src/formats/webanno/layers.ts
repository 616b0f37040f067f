/** WebAnno layers: which column holds the entities, and what its cells say. */

import { webannoLayerUnclear, webannoLayerWanted } from "../../messages/conllu.ts";
import type { Words } from "../../messages/words.ts";

/** A feature's column, counted from 0 behind the token; its layer's columns begin at `first`. */
export interface LayerColumn {
  readonly layer: string;
  /** Whether it is taken only because the file has no other. */
  readonly assumed: boolean;
  readonly column: number;
  readonly first: number;
  readonly count: number;
}

/** Layers that come with every project and hold no entities. */
const linguistic = new Set(
  "POS Lemma Stem Token Sentence MorphologicalFeatures Chunk Dependency SurfaceForm SpellingAnomaly CoreferenceLink".split(
    " ",
  ),
);

/** The layers of a file, as its header lists them. */
export class Layers {
  private readonly wanted: string | undefined;
  private readonly layers: {
    name: string;
    features: readonly string[];
    first: number;
    count: number;
    span: boolean;
  }[] = [];
  private columns = 0;

  /** `wanted` is a layer, a feature, or `LAYER.FEATURE`; undefined for the layer that is called `NamedEntity`. */
  constructor(wanted: string | undefined) {
    this.wanted = wanted;
  }

  /** Takes a header line; one that names no layer is nothing to us. */
  push(line: string): void {
    const [, kind, rest] = /^#(T_SP|T_RL|T_CH)=(.*)$/.exec(line) ?? [];
    if (kind === undefined || rest === undefined) return;
    const [name = "", ...features] = rest.split("|").filter((part, index) => index === 0 || part !== "");
    // A relation has a column for its origin, which stands among its features; a layer without features has one for itself.
    const count = Math.max(1, features.length);
    this.layers.push({ name, features, first: this.columns, count, span: kind === "T_SP" });
    this.columns += count;
  }

  /** The column of the entities; `missing` or `several` where there is none or more than one, with what to say of it. */
  find(): LayerColumn | { readonly fault: "missing" | "several"; readonly words: Words } {
    const spans = this.layers.filter(({ span }) => span);
    const found: LayerColumn[] = [];
    for (const { name, features, first, count } of spans) {
      const short = name.slice(name.lastIndexOf(".") + 1);
      const main = Math.max(0, features.indexOf("value"));
      const named = features.findIndex((feature) => this.isNamed(name, short, feature));
      const whole = this.wanted === undefined ? short === "NamedEntity" : this.wanted === name || this.wanted === short;
      if (whole || named >= 0)
        found.push({ layer: short, assumed: false, column: first + (whole ? main : named), first, count });
    }
    const [only, another] = found;
    if (only && another === undefined) return only;
    const layers = spans.map(({ name, features }) => ({ name: name.slice(name.lastIndexOf(".") + 1), features }));
    const fault = found.length > 1 ? "several" : "missing";
    if (this.wanted !== undefined)
      return { fault, words: webannoLayerWanted(this.wanted, fault === "several", layers) };
    const [single, second] = spans.filter(({ name }) => !linguistic.has(name.slice(name.lastIndexOf(".") + 1)));
    if (fault === "several" || single === undefined || second !== undefined)
      return { fault, words: webannoLayerUnclear(layers) };
    const main = Math.max(0, single.features.indexOf("value"));
    return { layer: single.name, assumed: true, column: single.first + main, first: single.first, count: single.count };
  }

  private isNamed(name: string, short: string, feature: string): boolean {
    return [feature, `${short}.${feature}`, `${name}.${feature}`].includes(this.wanted!);
  }
}

/** A label of a cell, undefined where it cannot be read, and the number of its annotation where that has one. */
export interface Label {
  readonly label: string | undefined;
  readonly number: number | undefined;
}

/** What an annotation without a value is of. */
const UNTYPED = "_";

/** The labels of a cell, stacked ones parted by `|`. `cells` are those of its layer, which tell `*` from nothing. */
export function labelsOf(cell: string, cells: readonly string[] = [cell]): readonly Label[] {
  if (cell === "_" && cells.every((other) => other === "_")) return [];
  return partsOf(cell).map((part) => {
    const [, text, number] = /^((?:[^\\[\]]|\\.)*)(?:\[(\d{1,9})\])?$/s.exec(part) ?? [];
    const label =
      text === undefined || text === "" ? undefined : text === "*" || text === "_" ? UNTYPED : unescaped(text);
    return { label, number: number === undefined ? undefined : Number(number) };
  });
}

/** The cell, parted at each `|` that is not escaped. */
function partsOf(cell: string): string[] {
  return (cell.match(/(?:\\.|[^\\|])+|\\$|(?<=\|)(?=\|)/gs) ?? [""]) as string[];
}

/** The text behind an escaped one. */
export function unescaped(text: string): string {
  if (!text.includes("\\")) return text;
  return text.replace(/\\(->|[\s\S])/g, (_, mark: string) => escapes.get(mark) ?? mark);
}

const escapes = new Map([
  ["t", "\t"],
  ["n", "\n"],
  ["r", "\r"],
  ["b", "\b"],
  ["f", "\f"],
]);
