import type { CustodyManifest } from '../../domain/custody';
import type { Read } from '../../domain/login';

/** What decides about how a machine's evidence can be taken. */
export interface PreservationFacts {
  /** The SSM agent answers (GetConnectionStatus: a fleet calls a machine Online whose agent was stopped). */
  readonly isConnected: Read<boolean>;
  readonly platform: 'linux' | 'windows';
  readonly volumes: readonly MachineVolume[];
  /** Disks of the host itself: they are gone with the machine, and nothing makes a snapshot of them. */
  readonly hasInstanceStore: boolean;
}

export interface MachineVolume {
  readonly id: string;
  /** `aws`: under the key that AWS manages, under which no other account reads. */
  readonly encryption: 'none' | 'customer' | 'aws';
}

export type PreservationStep =
  | { readonly kind: 'memory' }
  | { readonly kind: 'volatile' }
  /** Of all volumes in one call: of one moment. */
  | { readonly kind: 'snapshots'; readonly volumeIds: readonly string[] }
  /** A copy in the machine's own account, under a key that the forensic account may use. */
  | { readonly kind: 'own copy'; readonly volumeId: string }
  /** A copy in the forensic account, under its own key. */
  | { readonly kind: 'copy'; readonly volumeId: string };

export interface Preservation {
  readonly steps: readonly PreservationStep[];
  /** What cannot be had, a sentence each. */
  readonly left: readonly string[];
}

/**
 * What to take, in the order in which it is lost: memory, then what runs, then disks. What the manifest has already is
 * not taken again. Items of volumes have the volume for their `from`.
 */
export function planPreservation(
  { isConnected, platform, volumes, hasInstanceStore }: PreservationFacts,
  { items }: CustodyManifest,
): Preservation {
  const has = (kind: string, from?: string) =>
    items.some((one) => one.kind === kind && (from === undefined || one.from === from));
  const left: string[] = [];
  const agent =
    isConnected.kind === 'unread'
      ? `whether its agent answers is not known (${isConnected.why})`
      : isConnected.value
        ? undefined
        : 'its SSM agent does not answer';
  const cannot = agent ?? (platform === 'windows' ? 'the tools are for Linux' : undefined);
  const live = (['memory', 'volatile'] as const).filter((kind) => !has(kind));
  if (cannot) left.push(...live.map((kind) => `${NAMES[kind]} cannot be taken: ${cannot}.`));
  if (hasInstanceStore) left.push('Its instance store cannot be kept: it has no snapshots.');
  if (volumes.length === 0) left.push('It has no volume.');
  const fresh = volumes.filter(({ id }) => !has('snapshot', id)).map(({ id }) => id);
  const steps: readonly PreservationStep[] = [
    ...(cannot ? [] : live.map((kind) => ({ kind }))),
    ...(fresh.length > 0 ? [{ kind: 'snapshots' as const, volumeIds: fresh }] : []),
    ...volumes
      .filter(({ id }) => !has('copy', id))
      .flatMap(({ id: volumeId, encryption }): readonly PreservationStep[] => [
        ...(encryption === 'aws' ? [{ kind: 'own copy' as const, volumeId }] : []),
        { kind: 'copy', volumeId },
      ]),
  ];
  return { steps, left };
}

const NAMES = { memory: 'Its memory', volatile: 'What runs on it' };
