/** A recorded call as far as it says what it was about; everything in it is what a caller typed. */
export interface NamedCall {
  readonly eventName: string;
  readonly accountId: string;
  readonly region: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** ARNs of `detail.resources`. */
  readonly resources: readonly string[];
}

/** The first of these parameters that is a text. */
export function textOf({ parameters }: NamedCall, ...names: readonly string[]): string | undefined {
  const found = names.map((name) => parameters[name]).find((value) => typeof value === 'string');
  return typeof found === 'string' && found !== '' ? found : undefined;
}
