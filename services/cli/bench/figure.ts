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

/** Of a process; the function that it stands for has no more than 256. */
export const megabytes = (name: string, kilobytes: number): Figure => ({
  name,
  measured: `${(kilobytes / 1_024).toFixed(0)} MB`,
  baseline: '256 MB',
  ratio: kilobytes / 1_024 / 256,
  limit: 1,
});
