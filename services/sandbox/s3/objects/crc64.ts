/** CRC-64/NVME of a body, base64 as S3 writes it: what S3 reckons of an object that came without a checksum. */
export function crc64(body: Buffer): string {
  let high = 0xff_ff_ff_ff;
  let low = 0xff_ff_ff_ff;
  for (const byte of body) {
    const at = (low ^ byte) & 0xff;
    low = ((low >>> 8) | (high << 24)) ^ (lows[at] ?? 0);
    high = (high >>> 8) ^ (highs[at] ?? 0);
  }
  const eight = Buffer.alloc(8);
  eight.writeUInt32BE(~high >>> 0, 0);
  eight.writeUInt32BE(~low >>> 0, 4);
  return eight.toString('base64');
}

/** Of the reflected polynomial [D checking-object-integrity-upload]; in halves, since numbers hold 53 bits. */
const POLYNOMIAL = 0x9a6c9329ac4bc9b5n;
const HALF = 0xff_ff_ff_ffn;

const table = Array.from({ length: 256 }, (_, byte) => {
  let rest = BigInt(byte);
  for (let bit = 0; bit < 8; bit++) rest = rest & 1n ? (rest >> 1n) ^ POLYNOMIAL : rest >> 1n;
  return rest;
});
const highs = table.map((rest) => Number(rest >> 32n));
const lows = table.map((rest) => Number(rest & HALF));
