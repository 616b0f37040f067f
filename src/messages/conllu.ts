/** Messages of CoNLL-U and of WebAnno TSV. */

import { quoted } from "./quote.ts";
import { cutOff } from "./values.ts";
import { byCount, counted, option, type Words } from "./words.ts";

/** A line that is neither a comment nor a word. */
export function conlluLine(columns: number): Words {
  return {
    code: "conllu-line",
    message: `not a CoNLL-U line: found ${counted(columns, "column")}, expected a number and the 10 columns of CoNLL-U (or 5 of UNER)`,
    hint: `separate columns by tabs; ${option("goldFormat", "conll")} reads other columns`,
  };
}

/** A word that is not next in the text of its sentence. */
export function conlluText({ form, found }: { form: string; found: string }): Words {
  return {
    code: "conllu-text",
    message: `the sentence continues with ${JSON.stringify(found)}, not with the word ${JSON.stringify(form)}`,
    hint: "the words of a sentence in their order must be its # text, except for blanks",
  };
}

/** Entity brackets that cannot be read. */
export function entityBrackets(value: string): Words {
  return { code: "conllu-entity", message: `${JSON.stringify(value)} holds no entities in brackets` };
}

export function entityUnopened(bracket: string): Words {
  return { code: "conllu-entity", message: `${JSON.stringify(bracket)} closes no open entity` };
}

/** The parts of one entity overlap. */
export function entityPartsOverlap(id: string): Words {
  return { code: "conllu-entity", message: `the parts of ${id} overlap` };
}

export function entityUnclosed(bracket: string): Words {
  return { code: "conllu-entity", message: `${bracket} is not closed in its sentence` };
}

/** Mentions that are empty nodes. */
export function conlluEmptyNodes(count: number): Words {
  return {
    code: "conllu-bare",
    message: byCount(
      count,
      "1 mention is an empty node, which has no text, and was skipped",
      `${counted(count, "mention")} are empty nodes, which have no text, and were skipped`,
    ),
  };
}

/** A file without entities; `key` is the key of MISC that was asked for. */
export function conlluNoEntities(key: string | undefined): Words {
  return {
    code: "conllu-bare",
    message: `no entities: MISC has no Entity= and no tags${key === undefined ? "" : ` under ${key}`}`,
  };
}

function webannoLine(message: string): Words {
  return { code: "webanno-line", message };
}

export function webannoTokenExpected(): Words {
  return webannoLine(
    "not a WebAnno TSV line: expected a token number such as 1-1, offsets such as 0-5, and the text, separated by tabs",
  );
}

/** A line that ends before the column of the entities. */
export function webannoColumnMissing(layer: string): Words {
  return webannoLine(`the line has no column for ${layer}`);
}

export function webannoLabel(cell: string): Words {
  return webannoLine(`${quoted(cell)} is not a label such as PER or PER[1]`);
}

/** One annotation with two labels. */
export function webannoLabelsDiffer({ number, one, other }: { number: string; one: string; other: string }): Words {
  return webannoLine(`the annotation [${number}] is both ${cutOff(one, 60)} and ${cutOff(other, 60)}`);
}

export function webannoTokenOverlaps(): Words {
  return { code: "webanno-text", message: "the token overlaps the token before it" };
}

/** A part of a token, such as 1-1.1, that reaches outside of it. */
export function webannoPartOutside(): Words {
  return { code: "webanno-text", message: "the part of a token reaches outside the token" };
}

export function webannoText(facts: { start: number; end: number; found: string; form: string }): Words {
  const { start, end, found, form } = facts;
  return {
    code: "webanno-text",
    message: `the text at ${start}-${end} is ${quoted(found)}, not ${quoted(form)}`,
    hint: "offsets are half-open and count UTF-16 code units from the start of the document",
  };
}

function webannoLayer(message: string): Words {
  return {
    code: "webanno-layer",
    message,
    hint: `${option("goldColumn")} and ${option("predColumn")} name a layer, or LAYER.FEATURE`,
  };
}

/** The layers of a file and their features. */
export type LayerFacts = readonly { readonly name: string; readonly features: readonly string[] }[];

/** A layer or feature that was asked for, and that the file has not, or several times. */
export function webannoLayerWanted(wanted: string, several: boolean, layers: LayerFacts): Words {
  return webannoLayer(`${several ? "several layers are" : "no layer is"} called ${wanted}: ${layersOf(layers)}`);
}

/** A file in which it is not clear which layer holds the entities. */
export function webannoLayerUnclear(layers: LayerFacts): Words {
  return webannoLayer(`no single layer is called NamedEntity: ${layersOf(layers)}`);
}

/** A file whose only layer was read, while other files have the layer of entities. */
export function webannoLayerOther(layer: string): Words {
  return webannoLayer(`the only layer is ${layer}, but other files have a layer NamedEntity`);
}

/** Files without the layer that other files have. */
export function layerMissing(): Words {
  return { code: "webanno-layer", message: "no layer of mentions, which other files have; read as without mentions" };
}

function layersOf(layers: LayerFacts): string {
  if (layers.length === 0) return "the file has no layer of spans";
  return `the file has ${layers.map(({ name, features }) => `${name} (${features.join(", ")})`).join(", ")}`;
}

/** Mentions of tokens without any character. */
export function webannoMentionsEmpty(count: number): Words {
  return {
    code: "entries-skipped",
    message: `${counted(count, "mention")} without a character ${byCount(count, "was", "were")} skipped`,
  };
}
