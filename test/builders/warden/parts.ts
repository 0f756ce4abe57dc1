import type { Baseline } from '../../../shared/domain/baseline';
import type { Known, Present } from '../../../shared/domain/observation';
import type { Subject } from '../../../shared/domain/subject';
import type {
  BusState,
  QueueState,
  RoleState,
  RuleState,
  WardenState,
} from '../../../shared/domain/warden';
import { at } from '../at';

const ACCOUNT = '222233334444';

/** Our own part under this resource: `events:us-east-1:222233334444:rule/trailwarden-forward`. */
export const aPart = (resource: string): Subject<'warden'> => ({
  kind: 'warden',
  accountId: ACCOUNT,
  region: 'us-east-1',
  id: `arn:aws:${resource}`,
});

export const aRulePart = () => aPart(`events:us-east-1:${ACCOUNT}:rule/trailwarden-forward`);
export const aBusPart = () => aPart(`events:us-east-1:${ACCOUNT}:event-bus/trailwarden`);
export const aRolePart = (name = 'trailwarden-reader') => aPart(`iam::${ACCOUNT}:role/${name}`);
export const aQueuePart = () => aPart(`sqs:us-east-1:${ACCOUNT}:trailwarden-undelivered`);

export const aRule = (different: Partial<RuleState> = {}): RuleState => ({
  kind: 'rule',
  name: 'trailwarden-forward',
  busName: 'default',
  state: 'ENABLED',
  eventPattern: '{"source":["aws.cloudtrail"]}',
  description: 'Reports every change to a trail.',
  targets: [
    {
      Id: 'security-account',
      Arn: `arn:aws:events:us-east-1:${ACCOUNT}:event-bus/trailwarden`,
      RoleArn: `arn:aws:iam::${ACCOUNT}:role/trailwarden-forwarder-us-east-1`,
      DeadLetterConfig: { Arn: aQueuePart().id },
    },
  ],
  tags: { owner: 'security' },
  ...different,
});

export const aBus = (different: Partial<BusState> = {}): BusState => ({
  kind: 'bus',
  name: 'trailwarden',
  policy: '{"Statement":[{"Effect":"Allow","Sid":"organization"}],"Version":"2012-10-17"}',
  description: 'Where the accounts report.',
  kmsKeyIdentifier: 'alias/trailwarden',
  deadLetterArn: aQueuePart().id,
  ...different,
});

export const BOUNDARY = `arn:aws:iam::${ACCOUNT}:policy/trailwarden-boundary`;
export const DENY_ALL = 'arn:aws:iam::aws:policy/AWSDenyAll';

export const aRole = (different: Partial<RoleState> = {}): RoleState => ({
  kind: 'role',
  name: 'trailwarden-reader',
  path: '/',
  trustPolicy: '{"Statement":[{"Action":"sts:AssumeRole","Effect":"Allow"}]}',
  description: 'What people may read.',
  maxSessionDuration: 3_600,
  permissionsBoundaryArn: BOUNDARY,
  boundaryText: '{"Statement":[{"Action":"cloudtrail:*","Effect":"Allow","Resource":"*"}]}',
  roleTags: { owner: 'security' },
  inlinePolicies: { read: '{"Statement":[{"Effect":"Allow"}]}', more: '{"Statement":[]}' },
  attachedPolicies: ['arn:aws:iam::aws:policy/SecurityAudit'],
  ...different,
});

export const aQueue = (different: Partial<QueueState> = {}): QueueState => ({
  kind: 'queue',
  name: 'trailwarden-undelivered',
  url: `https://sqs.us-east-1.amazonaws.com/${ACCOUNT}/trailwarden-undelivered`,
  attributes: {
    MessageRetentionPeriod: '1209600',
    Policy: '{"Statement":[{"Effect":"Allow"}]}',
    SqsManagedSseEnabled: 'false',
    VisibilityTimeout: '30',
  },
  ...different,
});

const partOf: { readonly [P in WardenState['kind']]: () => Subject<'warden'> } = {
  rule: aRulePart,
  bus: aBusPart,
  role: aRolePart,
  queue: aQueuePart,
};

/** Captured an hour before anything happens. */
export const aWardenBaseline = (state: WardenState): Baseline<'warden'> => ({
  subject: partOf[state.kind](),
  version: 1,
  state,
  capturedAt: at(-3_600),
  capturedBy: 'trailwarden',
  why: 'first sight',
});

export const mustBe = (state: WardenState) => ({
  baseline: aWardenBaseline(state),
  accountedUntil: at(-3_600),
});

export const seen = (state: WardenState): Present<'warden'> => ({
  kind: 'present',
  subject: partOf[state.kind](),
  observedAt: at(60),
  state,
});

export const gone = (kind: WardenState['kind']): Known<'warden'> => ({
  kind: 'absent',
  subject: partOf[kind](),
  observedAt: at(60),
});

/** The same without these fields, as when they were not read or never were. */
export function without<S extends WardenState>(state: S, ...fields: readonly (keyof S)[]): S {
  const left = Object.entries(state).filter(([name]) => !fields.includes(name as keyof S));
  return Object.fromEntries(left) as never;
}
