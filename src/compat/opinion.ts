/** Opinions: what another scorer says of a corpus, beside what we say. */
import type { SchemeName } from "../score/schemes/registry.ts";
import type { Profile, ProfileResult } from "./profile.ts";

/** What one scorer says. */
export interface Opinion {
  readonly profile: Profile;
  /** Why it says nothing: it refuses such input, or fails on it. */
  readonly refused?: string;
  readonly result?: ProfileResult;
  readonly tables: readonly TableOpinion[];
}

/** One of its tables beside the scheme of ours that asks the same. */
export interface TableOpinion {
  readonly name: string;
  readonly scheme: SchemeName;
  readonly f1: number | undefined;
  readonly ours: number | undefined;
  /** Mentions and predictions that it credits or counts otherwise, document by document. */
  readonly mentions: number;
}
