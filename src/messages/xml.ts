/** Messages of XML formats: syntax, GATE, i2b2, inline XML, and BioC, whose JSON has the same records. */
import { byCount, counted, firstOf, option, type Words } from "./words.ts";

/** XML that is not well-formed; `parser` is the message of the parser, which puts the place in front of it. */
export function xmlSyntax(parser: string): Words {
  const what = parser.replace(/^(?:\S*:)?\d+:\d+: /, "").replace(/\.$/, "");
  const hint = /entity/.test(what)
    ? "write & as &amp; and other characters as they are or by number; only amp lt gt quot apos have names"
    : "write & as &amp; and < as &lt; in texts, and close every element";
  return { code: "xml-syntax", message: `the file is not well-formed XML: ${what}`, hint };
}

export function xmlDeep(most: number): Words {
  return {
    code: "xml-deep",
    message: `elements are nested more than ${most} deep`,
    hint: "look for elements that are never closed",
  };
}

function shape(message: string, hint: string): Words {
  return { code: "xml-shape", message, hint };
}

/** An attribute that must be an offset or a length. */
export function attributeNotWhole({
  element,
  name,
  value,
}: {
  element: string;
  name: string;
  value?: string | undefined;
}): Words {
  const message =
    value === undefined
      ? `<${element}> has no ${name}`
      : `${name} of <${element}> is ${JSON.stringify(value)}, expected a whole number`;
  return shape(message, "offsets count from 0");
}

export function gateNoText(): Words {
  return shape("the file has no <TextWithNodes>", `is it GATE XML? ${option("goldFormat")} names another format`);
}

export function i2b2NoText(): Words {
  return shape("the file has no <TEXT>", `i2b2 files hold TEXT and TAGS; ${option("goldFormat")} names another format`);
}

const NODES = "StartNode and EndNode are ids of <Node> in <TextWithNodes>";

export function gateAnnotationNoType(): Words {
  return shape("the annotation has no Type", NODES);
}

export function gateNodeMissing(type: string): Words {
  return shape(`the annotation ${type} refers to a missing node`, NODES);
}

export function gateSpanReversed({ type, from, to }: { type: string; from: string; to: string }): Words {
  return { code: "span-reversed", message: `the annotation ${type} ${from}–${to} is empty or ends before it starts` };
}

/** Annotation sets that all have entities, none of which is the usual one. */
export function gateSetsSeveral(sets: readonly string[], side: "gold" | "pred"): Words {
  return shape(
    `several annotation sets have entities: ${sets.map((name) => name || "(default)").join(", ")}`,
    `choose one with ${option(side === "gold" ? "goldSet" : "predSet")}; "" is the default set`,
  );
}

/** The only set with entities, where it is not the usual one. */
export function gateSetOnly(name: string): Words {
  return passed(`the annotation set ${name || "without a name"} was read; no other set has entities`);
}

/** The usual set, where others have entities, too. */
export function gateSetRead(name: string): Words {
  return passed(`of several annotation sets, ${name || "the default set"} was read`);
}

export function gateStructureSkipped(count: number): Words {
  return skipped(
    counted(count, "annotation of tokens, sentences and the like", "annotations of tokens, sentences and the like"),
    count,
  );
}

export function relationsSkipped(count: number): Words {
  return skipped(counted(count, "relation"), count);
}

/** Elements that are not of the types that were named. */
export function elementsSkipped(count: number): Words {
  return skipped(counted(count, "element that is not a mention", "elements that are not mentions"), count);
}

function skipped(what: string, count: number): Words {
  return passed(`${what} ${byCount(count, "was", "were")} skipped`);
}

function passed(message: string): Words {
  return { code: "standoff-passed", message };
}

/** How many names of elements are listed. */
const NAMED = 8;

/** Elements read as mentions of the type that is their name, and elements skipped, with how often each occurs. */
export function elementsRead(read: ReadonlyMap<string, number>, structure: ReadonlyMap<string, number>): Words {
  const parts = [
    ...(read.size > 0 ? [`elements read as mentions: ${mostFrequent(read)}`] : []),
    ...(structure.size > 0 ? [`elements skipped as structure: ${mostFrequent(structure)}`] : []),
  ];
  return passed(`${parts.join("; ")}; ${option("types")} names the types of mentions`);
}

function mostFrequent(counts: ReadonlyMap<string, number>): string {
  const names = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return firstOf(
    names.map(([name, n]) => `${name} ${n}`),
    NAMED,
  );
}

/** An element that is a mention of no text. */
export function elementEmpty(name: string): Words {
  return { code: "span-reversed", message: `<${name}> holds no text` };
}

const BIOC = 'offsets count from the start of the document: <offset>0</offset>, <location offset="0" length="4"/>';

export function biocOffset(offset: string): Words {
  return shape(`the offset is ${JSON.stringify(offset)}, expected a whole number`, BIOC);
}

export function biocTextNoOffset(): Words {
  return shape("the text has no offset before it", BIOC);
}

export function biocNoType(): Words {
  return shape("the annotation has no type", 'write <infon key="type">…</infon>');
}

export function biocNoLocation(): Words {
  return shape("the annotation has no location", BIOC);
}

/** Passages that overlap, or are more than `most` characters apart. */
export function biocPassages(id: string, most: number): Words {
  return shape(
    passages(id, most),
    "the offset of a passage is its start in the document; write passages in their order",
  );
}

function passages(id: string, most: number): string {
  return `the passages of ${JSON.stringify(id)} overlap, or are more than ${counted(most, "character")} apart`;
}

export function biocJsonSyntax(engine: string): Words {
  return { code: "jsonl-syntax", message: `the file is not JSON: ${engine}` };
}

export function biocJsonNoDocuments(): Words {
  return {
    code: "jsonl-record",
    message: 'the file has no "documents" and no "passages"',
    hint: 'a collection is {"documents": [{"id": …, "passages": […]}]}',
  };
}

function jsonField(path: string, message: string, hint: string): Words {
  return { code: "jsonl-field", message: `${path}: ${message}`, hint };
}

export function biocJsonNoPassages(path: string): Words {
  return jsonField(path, 'no "passages"', 'a document is {"id": …, "passages": [{"offset": 0, "text": …}]}');
}

export function biocJsonTextNoOffset(path: string): Words {
  return jsonField(path, "the text has no offset that is a whole number", 'write {"offset": 0, "text": …}');
}

export function biocJsonNoType(path: string): Words {
  return jsonField(path, "the annotation has no type", 'write "infons": {"type": …}');
}

export function biocJsonNoLocations(path: string): Words {
  return jsonField(path, "the annotation has no locations", 'write "locations": [{"offset": 0, "length": 4}]');
}

export function biocJsonPassages({ path, id, most }: { path: string; id: string; most: number }): Words {
  return jsonField(
    path,
    passages(id, most),
    "the offset of a passage is its start in the document; write passages in their order",
  );
}
