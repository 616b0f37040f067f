/** Messages about gates: those that cannot be judged. */
import { byCount, counted, option, type Words } from "./words.ts";

/** A gate on every type where the gold has none. */
export function gateWithoutTypes(metric: string): Words {
  return {
    code: "gate-metric",
    message: `${metric} has no type to judge: the gold has no mentions`,
    hint: `check ${option("gold")} and ${option("types")}`,
  };
}

/** A gate on a type that no mention of a run has. `types` are those it has. */
export function gateTypeAbsent(metric: string, type: string, run: string, types: readonly string[]): Words {
  return {
    code: "gate-metric",
    message: `${metric} has no value in ${run}: no mention has the type ${type}`,
    hint: types.length === 0 ? "there are no mentions" : `its types are ${types.join(", ")}`,
  };
}

/** A gate on a score that is undefined. */
export function gateUndefined(metric: string, run: string): Words {
  return {
    code: "gate-metric",
    message: `${metric} is undefined in ${run}, since it divides by 0`,
    hint: "f1 and recall are defined wherever the gold has mentions",
  };
}

/** Too few resamples for a bound at the confidence level. `needed` is undefined where no number is enough. */
export function gateResamplesFew(resamples: number, needed: number | undefined): Words {
  return {
    code: "gate-resamples",
    message: `${counted(resamples, "resample")} ${byCount(resamples, "is", "are")} too few to tell a drop from chance`,
    hint:
      needed === undefined
        ? `with so few documents no number of resamples is enough: set gates on fewer types, or lower ${option("level")}`
        : `set ${option("resamples", String(needed))} or more`,
  };
}
