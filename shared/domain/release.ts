import type { WardenState } from './warden';

/** Our own parts that a version has in a kind of place, by ARN; account and Region are placeholders where they vary. */
export type PartsOfKind = Readonly<Record<string, WardenState>>;

/** The parts of a version, by kind of place: `<account or *>/<Region or *>`, the most exact one counts. */
export type PartsByKind = Readonly<Record<string, PartsOfKind>>;

/** A version of the templates, with the parameters they are deployed with. */
export interface Rendered {
  readonly version: string;
  readonly parts: PartsByKind;
  /** What the keys of its functions' code begin with, in S3; absent where the deployment does not say. */
  readonly code?: string;
}

export interface Version extends Rendered {
  /** SHA-256 of the parts: other parameters make other parts of the same version. */
  readonly digest: string;
}

/** A declaration of which version of our own parts is right, and while a rollout lasts which two. */
export interface Release {
  /** Each declaration is one higher than the one before: the highest counts. */
  readonly sequence: number;
  readonly state: 'rolling-out' | 'current';
  readonly since: string;
  readonly by: string;
  readonly why: string;
  /** Newest first: one, and while a rollout lasts those before it that a place may still have. */
  readonly right: readonly Version[];
}

export const ACCOUNT = '{account}';
export const REGION = '{region}';

interface PartIn {
  readonly accountId: string;
  readonly region: string;
  readonly id: string;
}

/** The kinds of place that say what is there, the most exact one first. */
export const kindsOf = ({ accountId, region }: Omit<PartIn, 'id'>): readonly string[] => [
  `${accountId}/${region}`,
  `${accountId}/*`,
  `*/${region}`,
  '*/*',
];

/** What a version has under this ARN; nothing where it has no such part in that place. */
export function partOf({ parts }: Pick<Rendered, 'parts'>, part: PartIn): WardenState | undefined {
  const kind = kindsOf(part).find((one) => one in parts);
  const state = kind === undefined ? undefined : parts[kind]?.[placeless(part, kind)];
  return state && (JSON.parse(filled(JSON.stringify(state), part)) as WardenState);
}

/** Everything that a version has in a place, by ARN. */
export function partsAt(
  { parts }: Pick<Rendered, 'parts'>,
  place: Omit<PartIn, 'id'>,
): PartsOfKind {
  const kind = kindsOf(place).find((one) => one in parts);
  return JSON.parse(filled(JSON.stringify((kind && parts[kind]) ?? {}), place)) as PartsOfKind;
}

function placeless({ accountId, region, id }: PartIn, kind: string): string {
  const [account, where] = kind.split('/');
  const some = account === '*' ? id.replaceAll(accountId, ACCOUNT) : id;
  return where === '*' ? some.replaceAll(region, REGION) : some;
}

/** A text of a kind of place as it is in one place. */
export const filled = (text: string, { accountId, region }: Omit<PartIn, 'id'>): string =>
  text.replaceAll(ACCOUNT, accountId).replaceAll(REGION, region);
