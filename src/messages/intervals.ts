/** Messages about confidence intervals: too few units to trust them, and units that are not independent. */
import { byCount, counted, grouped, listed, option, type Words } from "./words.ts";

/** Intervals from so few units that they are too narrow. `level` is the confidence level, a fraction. */
export function intervalsFromFewUnits(units: number, unit: string, level: number): Words {
  const percent = Number((100 * level).toFixed(6));
  return {
    code: "units-few",
    message: `the confidence intervals are from only ${counted(units, unit)}: their coverage is below ${percent} %, and they do not hold for other kinds of documents`,
  };
}

/** Intervals by sentence, as if sentences were independent. */
export function intervalsFromSentences(sentences: number): Words {
  return {
    code: "units-dependent",
    message: `the confidence intervals treat ${counted(sentences, "sentence")} as independent; they are too narrow if sentences of one text are alike`,
  };
}

/** No intervals, since the sentences are from too few documents. `least` is how many it takes. */
export function noIntervalsFromFewDocuments(sentences: number, documents: number, least: number): Words {
  const are = `${counted(sentences, "sentence")} ${byCount(sentences, "is", "are")} from ${counted(documents, "document")}`;
  return {
    code: "units-few",
    message: `there are no confidence intervals: the ${are}, and intervals need ${grouped(least)} (${option("unit", "sentence")} resamples sentences)`,
  };
}

/** A mean over documents where the counts are by sentence. */
export function documentMeansWithoutDocuments(metrics: readonly string[], unit: string): Words {
  return {
    code: "usage",
    message: `${listed(metrics)}: a mean over documents needs counts by document, and the counts are by ${unit}`,
    hint: `set ${option("unit", "document")}`,
  };
}
