import type { Observation } from '../../domain/observation';
import type { DependencyKind, Parts, Subject } from '../../domain/subject';
import { observeGuardRail } from './observe-guard-rail';
import { observeKey } from './observe-key';
import { observeLogBucket } from './observe-log-bucket';
import { observeLogGroup } from './observe-log-group';
import { observeMembership } from './observe-membership';
import { observeTopic } from './observe-topic';
import { observeWarden } from './observe-warden';
import type { ServiceClients } from './service-clients';

type Observe<K extends DependencyKind> = (
  subject: Subject<K>,
  parts: Parts,
  clients: ServiceClients,
  now: () => Date,
) => Promise<Observation<K>>;

const observers: { readonly [K in DependencyKind]: Observe<K> } = {
  'log-bucket': observeLogBucket,
  key: observeKey,
  'log-group': observeLogGroup,
  topic: observeTopic,
  membership: observeMembership,
  'guard-rail': observeGuardRail,
  warden: observeWarden,
};

/** Reads a subject that a trail depends on, and only the requested parts. Never throws. */
export const observeDependency = <K extends DependencyKind>(
  subject: Subject<K>,
  parts: Parts,
  clients: ServiceClients,
  now: () => Date,
): Promise<Observation<K>> => observers[subject.kind](subject, parts, clients, now);
