/** Packing: unpacks gzip, and zstd where Node has it, told by how a file begins. */
import { Readable, type Transform } from "node:stream";
import { NerEvalError } from "../corpus/error.ts";
import { packedDamaged, zstdJoined, zstdUnsupported } from "../messages/files.ts";
import { ZstdFrame } from "./zstd-frame.ts";

/** How bytes may be packed. */
export type Packing = "gzip" | "zstd";

const marks: readonly [Packing, readonly number[]][] = [
  ["gzip", [0x1f, 0x8b]],
  ["zstd", [0x28, 0xb5, 0x2f, 0xfd]],
];

/** What bytes that begin so are packed with; undefined for nothing. */
export function packingOf(beginning: Uint8Array): Packing | undefined {
  return marks.find(([, mark]) => mark.every((byte, i) => beginning[i] === byte))?.[0];
}

/** How much is unpacked at once, in bytes. */
const CHUNK = 1 << 16;

/** A stream that unpacks, and counts the packed bytes it has taken. */
type Unpacker = Transform & { readonly bytesWritten: number };

/** What Node 20 does not have. */
type Zstd = { createZstdDecompress?: (options: { chunkSize: number }) => Unpacker };

/**
 * The bytes behind packed ones.
 *
 * @throws NerEvalError `file-unreadable` where they are damaged, or zstd that this Node cannot unpack.
 */
export async function* unpacked(
  packed: AsyncIterable<Uint8Array>,
  packing: Packing,
  name: string,
): AsyncIterable<Uint8Array> {
  const unpacker = await unpackerFor(packing, name);
  const frame = new ZstdFrame();
  let fed = 0;
  const pieces = async function* () {
    for await (const bytes of packed) {
      fed += bytes.length;
      if (packing === "zstd") frame.take(bytes);
      // A copy, for the stream holds on to more than one piece.
      yield bytes.slice();
    }
  };
  const file = Readable.from(pieces());
  file.on("error", (error) => unpacker.destroy(error));
  try {
    yield* file.pipe(unpacker);
    // Node 22 takes the beginning of a file for all of it.
    if (packing === "zstd" && !frame.complete) throw damaged(name, packing);
    if (packing === "zstd" && unpacker.bytesWritten < fed) throw new NerEvalError(zstdJoined(name));
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    if (!/^Z_|^ZSTD_/.test(code)) throw error;
    throw damaged(name, packing);
  } finally {
    file.destroy();
  }
}

async function unpackerFor(packing: Packing, name: string): Promise<Unpacker> {
  const zlib = await import("node:zlib");
  const { createZstdDecompress } = zlib as Zstd;
  if (packing === "gzip") return zlib.createGunzip({ chunkSize: CHUNK });
  if (createZstdDecompress) return createZstdDecompress({ chunkSize: CHUNK });
  throw new NerEvalError(zstdUnsupported(name, process.versions.node));
}

function damaged(name: string, packing: Packing): NerEvalError {
  return new NerEvalError(packedDamaged(name, packing));
}
