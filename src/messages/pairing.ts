/** Messages about documents and their predictions: ids, pairs, and documents or predictions without a partner. */
import { byCount, counted, firstOf, grouped, listed, option, type Words } from "./words.ts";

/** How many ids are named. */
const NAMED = 3;

/** Strings of data in quotation marks, one after the other. */
const quotedAll = (ids: readonly string[]): string[] => ids.map((id) => JSON.stringify(id));

/** An id that occurred before on the same side: in another file, on another line, or at the same place. */
export function idRepeated(facts: {
  readonly noun: "document" | "gold document" | "prediction";
  readonly id: string;
  /** Where the id occurred first, where that is another file or line. */
  readonly first?: { readonly file: string } | { readonly line: number } | undefined;
  /** Whether both are the same line of the same file. */
  readonly readTwice: boolean;
}): Words {
  const { noun, id, first, readTwice } = facts;
  const where = first && ("file" in first ? `in ${first.file}` : `on line ${first.line}`);
  return {
    code: "id-repeated",
    message: `a second ${noun} has the id ${JSON.stringify(id)}${where ? `; the first is ${where}` : ""}`,
    hint: readTwice ? "the same file was read twice; name it once" : "give every document its own id",
  };
}

/** A prediction whose id no gold document has. `near` is a gold id that may be meant; `examples` are some gold ids. */
export function idUnknown(id: string, near: string | undefined, examples: readonly string[]): Words {
  const hint =
    near !== undefined
      ? `did you mean ${JSON.stringify(near)}? ids must match the gold ids exactly`
      : examples.length > 0
        ? `gold ids look like ${quotedAll(examples).join(", ")}`
        : "the gold has no documents";
  return { code: "id-unknown", message: `no gold document has the id ${JSON.stringify(id)}`, hint };
}

/** Predicted sentences whose words no gold sentence has. `words` are those of the first; `count` is how many there are. */
export function sentenceUnknown(words: string, count: number): Words {
  const more = count > 1 ? ` or the words of ${grouped(count - 1)} more` : "";
  return {
    code: "id-unknown",
    message: `no unpaired gold sentence has the words of this predicted sentence${more}: ${JSON.stringify(words)}`,
    hint: `remove ${byCount(count, "it", "them")} from the predictions, or set ${option("unknown", "leave-out")}`,
  };
}

/** A prediction whose text no gold document has, where documents are paired by text. */
export function textUnknown(id: string): Words {
  return {
    code: "id-unknown",
    message: `no gold document has the text of the prediction ${JSON.stringify(id)}`,
    hint: `set ${option("pair", "id")}, or set ${option("unknown", "leave-out")}`,
  };
}

/** A prediction without a text, where documents are paired by text. */
export function textMissing(id: string): Words {
  return {
    code: "text-none",
    message: `the prediction ${JSON.stringify(id)} has no text, and documents are paired by text`,
    hint: `give each prediction its text, or set ${option("pair", "id")}`,
  };
}

/** Different numbers of predictions and documents, where their order pairs them. */
export function orderCountDiffers(predictions: number, documents: number): Words {
  return {
    code: "order-count",
    message: `${counted(predictions, "prediction")} cannot be paired with ${counted(documents, "gold document")} by order`,
    hint: `set ${option("pair", "id")} or ${option("pair", "text")}`,
  };
}

/** Predictions for documents that the gold does not have, which were left out. `ids` are in the order of names. */
export function predictionsLeftOut(ids: readonly string[]): Words {
  const are = `${counted(ids.length, "prediction")} ${byCount(ids.length, "was", "were")} left out`;
  const since = byCount(ids.length, "its id is not a gold id", "their ids are not gold ids");
  return { code: "prediction-unknown", message: `${are}, since ${since}: ${firstOf(quotedAll(ids), NAMED)}` };
}

/** Predictions paired by name or by text. `differences` says in what their ids differ from the gold ids. */
export function pairedWithoutId(facts: {
  readonly by: "name" | "text";
  readonly pairs: readonly { readonly gold: string; readonly pred: string }[];
  readonly differences: readonly string[];
}): Words {
  const { by, pairs, differences } = facts;
  const count = pairs.length;
  const since =
    by === "text" ? "" : `, since ${byCount(count, "its id differs", "their ids differ")} in ${listed(differences)}`;
  const shown = firstOf(
    pairs.map(({ gold, pred }) => `${JSON.stringify(pred)} with ${JSON.stringify(gold)}`),
    NAMED,
  );
  const were = `${counted(count, "prediction")} ${byCount(count, "was", "were")}`;
  return {
    code: "id-kin",
    message: `${were} paired by ${by}${since}: ${shown}; ${option("pair", "id")} refuses this`,
  };
}

/** Gold documents without predictions, under a policy for them. `ids` are the first of `count`. */
export function documentsUnpredicted(
  count: number,
  ids: readonly string[],
  policy: "missed" | "leave-out" | "refuse",
): Words {
  const have = `${counted(count, "document")} ${byCount(count, "has", "have")} no predictions`;
  const them = firstOf(quotedAll(ids), ids.length, count);
  if (policy === "refuse") {
    const hint = `add the predictions, or set ${option("unpredicted", "missed")} or ${option("unpredicted", "leave-out")}`;
    return { code: "document-unpredicted", message: `${have}: ${them}`, hint };
  }
  const fate =
    policy === "missed"
      ? `${byCount(count, "its", "their")} gold mentions count as missed`
      : `${byCount(count, "it was", "they were")} left out`;
  return { code: "document-unpredicted", message: `${have}; ${fate}: ${them}` };
}

/** A side without a single mention in any document. */
export function sideEmpty(side: "gold" | "pred", documents: number): Words {
  const has = side === "gold" ? "the gold has" : "the predictions have";
  return {
    code: "side-empty",
    message: `${has} no mentions in ${counted(documents, "document")}: check the file, its format and the column of its tags`,
  };
}
