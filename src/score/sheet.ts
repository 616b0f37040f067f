/** The sheet: everything a run leaves behind. Tallies and counts, no texts; all results are read off it. */
import type { Ledger } from "../match/ledger.ts";
import { EdgeTally } from "./edges.ts";
import { addLedger, addTally, emptyTally, type Tally } from "./tally.ts";

/** The tally of one document, the unit that is resampled. */
export interface Unit {
  readonly id: string;
  readonly tally: Tally;
}

/** Adds up ledgers, document by document. */
export class Sheet {
  /** All documents together. */
  readonly total: Tally = emptyTally();
  readonly edges = new EdgeTally();
  /** Document by document where they are kept, in the order they came; else empty. */
  readonly units: Unit[] = [];
  documents = 0;
  private readonly keepUnits: boolean;

  constructor(options: { readonly keepUnits: boolean }) {
    this.keepUnits = options.keepUnits;
  }

  /** Books the ledger of a document. The text is looked at for distances and surfaces, and not kept. */
  add(id: string, text: string, ledger: Ledger): void {
    this.documents++;
    this.edges.add(ledger.links, text);
    if (!this.keepUnits) {
      addLedger(this.total, ledger);
      return;
    }
    const tally = emptyTally();
    addLedger(tally, ledger);
    addTally(this.total, tally);
    this.units.push({ id, tally });
  }
}
