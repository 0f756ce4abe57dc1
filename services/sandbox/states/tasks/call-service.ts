import { randomUUID } from 'node:crypto';
import { preciseNow } from '../../core/clock';
import { note } from '../../core/dispatch';
import { globalRegionOf } from '../../core/partition';
import type { Principal } from '../../core/principal';
import type { Runtime } from '../../core/runtime';
import {
  type Action,
  type Call,
  NotEmulated,
  type Outcome,
  type RawAnswer,
  Refusal,
  type Service,
  type World,
} from '../../core/service';
import { takeEffect } from '../../core/take-effect';
import { isTree } from '../language/path';
import { runtimeFailure } from '../language/state-failure';

const runtimes = new WeakMap<World, Runtime>();

/** What lets state machines call the other services; done once, when the sandbox starts. */
export function attachRuntime(runtime: Runtime): void {
  runtimes.set(runtime.world, runtime);
}

interface Known {
  readonly service: Service;
  readonly action: Action;
}

/** Undefined when the sandbox does not have it. */
export function knownAction(world: World, serviceId: string, name: string): Known | undefined {
  const service = runtimes.get(world)?.services.get(serviceId);
  const action =
    service && Object.hasOwn(service.actions, name) ? service.actions[name] : undefined;
  return service && action && { service, action };
}

interface ServiceCall {
  readonly serviceId: string;
  readonly action: string;
  readonly principal: Principal;
  readonly region: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** What the service answers, or the refusal with which it does not. */
export interface Answered {
  readonly requestId: string;
  readonly output: Readonly<Record<string, unknown>> | Refusal;
}

/** As any other call: faults strike it, quotas count it, policies are asked, CloudTrail and the feed have it. */
export async function callService(world: World, wanted: ServiceCall): Promise<Answered> {
  const { serviceId, action: name } = wanted;
  const known = knownAction(world, serviceId, name);
  const runtime = runtimes.get(world);
  if (known === undefined || runtime === undefined) {
    throw runtimeFailure(`sandbox: ${serviceId}:${name} is not emulated`);
  }
  const call = callOf(world, wanted, known);
  const arrivedAt = preciseNow();
  const outcome = await takeEffect(runtime, known.service, known.action, call);
  note(runtime, call, outcome, arrivedAt);
  const output = outputOf(outcome);
  if (output instanceof NotEmulated) throw runtimeFailure(output.message);
  return { requestId: call.requestId, output };
}

/** A call that came over no wire. */
export function callOf(
  world: World,
  { serviceId, action, principal, region, input }: ServiceCall,
  known?: Known,
): Call {
  const source = 'states.amazonaws.com';
  return {
    service: serviceId,
    action,
    accountId: principal.accountId,
    region: known?.service.global ? globalRegionOf(world.partition, known.service.id) : region,
    principal,
    input: known ? onTheWire(known, input) : input,
    raw: { body: Buffer.from(JSON.stringify(input)), headers: {} },
    requestId: randomUUID(),
    sourceIp: source,
    userAgent: source,
    at: world.now(),
  };
}

/** As the service's protocol would have given them to the action. */
function onTheWire({ service, action }: Known, input: ServiceCall['input']): ServiceCall['input'] {
  const { protocol } = service.wire;
  if (protocol === 'query') return textsOf(input) as ServiceCall['input'];
  const payload = action.rest?.payload;
  if (protocol !== 'rest-xml' || payload === undefined) return input;
  const body = input[payload] ?? '';
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { ...input, [payload]: Buffer.from(text) };
}

function textsOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(textsOf);
  if (!isTree(value)) return String(value);
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, textsOf(one)]));
}

function outputOf(outcome: Outcome): Answered['output'] {
  if (outcome.kind === 'refused') return outcome.refusal;
  if (outcome.kind === 'raw') return rawOutput(outcome.answer);
  if (outcome.kind === 'hung-up') return new Refusal('SdkClientException', 'Connection reset', 0);
  return outcome.output;
}

/** DynamoDB's engine answers in JSON. */
function rawOutput({ status, body, errorCode }: RawAnswer): Answered['output'] {
  const parsed = JSON.parse(String(body) || '{}');
  if (status < 400) return parsed;
  return new Refusal(
    errorCode ?? 'UnknownError',
    String(parsed.message ?? parsed.Message ?? ''),
    status,
  );
}
