import type { Login, Read } from '../../domain/login';
import type { LookedFor } from '../../domain/trace';
import type { Before } from './flow-traces';
import type { FlowLines } from './read-flows';
import type { HostState } from './read-host';

/** All that was asked for. What could not be read is told, and never taken for nothing. */
export interface ResearchFacts {
  readonly login: Login;
  readonly instanceId: string;
  /** Its addresses, private and public. */
  readonly addresses: readonly string[];
  /** Addresses by which it may leave besides: of NAT gateways and of proxies. */
  readonly egress: Read<readonly string[]>;
  /** CloudTrail records of its role and of the person. */
  readonly records: Read<readonly unknown[]>;
  readonly roleArn?: string;
  /** Names of the one who logged in, as actors have them. */
  readonly names: readonly string[];
  readonly flows: Read<readonly FlowLines[]>;
  /** Its flows before that. */
  readonly before: Read<Before>;
  readonly dns: Read<string>;
  readonly host: Read<HostState>;
  readonly detections: Read<readonly unknown[]>;
  /** Logins on other machines of the organization with the same address or key. */
  readonly elsewhere: Read<readonly Login[]>;
  /** Parts of a source that were not had, though others were. */
  readonly gaps: readonly LookedFor[];
}
