/** Entity brackets of CoNLL-U, `Entity=(e1-person-…(e2-place)e1)`, as GUM and CorefUD write them in MISC. */

import { type Extent, placeFrom } from "../../corpus/fragments.ts";
import type { Span } from "../../corpus/span.ts";
import { entityBrackets, entityPartsOverlap, entityUnopened } from "../../messages/conllu.ts";
import type { Words } from "../../messages/words.ts";

/** A mention that is open. `part` of `parts` where it is one of several pieces. */
interface Open {
  readonly id: string;
  /** Another field by which it may be closed, where the file does not say which one does. */
  readonly alias: string | undefined;
  readonly type: string;
  readonly start: number;
  readonly part: number;
  readonly parts: number;
}

/** What an untyped entity is of. */
const UNTYPED = "_";

/** Follows the brackets of one sentence, token by token. */
export class EntityBrackets {
  readonly spans: Span[] = [];
  private readonly open: Open[] = [];
  private readonly pieces = new Map<string, Extent[]>();
  /** Which fields of an entity are its name and its type; undefined to guess. A missing type is -1. */
  private readonly fields: { readonly id: number; readonly type: number } | undefined;

  /** `names` are the fields of an entity, as `# global.Entity = GRP-etype-infstat` has them. */
  constructor(names: readonly string[] | undefined) {
    this.fields = names && {
      id: Math.max(
        0,
        names.findIndex((name) => /^(GRP|eid)$/i.test(name)),
      ),
      type: names.findIndex((name) => /^(etype|entity|type)$/i.test(name)),
    };
  }

  /**
   * Takes the value of a token that stands at `place`. Returns what is wrong with it, or undefined. `forgive` is asked
   * whether an entity that is closed and was not opened is another one's end, which is passed over.
   */
  push(value: string, place: Extent, forgive: () => boolean = () => false): Words | undefined {
    for (let at = 0; at < value.length; ) {
      const opens = value[at] === "(";
      let stop = opens ? at + 1 : at;
      while (stop < value.length && value[stop] !== "(" && value[stop] !== ")") stop++;
      const text = value.slice(opens ? at + 1 : at, stop);
      if (opens) this.begin(text, place.start);
      else if (value[stop] !== ")") return entityBrackets(value);
      const problem = value[stop] === ")" ? this.end(opens ? "" : text, place.end, forgive) : undefined;
      if (problem !== undefined) return problem;
      at = value[stop] === ")" ? stop + 1 : stop;
    }
    return undefined;
  }

  /** The mentions that were never closed. */
  unclosed(): { readonly name: string; readonly type: string; readonly start: number }[] {
    return this.open.map(({ id, type, start }) => ({ name: `(${id}-${type}`, type, start }));
  }

  private begin(text: string, start: number): void {
    const fields = text.split("-");
    const [, first = "", part = "1", parts = "1"] =
      /^([^[]*)(?:\[(\d+)\/(\d+)\])?$/.exec(fields[this.fields?.id ?? 0] ?? "") ?? [];
    // Where the file does not say, a first field such as e, e12 or 7 is a name, and other ones are types.
    const guessed = fields.length > 1 && /^[a-z]?\d*$/i.test(first) ? 1 : 0;
    const at = this.fields?.type ?? guessed;
    const type = (at === (this.fields?.id ?? 0) ? first : fields[at]) || UNTYPED;
    const alias = this.fields === undefined ? fields[1] : undefined;
    this.open.push({ id: first, alias, type, start, part: Number(part), parts: Number(parts) });
  }

  /** An empty name, as behind the opening itself, closes what was opened last. */
  private end(text: string, end: number, forgive: () => boolean): Words | undefined {
    const id = text.split("-")[0]!.split("[")[0]!;
    const at =
      id === "" ? this.open.length - 1 : this.open.findLastIndex((open) => open.id === id || open.alias === id);
    const [entity] = at < 0 ? [] : this.open.splice(at, 1);
    if (entity === undefined) return forgive() ? undefined : entityUnopened(`${text})`);
    const { start, type, part, parts } = entity;
    if (parts === 1) {
      this.spans.push({ start, end, type });
      return undefined;
    }
    const pieces = [...(part === 1 ? [] : (this.pieces.get(entity.id) ?? [])), { start, end }];
    this.pieces.set(entity.id, pieces);
    if (part !== parts) return undefined;
    const place = placeFrom(pieces);
    if (place === undefined) return entityPartsOverlap(entity.id);
    this.spans.push({ ...place, type });
    return undefined;
  }
}
