import { setTimeout as wait } from 'node:timers/promises';
import { coveringTrails, recordCall } from '../cloudtrail/deliver-record';
import { authorize } from '../iam/authorize';
import { listOf } from '../iam/policy-document';
import { accessDenied } from '../iam/require-permission';
import type { Fault } from './faults';
import type { Runtime } from './runtime';
import {
  type Action,
  type Call,
  NotEmulated,
  type Outcome,
  RawAnswer,
  Refusal,
  type Service,
  type World,
} from './service';

/** One authenticated call from the first half of its latency to the second, its record between. */
export async function takeEffect(
  runtime: Runtime,
  service: Service,
  action: Action,
  call: Call,
): Promise<Outcome> {
  await pause(runtime.settings.latencyMs / 2);
  const faults = runtime.faults.strike(call);
  for (const { delayMs } of faults) await pause(delayMs ?? 0);
  for (const { before } of faults) await before?.(call);
  if (faults.some(({ hangUp }) => hangUp)) return { kind: 'hung-up' };
  const outcome = await effectAndRecord(runtime, { service, action, call, faults });
  for (const { after } of faults) await after?.(call);
  await pause(runtime.settings.latencyMs / 2);
  return outcome;
}

interface Struck {
  readonly service: Service;
  readonly action: Action;
  readonly call: Call;
  readonly faults: readonly Fault[];
}

async function effectAndRecord(runtime: Runtime, struck: Struck): Promise<Outcome> {
  const { service, action, call } = struck;
  // Before the call: the StopLogging that silences a trail is the last thing that trail tells.
  const coveredBy = coveringTrails(runtime.world, service, action, call);
  const outcome = await refusalsAsOutcome(() => effect(runtime, struck));
  if (action.record !== null && !isNotEmulated(outcome)) {
    recordCall(runtime.world, { service, action, call, outcome, coveredBy });
  }
  return outcome;
}

async function effect(runtime: Runtime, struck: Struck): Promise<Outcome> {
  const { service, action, call, faults } = struck;
  refuseByFault(faults);
  refuseByQuota(runtime, service, action, call);
  authorizeCall(runtime.world, service, action, call);
  const result = await action.handle(call, runtime.world);
  return result instanceof RawAnswer
    ? { kind: 'raw', answer: result }
    : { kind: 'output', output: result ?? {} };
}

function refuseByFault(faults: readonly Fault[]): void {
  for (const { refuse } of faults) {
    if (refuse) throw new Refusal(refuse.code, refuse.message, refuse.status);
  }
}

function refuseByQuota(runtime: Runtime, service: Service, action: Action, call: Call): void {
  if (!runtime.settings.quotas || !action.quota) return;
  const owner = `${call.accountId}/${call.region}/${service.id}`;
  if (runtime.quotas.take(owner, action.quota)) return;
  const usual = service.wire.protocol.endsWith('json') ? 'ThrottlingException' : 'Throttling';
  throw new Refusal(service.throttlingCode ?? usual, 'Rate exceeded');
}

async function refusalsAsOutcome(run: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof Refusal) return { kind: 'refused', refusal: error };
    throw error;
  }
}

function isNotEmulated(outcome: Outcome): boolean {
  return outcome.kind === 'refused' && outcome.refusal instanceof NotEmulated;
}

async function pause(milliseconds: number): Promise<void> {
  if (milliseconds > 0) await wait(milliseconds);
}

/** Refuses with AWS's AccessDenied unless policies allow the call. */
function authorizeCall(world: World, service: Service, action: Action, call: Call): void {
  if (action.authorization === 'none' || action.authorization === 'own') return;
  const permission = permissionOf(action, call);
  const resourcePolicy = action.resourcePolicy?.(call, world);
  const decision = authorize(world, {
    principal: call.principal,
    action: permission,
    resources: listOf(action.resource?.(call, world) ?? '*'),
    ...(resourcePolicy && { resourcePolicy }),
    context: { 'aws:RequestedRegion': call.region, ...action.conditions?.(call, world) },
    contextOf: (resource) => action.conditionsOf?.(resource, call, world) ?? {},
  });
  if (decision.kind === 'allowed') return;
  const { protocol } = service.wire;
  const { principal } = call;
  const denied = accessDenied({ ...decision, principal, action: permission, protocol });
  if (service.deniedCode === undefined) throw denied;
  const sentence = service.deniedSentence?.(denied.message) ?? denied.message;
  throw new Refusal(service.deniedCode, sentence, service.deniedStatus ?? denied.status);
}

function permissionOf({ permission }: Action, call: Call): string {
  if (permission === undefined) return `${call.service}:${call.action}`;
  return typeof permission === 'string' ? permission : permission(call);
}
