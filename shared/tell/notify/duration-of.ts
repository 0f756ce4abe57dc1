/** `15m`, `4h`, `1d` → milliseconds; nothing for other texts. */
export function durationOf(text: string): number | undefined {
  const [, count, unit = ''] = /^(\d{1,5})([mhd])$/.exec(text) ?? [];
  const ms = UNIT_MS[unit];
  return count && ms ? Number(count) * ms : undefined;
}

const UNIT_MS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };
