import type { Observation } from '../../domain/observation';
import type { Parts, Subject } from '../../domain/subject';
import type { WardenState } from '../../domain/warden';
import { parseWardenArn } from '../../domain/warden-arn';
import { hasCode } from '../classify';
import { observedAs } from './observed';
import type { ServiceClients } from './service-clients';
import { readBus } from './warden/read-bus';
import { readQueue } from './warden/read-queue';
import { readRole } from './warden/read-role';
import { readRule } from './warden/read-rule';

/** How each service says that something does not exist. */
const GONE = [
  'ResourceNotFoundException',
  'NoSuchEntity',
  'NoSuchEntityException',
  'NonExistentQueue',
  'QueueDoesNotExist',
];

/**
 * Reads one part of ours, and only the requested parts of its state. Never throws. `absent` only when AWS says that
 * it does not exist; everything else that fails is `unreachable`.
 */
export const observeWarden = (
  subject: Subject<'warden'>,
  parts: Parts,
  clients: ServiceClients,
  now: () => Date,
): Promise<Observation<'warden'>> =>
  observedAs(subject, () => read(subject, parts, clients), {
    isGone: (error) => GONE.some((code) => hasCode(error, code)),
    now,
  });

async function read(
  { id }: Subject<'warden'>,
  parts: Parts,
  clients: ServiceClients,
): Promise<WardenState> {
  const arn = parseWardenArn(id);
  switch (arn?.kind) {
    case 'rule':
      return readRule({ ...arn, id }, parts, clients);
    case 'bus':
      return readBus(arn, clients);
    case 'role':
      return readRole(arn, parts, clients);
    case 'queue':
      return readQueue(arn, clients);
    case undefined:
      throw new Error(`${id} is no part of the warden.`);
  }
}
