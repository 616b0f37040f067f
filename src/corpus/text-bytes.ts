/** Text bytes: puts a text into bytes, in UTF-8, from a position on. Each function returns the position behind what it has put. */

/** How many bytes a string takes at most as JSON. */
export function mostBytes(text: string): number {
  return 6 * text.length + 2;
}

/** Puts a text that has no lone surrogates. */
function putText(text: string, bytes: Uint8Array, from: number): number {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 0x7f) {
      encoder ??= new TextEncoder();
      return from + i + encoder.encodeInto(text.slice(i), bytes.subarray(from + i)).written;
    }
    bytes[from + i] = code;
  }
  return from + text.length;
}

/** Puts bytes of a text. */
export function putBytes(text: Uint8Array, bytes: Uint8Array, from: number): number {
  for (let i = 0; i < text.length; i++) bytes[from + i] = text[i]!;
  return from + text.length;
}

/** Puts a string as JSON. */
export function putJson(text: string, bytes: Uint8Array, from: number): number {
  const { length } = text;
  bytes[from] = QUOTE;
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x20 || code > 0x7f || code === QUOTE || code === BACKSLASH)
      return putText(JSON.stringify(text), bytes, from);
    bytes[from + 1 + i] = code;
  }
  bytes[from + 1 + length] = QUOTE;
  return from + length + 2;
}

/** Puts a whole number from 0 below 2³². */
export function putNumber(value: number, bytes: Uint8Array, at: number): number {
  let digits = 1;
  for (let most = 10; value >= most; most *= 10) digits++;
  let left = value;
  for (let digit = at + digits - 1; digit > at; digit--) {
    const more = Math.floor(left / 10);
    bytes[digit] = ZERO + left - 10 * more;
    left = more;
  }
  bytes[at] = ZERO + left;
  return at + digits;
}

/** As many bytes as a number below 2³² takes, with a comma. */
export const NUMBER = 11;

const [QUOTE, BACKSLASH, ZERO] = [0x22, 0x5c, 0x30];

/** Made when the first text needs it. */
let encoder: InstanceType<typeof TextEncoder> | undefined;
