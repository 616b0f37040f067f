/** All profiles, in the order in which they are listed. */
import { conlleval } from "./conlleval.ts";
import { conllevalSighsmile, conllevalSpyysalo } from "./conlleval-ports.ts";
import { faireval, fairevalSystem } from "./faireval.ts";
import { hipeFuzzy } from "./hipe.ts";
import { neleval } from "./neleval.ts";
import { nervaluateProfiles } from "./nervaluate.ts";
import { nervaluate03 } from "./nervaluate-0.3.ts";
import type { Profile } from "./profile.ts";
import { seqeval } from "./seqeval.ts";
import { seqevalStrict } from "./seqeval-strict.ts";
import { seqscore, seqscoreConlleval, seqscoreDiscard } from "./seqscore.ts";
import { spacy } from "./spacy.ts";
import { wnutSurface } from "./wnut-surface.ts";

export const profiles: readonly Profile[] = [
  conlleval,
  conllevalSpyysalo,
  conllevalSighsmile,
  seqeval,
  seqevalStrict,
  seqscore,
  seqscoreConlleval,
  seqscoreDiscard,
  neleval,
  ...nervaluateProfiles,
  nervaluate03,
  faireval,
  fairevalSystem,
  spacy,
  hipeFuzzy,
  wnutSurface,
];
