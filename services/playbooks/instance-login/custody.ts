import { keepCustody } from '../../../shared/aws/playbooks/instance/custody-row';
import type { CustodyManifest, EvidenceItem, HandOverKind } from '../../../shared/domain/custody';
import {
  addItem,
  emptyManifest,
  handOver,
  headOf,
} from '../../../shared/playbooks/instance-login/custody';
import { sha256 } from './facts';
import type { Ports } from './ports';

type Change = (manifest: CustodyManifest) => CustodyManifest;

/** Adds to the incident's chain of custody, sealed. */
export const kept = (ports: Ports, incidentId: string, change: Change): Promise<CustodyManifest> =>
  keepCustody(ports.table, ports.seal, incidentId, (held) => {
    const manifest = change(held ?? emptyManifest(incidentId));
    return { manifest, head: headOf(manifest, sha256) };
  });

export const withItem =
  (item: EvidenceItem): Change =>
  (manifest) =>
    addItem(manifest, item, sha256);

/** One row of a kind for an item and a receiver, however often its state is done. */
export const withHandOver =
  (kind: HandOverKind, item: string, at: string, to?: string): Change =>
  (manifest) =>
    manifest.handOvers.some((one) => one.kind === kind && one.item === item && one.to === to)
      ? manifest
      : handOver(manifest, { ...{ kind, item, at, by: BY }, ...(to && { to }) }, sha256);

/** Who takes evidence. */
export const BY = 'trailwarden-instance-login';
