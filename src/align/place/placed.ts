/** Records whose unit is known: they get the unit, and everything else in that unit is converted to UTF-16. */
import type { Document, Prediction } from "../../corpus/document.ts";
import type { Extent } from "../../corpus/fragments.ts";
import { converterFor, isAscii, type OffsetUnit } from "../../corpus/offsets.ts";
import type { PredictedSpan } from "../../corpus/span.ts";
import { Converters, fittingUnits, setOf } from "./evidence.ts";

/** A gold document whose offsets count a unit. Where proofs contradict each other, spans that prove another are left out. */
export function placedGold(gold: Document, unit: OffsetUnit, contradicted: boolean): Document {
  const spans = contradicted ? withoutOthers(gold.spans, gold.text, unit) : gold.spans;
  if (unit === "utf16") return contradicted ? { ...gold, spans } : gold;
  const { text, tokens, unannotated } = gold;
  if (isAscii(text) && !unit.endsWith("-inclusive")) return { ...gold, unit, spans };
  return {
    ...{ ...gold, unit, spans },
    ...(tokens && { tokens: converted(tokens, text, unit) }),
    ...(unannotated && { unannotated: converted(unannotated, text, unit) }),
  };
}

/** A prediction whose offsets count a unit. */
export function placedPrediction(
  pred: Prediction,
  unit: OffsetUnit,
  goldText: string,
  contradicted: boolean,
): Prediction {
  const spans = contradicted ? withoutOthers(pred.spans, pred.text ?? goldText, unit) : pred.spans;
  if (unit === "utf16") return contradicted ? { ...pred, spans } : pred;
  return { ...pred, unit, spans };
}

/** Places in UTF-16. Those that do not fit the text stay as they are, and are reported where they are used. */
function converted(places: readonly Extent[], text: string, unit: OffsetUnit): Extent[] {
  const convert = converterFor(text, unit);
  return places.map((place) => convert(place.start, place.end) ?? place);
}

/** What speaks for another unit is reported once for all. */
function withoutOthers<S extends PredictedSpan>(spans: readonly S[], text: string, unit: OffsetUnit): S[] {
  const converters = new Converters(text);
  return spans.filter((span) => {
    const units = fittingUnits(span, text, converters);
    return units === 0 || (units & setOf(unit)) !== 0;
  });
}
