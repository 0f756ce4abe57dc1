import { randomUUID } from 'node:crypto';
import type { Principal } from '../../core/principal';
import { Refusal, type World } from '../../core/service';
import { authorize } from '../../iam/authorize';
import { accessDenied } from '../../iam/require-permission';
import { functionArn, functionPolicy } from '../../lambda/function-of-call';
import { findFunction, invokeFunction } from '../../lambda/invoke';
import { isTree } from '../language/path';
import { StateFailure } from '../language/state-failure';
import type { Execution } from '../state';
import { assumeRole } from './assume-role';
import { type Answered, callOf, callService } from './call-service';
import { optimisedFailure, sdkFailure } from './failures';
import type { IntegratedResource, Resource } from './resource';
import { fromSdk, textOfBytes, toSdk, withJsonBody } from './spelling';

interface Work {
  readonly world: World;
  readonly execution: Execution;
  readonly resource: Resource;
  readonly input: unknown;
}

/** Does what a task's resource says, as the machine's role; throws a StateFailure for what goes wrong. */
export async function perform({ world, execution, resource, input }: Work): Promise<unknown> {
  const principal = assumeRole(world, execution);
  const { region } = execution;
  if (resource.kind === 'function') {
    return invoke(world, { principal, region, named: resource.functionArn, payload: input });
  }
  const parameters = isTree(input) ? input : {};
  if (resource.kind === 'invoke') {
    const { FunctionName, Payload = {} } = parameters;
    const named = String(FunctionName);
    const payload = await invoke(world, { principal, region, named, payload: Payload });
    return {
      ExecutedVersion: '$LATEST',
      Payload: payload,
      ...metadata(randomUUID()),
      StatusCode: 200,
    };
  }
  const { serviceId, action } = resource;
  const answered = await callService(world, {
    serviceId,
    action,
    principal,
    region,
    input: resource.kind === 'sdk' ? fromSdk(resource, parameters) : withJsonBody(parameters),
  });
  if (answered.output instanceof Refusal) throw failureOf(resource, answered, answered.output);
  const output = JSON.parse(JSON.stringify(answered.output, textOfBytes));
  return resource.kind === 'sdk'
    ? toSdk(resource, output)
    : { ...output, ...metadata(answered.requestId) };
}

/** What the optimised integrations add to the answer; the HTTP headers are left out. */
const metadata = (RequestId: string) => ({
  SdkHttpMetadata: { HttpStatusCode: 200 },
  SdkResponseMetadata: { RequestId },
});

interface Invocation {
  readonly principal: Principal;
  readonly region: string;
  /** As FunctionName is written. */
  readonly named: string;
  readonly payload: unknown;
}

async function invoke(world: World, { principal, region, named, payload }: Invocation) {
  const input = { FunctionName: named };
  const call = callOf(world, { serviceId: 'lambda', action: 'Invoke', principal, region, input });
  const arn = functionArn(call);
  const decision = authorize(world, {
    principal,
    action: 'lambda:InvokeFunction',
    resources: [arn],
    resourcePolicy: functionPolicy(call, world),
    context: { 'aws:RequestedRegion': region },
  });
  try {
    if (decision.kind === 'denied') {
      const action = 'lambda:InvokeFunction';
      throw accessDenied({ ...decision, principal, action, protocol: 'rest-json' });
    }
    const result = await invokeFunction(world, findFunction(world, arn), payload);
    if (result.kind === 'succeeded') return result.payload ?? null;
    const { errorType, errorMessage } = result;
    throw new StateFailure(errorType, JSON.stringify({ errorMessage, errorType, trace: [] }));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw optimisedFailure('Lambda', error, call.requestId);
  }
}

function failureOf(
  { kind, errorPrefix }: IntegratedResource,
  { requestId }: Answered,
  refusal: Refusal,
): StateFailure {
  const failure = kind === 'sdk' ? sdkFailure : optimisedFailure;
  return failure(errorPrefix, refusal, requestId);
}
