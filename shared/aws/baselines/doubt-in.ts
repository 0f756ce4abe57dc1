import type { Doubt } from '../../domain/doubt';
import { classify } from '../classify';
import { openBaseline, type Seal, type SealedBaseline } from './seal';

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
    const why = classify(error, 'kms:VerifyMac');
    // KMSInvalidStateException says that the key waits for its deletion: waiting does not help.
    return {
      kind: 'unverified',
      why: why.kind === 'conflict' ? { ...why, kind: 'rejected' } : why,
    };
  }
}
