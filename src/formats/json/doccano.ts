/** doccano: `label` as `[start, end, label]`, or `entities` and `annotations` with `start_offset`; offsets in code points. */

import type { Document } from "../../corpus/document.ts";
import { type Flaw, flawsIn } from "../../corpus/flaw.ts";
import { doccanoAnnotatorsSeveral, doccanoLabelsUnnamed, doccanoNoLabels } from "../../messages/json-formats.ts";
import { inFile } from "../../messages/words.ts";
import { placedPrediction, textFormat } from "../both.ts";
import type { ReadContext } from "../format.ts";
import { MentionLists } from "../lists.ts";
import { isObject } from "../record.ts";
import { codePointsOf, heldBy, type LossLog, type Written } from "../writing.ts";
import { asObject, byEntry, type Entry, type EntryReader, idOf } from "./entries.ts";
import { mentionFields } from "./fields.ts";
import { ForeignRecords } from "./foreign.ts";
import { listIn, Placer, present, textIn } from "./place.ts";
import { shapedAs } from "./shape.ts";

/** Of several annotators of a document the first is read, which a warning says. */
export const doccano = textFormat({
  name: "doccano",
  endings: [],
  looksLike: shapedAs("doccano"),
  read: byEntry((context) => new Reader(context)),
  predictionOf: placedPrediction,
  writer: { endings: [], write },
});

/** Under which names texts stand. */
const texts = ["text", "column_data", "data"];

class Reader implements EntryReader {
  private readonly context: ReadContext;
  private readonly lists = new MentionLists(undefined, mentionFields.doccano);
  private readonly foreign = new ForeignRecords("doccano");
  /** Documents with several annotators, and the spans of those not read. */
  private documents = 0;
  private others = 0;
  /** Numbers that stand for labels. */
  private readonly numbers = new Set<number>();

  constructor(context: ReadContext) {
    this.context = context;
  }

  read(entry: Entry): Document | undefined {
    const record = asObject(entry);
    if (!record) return undefined;
    const { value, complain, origin } = record;
    if (this.foreign.has(value, origin)) return undefined;
    const textName = texts.find((name) => value[name] !== undefined) ?? "text";
    const text = textIn(value[textName], [textName], complain);
    const name = this.lists.choose(value, origin);
    if (name === undefined) complain([], doccanoNoLabels());
    const list = name === undefined ? [] : (listIn(value[name], [name], complain) ?? []);
    if (text === undefined) return undefined;
    const flaws: Flaw[] = [];
    const placer = new Placer(text, "codepoint", complain, this.context.keepFlaws ? flaws : undefined);
    const chosen = this.ofFirst(list);
    const spans = list.flatMap((item, i) => (chosen(item) ? present(placer.read(this.named(item), [name!, i])) : []));
    return { id: idOf(record, this.context), text, spans, origin, ...flawsIn(flaws) };
  }

  finish(): void {
    const { source, warnings, issues } = this.context;
    this.foreign.finish(issues);
    warnings.push(...this.lists.warnings(source));
    if (this.documents > 0)
      warnings.push(inFile(source, doccanoAnnotatorsSeveral({ documents: this.documents, left: this.others })));
    if (this.numbers.size === 0) return;
    const numbers = [...this.numbers].sort((a, b) => a - b).slice(0, 5);
    warnings.push(inFile(source, doccanoLabelsUnnamed(numbers)));
  }

  /** Whether a span is of the first annotator of its document. */
  private ofFirst(list: readonly unknown[]): (item: unknown) => boolean {
    const users = list.map(userOf);
    const first = users.find((user) => user !== undefined);
    const others = users.filter((user) => user !== undefined && user !== first).length;
    if (others > 0) this.documents++;
    this.others += others;
    return (item) => (userOf(item) ?? first) === first;
  }

  /** A span whose label, where it is a number, is its digits. */
  private named(item: unknown): unknown {
    if (Array.isArray(item))
      return item.length === 3 && this.isNumber(item[2]) ? [item[0], item[1], String(item[2])] : item;
    return isObject(item) && this.isNumber(item.label) ? { ...item, label: String(item.label) } : item;
  }

  private isNumber(label: unknown): boolean {
    if (!Number.isSafeInteger(label)) return false;
    this.numbers.add(label as number);
    return true;
  }
}

function userOf(item: unknown): unknown {
  return isObject(item) ? (item.user ?? undefined) : undefined;
}

/** Text and mentions of any kind in one piece, in code points. Lost are tokens and scores. */
function write(document: Written, _: number, losses: LossLog): string {
  const { id, text } = document;
  const place = codePointsOf(document);
  const label = heldBy(document, losses, {}).map((span) => {
    const { start, end } = place(span);
    return [start, end, span.type];
  });
  return `${JSON.stringify({ id, text, label })}\n`;
}
