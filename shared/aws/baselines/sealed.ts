import { createHash } from 'node:crypto';
import type { Baseline } from '../../domain/baseline';
import { canonicalText } from '../../domain/canonical-text';
import type { Doubt } from '../../domain/doubt';
import type { Exemption } from '../../domain/exemption';
import type { Present } from '../../domain/observation';
import { subjectKey } from '../../domain/subject';
import { classify } from '../classify';
import { Recent } from '../connection';
import { accountKey, baselineKey, historyKey, type Item, type Table, update } from '../table/table';

/**
 * A key that only the warden and the keeper may sign with, and that cannot be read. Both reject when KMS had to be
 * asked and could not be, which is neither a yes nor a no.
 */
export interface Seal {
  /** Signs at most 4,096 bytes. [D] kms API_Sign */
  readonly sign: (text: string) => Promise<string>;
  /** False only when this is certainly no seal of this text. */
  readonly verify: (text: string, mac: string) => Promise<boolean>;
}

/** A baseline, with the seal which proves that an authorised role wrote it. */
export interface SealedBaseline {
  readonly baseline: Baseline;
  /** A signature, or the keyed hash that seals once were. Absent on rows from before there was a seal. */
  readonly mac?: string;
}

/** What may be believed of a row. A `forged` one must never be put back; not knowing is a rejection. */
export type Opened =
  | { readonly kind: 'genuine'; readonly baseline: Baseline }
  | { readonly kind: 'forged'; readonly why: string };

/** Without a seal, the baseline as it is. */
export async function sealBaseline(
  seal: Pick<Seal, 'sign'> | undefined,
  baseline: Baseline,
): Promise<SealedBaseline> {
  return seal ? { baseline, mac: await seal.sign(sealedText(baseline)) } : { baseline };
}

/**
 * Opens a row found under a subject's key. A genuine row of another subject, copied here, is as wrong as a changed
 * one: the signed text names its subject.
 */
export async function openBaseline(
  seal: Pick<Seal, 'verify'>,
  { baseline, mac }: Partial<SealedBaseline>,
  key: string,
): Promise<Opened> {
  if (!baseline) return forged('its row holds no baseline of it');
  if (subjectKey(baseline.subject) !== key) return forged('it is the baseline of another subject');
  if (mac === undefined) return forged('it carries no seal');
  const isGenuine = await seal.verify(sealedText(baseline), mac);
  return isGenuine ? { kind: 'genuine', baseline } : forged('its seal is not the one of its text');
}

/**
 * A KMS key may serve other purposes, so the text begins with a name. A message must be short, so it ends with a
 * digest.
 */
export const sealedText = (baseline: Baseline): string =>
  `trailwarden baseline 1 sha256 ${createHash('sha256').update(canonicalText(baseline)).digest('hex')}`;

/**
 * Verifies once per row and environment: a row that did not change needs no second question.
 * Only a yes is kept, so that what was refused is asked again and a slip of the key does not last.
 */
export function rememberVerified(seal: Seal, limit = 2_000): Seal {
  const genuine = new Recent<true>(limit);
  return {
    sign: seal.sign,
    verify: async (text, mac) => {
      const both = `${text} ${mac}`;
      if (genuine.get(both)) return true;
      const isGenuine = await seal.verify(text, mac);
      if (isGenuine) genuine.set(both, true);
      return isGenuine;
    },
  };
}

const forged = (why: string): Opened => ({ kind: 'forged', why });

/** Why the row under a subject's key must not be put back; nothing when it is genuine. Never throws. */
export const doubtIn = (
  seal: Pick<Seal, 'verify'>,
  row: Partial<SealedBaseline>,
  subjectKey: string,
): Promise<Doubt | undefined> =>
  doubtOfSeal(async () => {
    const opened = await openBaseline(seal, row, subjectKey);
    return opened.kind === 'forged' ? opened.why : undefined;
  });

/** `ask` says why a row is forged, or nothing; it rejects when the key could not be asked. Never throws. */
export async function doubtOfSeal(
  ask: () => Promise<string | undefined>,
): Promise<Doubt | undefined> {
  try {
    const why = await ask();
    return why === undefined ? undefined : { kind: 'forged', why };
  } catch (error) {
    const why = classify(error, 'kms:GetPublicKey');
    // KMSInvalidStateException says that the key waits for its deletion: waiting does not help.
    return {
      kind: 'unverified',
      why: why.kind === 'conflict' ? { ...why, kind: 'rejected' } : why,
    };
  }
}

export interface Capture {
  readonly capturedAt: string;
  readonly capturedBy: string;
  readonly why: string;
  /** Absent where nothing is sealed. */
  readonly seal?: Pick<Seal, 'sign'>;
}

/**
 * Makes what was seen the first baseline. History is written first and wins: a responder that comes second,
 * or after a crash, gets back what stands there and makes that the baseline. What is sealed is what
 * was seen, never what stands: that was sealed by the responder that wrote it, or is forged.
 */
export async function captureBaseline(
  table: Table,
  { subject, state }: Present,
  { seal, ...capture }: Capture,
): Promise<ReadRow> {
  const pk = accountKey(subject.accountId);
  const key = subjectKey(subject);
  const baseline: Baseline = { subject, version: 1, state, ...capture };
  const seen = baselineRow(await sealBaseline(seal, baseline));
  const history = { pk, sk: historyKey(key, 1) };
  const standing = await update(table, { key: history, setOnce: seen });
  const current = { pk, sk: baselineKey(key) };
  const first = { ...seen, ...(standing && { baseline: standing.baseline }) };
  const row = await update(table, { key: current, setOnce: first });
  return readRow(row) ?? { subjectKey: key, baseline };
}

/**
 * A baseline as it lies in the table. It is nested, because `state` at the top is the key of an index. The seal is
 * inside, so that a baseline is never written without it.
 */
export const baselineRow = ({ baseline, mac }: SealedBaseline) => ({
  kind: 'baseline' as const,
  subjectKey: subjectKey(baseline.subject),
  baseline: { ...baseline, ...(mac !== undefined && { mac }) },
});

/** The unverified content of a baseline's row. */
export interface ReadRow {
  readonly subjectKey: string;
  /** Absent when the row holds no baseline of the subject it is filed under. */
  readonly baseline?: Baseline;
  readonly mac?: string;
}

/** Nothing when the item is missing, or is no baseline's row. */
export function readRow(item: Item | undefined): ReadRow | undefined {
  if (item?.kind !== 'baseline') return undefined;
  const key = String(item.subjectKey);
  const { mac, ...read } = plain(item.baseline);
  return {
    subjectKey: key,
    ...(isBaseline(read, key) && { baseline: read }),
    ...(typeof mac === 'string' && { mac }),
  };
}

/**
 * Exactly what the seal covers, and nothing else. DynamoDB can hold what JSON cannot: sets, binary, and a key
 * `__proto__` from which every field would be inherited. What was not verified must not be read.
 */
function plain(value: unknown): Readonly<Record<string, unknown>> {
  const read: unknown = value === undefined ? undefined : JSON.parse(canonicalText(value));
  return isRecord(read) ? read : {};
}

/** Checked before the seal is verified: whose baseline it is, and that a trail's state has a status. */
function isBaseline(read: unknown, key: string): read is Baseline {
  if (!isRecord(read) || !isRecord(read.subject) || !isRecord(read.state)) return false;
  const { kind, accountId, region, id } = read.subject;
  const { version, capturedAt, state } = read;
  return (
    [accountId, region, capturedAt].every((text) => typeof text === 'string') &&
    `${kind}#${id}` === key &&
    Number.isSafeInteger(version) &&
    (kind !== 'trail' || isRecord(state.status))
  );
}

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Without a seal, the exemption as it is. */
export async function sealExemption(
  seal: Pick<Seal, 'sign'> | undefined,
  exemption: Exemption,
): Promise<Exemption> {
  return seal ? { ...exemption, mac: await seal.sign(sealedExemption(exemption)) } : exemption;
}

/**
 * Why a planned change must not be believed; nothing when a role that may seal has declared it. One that
 * was copied from another account is forged: the account is in the text. Never throws.
 */
export const doubtInExemption = (
  seal: Pick<Seal, 'verify'>,
  exemption: Exemption,
): Promise<Doubt | undefined> =>
  doubtOfSeal(async () => {
    if (typeof exemption.mac !== 'string') return 'it carries no seal';
    const isGenuine = await seal.verify(sealedExemption(exemption), exemption.mac);
    return isGenuine ? undefined : 'its seal is not the one of its text';
  });

/** It begins with another name than a baseline's text, so that no seal is good for both. */
const sealedExemption = ({ mac, ...exemption }: Exemption): string =>
  `trailwarden exemption 1 sha256 ${createHash('sha256').update(canonicalText(exemption)).digest('hex')}`;

/** An exemption as it lies in the table; its account is in the partition's key. */
export const exemptionRow = ({ accountId, ...exemption }: Exemption) => ({
  kind: 'exemption',
  ...exemption,
  expiresAt: Math.floor(Date.parse(exemption.until) / 1_000) + KEPT_S,
});

/** As long as the log groups are kept. Only for tidiness: whether it is in force is compared, never left to TTL. */
const KEPT_S = 400 * 86_400;

/** Nothing when the item is no exemption, or holds what no person could have declared. */
export function exemptionIn(item: Item, accountId: string): Exemption | undefined {
  const { pk, sk, kind, expiresAt, ...said } = item;
  if (kind !== 'exemption') return undefined;
  const exemption = { ...said, accountId } as unknown as Exemption;
  const { id, subjectKey, until } = exemption;
  return [id, subjectKey, until].every((text) => typeof text === 'string') ? exemption : undefined;
}
