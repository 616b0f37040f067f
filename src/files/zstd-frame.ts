/** The frame of a zstd file: tells whether all of it came, which Node 22 does not (RFC 8878, section 3.1.1). */

/** The bytes of a dictionary's id, and of the content's size, by the flags in the frame's descriptor. */
const DICTIONARY = [0, 1, 2, 4];
const SIZE = [0, 2, 4, 8];

/** Follows the first frame of a file piece by piece: its header, its blocks, its checksum. Nothing is unpacked. */
export class ZstdFrame {
  /** Whether the frame ended. */
  complete = false;
  /** What is expected next, and as how many bytes. */
  private next: "descriptor" | "header" | "block" | "content" | "checksum" = "descriptor";
  /** The mark and the byte behind it. */
  private missing = 5;
  private readonly bytes: number[] = [];
  private checked = false;
  private last = false;

  /** Takes the bytes behind those taken before. */
  take(piece: Uint8Array): void {
    for (let at = 0; at < piece.length && !this.complete; ) {
      const taken = Math.min(this.missing, piece.length - at);
      // What blocks hold is passed over.
      if (this.next === "descriptor" || this.next === "block") this.bytes.push(...piece.subarray(at, at + taken));
      at += taken;
      this.missing -= taken;
      while (this.missing === 0 && !this.complete) this.advance();
    }
  }

  private advance(): void {
    const bytes = this.bytes.splice(0);
    switch (this.next) {
      case "descriptor": {
        const flags = bytes[4]!;
        const single = (flags >> 5) & 1;
        this.checked = (flags & 4) !== 0;
        this.expect("header", 1 - single + DICTIONARY[flags & 3]! + (SIZE[flags >> 6] || single));
        break;
      }
      case "header":
        this.expect("block", 3);
        break;
      case "block": {
        const header = bytes[0]! | (bytes[1]! << 8) | (bytes[2]! << 16);
        this.last = (header & 1) === 1;
        // A block of one byte, repeated, has that byte only.
        this.expect("content", ((header >> 1) & 3) === 1 ? 1 : header >> 3);
        break;
      }
      case "content":
        if (!this.last) this.expect("block", 3);
        else if (this.checked) this.expect("checksum", 4);
        else this.complete = true;
        break;
      case "checksum":
        this.complete = true;
    }
  }

  private expect(next: typeof this.next, missing: number): void {
    this.next = next;
    this.missing = missing;
  }
}
