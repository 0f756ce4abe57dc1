/** One measured number beside what it is measured against. */
export interface Figure {
  readonly name: string;
  readonly measured: string;
  readonly baseline: string;
  /** Measured ÷ baseline; absent where there is nothing to divide. */
  readonly ratio?: number;
  /** What it must not exceed; absent where the number is only reported. */
  readonly limit?: number;
}

export const holds = ({ ratio, limit }: Figure): boolean =>
  limit === undefined || (ratio !== undefined && ratio <= limit);

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const [low = Number.NaN, high = Number.NaN] = [
    sorted[Math.ceil(sorted.length / 2) - 1],
    sorted[middle],
  ];
  return (low + high) / 2;
}

export const ms = (value: number): string => `${value.toFixed(1)} ms`;
