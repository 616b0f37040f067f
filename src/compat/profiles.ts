/** All profiles, in the order in which they are listed. */
import { faireval, fairevalSystem } from "./faireval.ts";
import { hipeFuzzy } from "./hipe.ts";
import { nervaluateProfiles } from "./nervaluate.ts";
import { nervaluate03 } from "./nervaluate-0.3.ts";
import type { Profile } from "./profile.ts";
import { spacy } from "./spacy.ts";
import { wnutSurface } from "./wnut-surface.ts";

export const profiles: readonly Profile[] = [
  ...nervaluateProfiles,
  nervaluate03,
  faireval,
  fairevalSystem,
  spacy,
  hipeFuzzy,
  wnutSurface,
];
