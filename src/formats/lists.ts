/** Lists: which of the lists of a record are its mentions, where it has several, for gold and for predictions. */

import type { Origin } from "../corpus/document.ts";
import type { Warning } from "../corpus/issue.ts";
import { type ListsFacts, listsDiffer, listsEmpty, listsEmptyInFile } from "../messages/records.ts";
import { inFile, type Words } from "../messages/words.ts";
import { type Fields, isObject, names } from "./record.ts";

/** Records of one kind: how many, and the first of them. */
interface Met {
  readonly words: (facts: ListsFacts) => Words;
  /** The list that was read, and those that were not. */
  readonly read: string;
  readonly left: readonly string[];
  count: number;
  readonly first: Origin;
}

/** The list that is the predictions' wherever a record has another one for the gold. */
const PREDICTED = "predictions";

/**
 * Chooses record by record, and says in warnings where lists of a file contradict each other. Gold takes what is not called
 * `predictions` where there is both, and predictions take those. Of the others, the first that is not empty.
 */
export class MentionLists {
  private readonly accepted: readonly string[];
  private readonly side: "gold" | "pred" | undefined;
  private readonly met = new Map<string, Met>();
  /** Records whose own list is empty while that of the other side is not, and whether any own list is filled. */
  private emptyOwn: Met | undefined;
  private filledOwn = false;

  /** `accepted` are the names of lists, in the order in which they count. */
  constructor(side: "gold" | "pred" | undefined, accepted: readonly string[] = names.spans) {
    this.accepted = accepted;
    this.side = side;
  }

  /** The field with the mentions; undefined where the record has none under an accepted name. */
  choose(record: Fields, origin: Origin): string | undefined {
    let first: string | undefined;
    let several = false;
    for (const name of this.accepted) {
      if (!Object.hasOwn(record, name) || record[name] === undefined) continue;
      if (first === undefined) first = name;
      else several = true;
    }
    return several ? this.chooseOf(record, origin) : first;
  }

  /** What the reader of the result should know. */
  warnings(source: string): Warning[] {
    const own = this.filledOwn ? [] : [this.emptyOwn];
    return [...own, ...this.met.values()].flatMap((met): Warning[] => {
      if (!met) return [];
      const { words, read, left, count, first } = met;
      return [inFile(source, words({ read, left, count, line: first.line }))];
    });
  }

  private chooseOf(record: Fields, origin: Origin): string | undefined {
    const there = this.accepted.filter((name) => Object.hasOwn(record, name) && record[name] !== undefined);
    const lists = there.filter((name) => isList(record[name]));
    const others = lists.filter((name) => name !== PREDICTED);
    if (lists.length < 2) return lists[0] ?? there[0];
    if (this.side === undefined || !lists.includes(PREDICTED) || others.length === 0)
      return this.firstFilled(record, lists, origin);
    const own = this.side === "pred" ? PREDICTED : this.firstFilled(record, others, origin);
    if (isFilled(record[own])) this.filledOwn = true;
    else this.noteEmptyOwn(record, own, lists, origin);
    return own;
  }

  /** The first list that is not empty. Others that are, or have other mentions, are noted. */
  private firstFilled(record: Fields, lists: readonly string[], origin: Origin): string {
    const [first, ...more] = lists.filter((name) => isFilled(record[name]));
    if (first === undefined) return lists[0]!;
    const empty = lists.filter((name) => !isFilled(record[name]));
    if (empty.length > 0) this.note(listsEmpty, first, empty, origin);
    const key = keyOf(record[first]);
    const other = more.filter((name) => keyOf(record[name]) !== key);
    if (other.length > 0) this.note(listsDiffer, first, other, origin);
    return first;
  }

  private note(words: Met["words"], read: string, left: readonly string[], first: Origin): void {
    const key = JSON.stringify([words === listsEmpty, read, ...left]);
    const known = this.met.get(key);
    if (known) known.count++;
    else this.met.set(key, { words, read, left, count: 1, first });
  }

  private noteEmptyOwn(record: Fields, own: string, lists: readonly string[], first: Origin): void {
    const other = lists.find((name) => name !== own && isFilled(record[name]));
    if (other === undefined) return;
    if (this.emptyOwn) this.emptyOwn.count++;
    else this.emptyOwn = { words: listsEmptyInFile, read: own, left: [other], count: 1, first };
  }
}

/** Whether a value can be a list of mentions: items that are objects or lists, or an object of lists by type. */
function isList(value: unknown): boolean {
  if (!Array.isArray(value)) return isObject(value);
  return value.length === 0 || (typeof value[0] === "object" && value[0] !== null);
}

function isFilled(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : isObject(value) && Object.keys(value).length > 0;
}

/** The same for lists with the same mentions, whatever the names of their fields and their order. */
function keyOf(value: unknown): string {
  if (!Array.isArray(value)) return JSON.stringify(value);
  return value.map(keyOfItem).sort().join("\n");
}

function keyOfItem(item: unknown): string {
  if (Array.isArray(item)) return JSON.stringify(item.slice(0, 3));
  if (!isObject(item)) return JSON.stringify(item);
  const of = (accepted: readonly string[]) => item[accepted.find((name) => Object.hasOwn(item, name)) ?? ""];
  const place = [of(names.start), of(names.end), of(names.type)];
  return JSON.stringify(place.includes(undefined) ? item : place);
}
