import { randomBytes } from 'node:crypto';
import { partitionOf } from '../core/partition';
import { perWorld } from '../core/per-world';
import type { Place } from '../core/place';
import type { World } from '../core/service';

/** A finding as the wire has it: `updatedAt`, `resource.instanceDetails.instanceId`. */
export type Finding = Readonly<Record<string, unknown>> & { readonly id: string };

interface Detector {
  readonly id: string;
  readonly findings: Map<string, Finding>;
}

/** By `account/Region`; where there is none, GuardDuty is not enabled. */
const detectors = perWorld((): Map<string, Detector> => new Map());

const keyOf = ({ accountId, region }: Place): string => `${accountId}/${region}`;

export const detectorAt = (world: World, place: Place): Detector | undefined =>
  detectors(world).get(keyOf(place));

/** Enables GuardDuty, if it is not, and puts a finding there. Its account, Region and ARN are given. */
export function putFinding(world: World, place: Place, finding: Omit<Finding, 'id'>): Finding {
  const detector = detectorAt(world, place) ?? enableGuardDuty(world, place);
  const id = randomBytes(16).toString('hex');
  const { accountId, region } = place;
  const arn = `arn:${partitionOf(region)}:guardduty:${region}:${accountId}:detector/${detector.id}/finding/${id}`;
  const whole = { ...finding, ...{ accountId, region, partition: partitionOf(region), id, arn } };
  detector.findings.set(id, { schemaVersion: '2.0', ...whole });
  return whole;
}

export function enableGuardDuty(world: World, place: Place): Detector {
  const detector = { id: randomBytes(16).toString('hex'), findings: new Map<string, Finding>() };
  detectors(world).set(keyOf(place), detector);
  return detector;
}
