import { randomUUID } from 'node:crypto';
import { checkRegion } from '../account/regions';
import { authenticate, authenticationRefusal } from './authenticate';
import { preciseNow } from './clock';
import { globalRegionOf } from './partition';
import { presignedAuthorization, withoutSignature } from './presigned';
import { header, type Protocol, type WireAnswer, type WireRequest } from './protocol';
import { protocolOf } from './protocols';
import type { Runtime } from './runtime';
import {
  type Action,
  type Call,
  NotEmulated,
  type Outcome,
  Refusal,
  type Service,
} from './service';
import { type Authorization, headerAuthorization } from './sigv4';
import { takeEffect } from './take-effect';

/** Answers one AWS request; undefined means: hang up. */
export async function dispatch(
  runtime: Runtime,
  request: WireRequest,
): Promise<WireAnswer | undefined> {
  const requestId = randomUUID();
  const arrivedAt = preciseNow();
  let service: Service | undefined;
  try {
    const found = serviceOf(runtime.services, request);
    service = found.service;
    const { actionName, action } = actionOf(service, found.asked);
    const call = readCall(runtime, { ...found, actionName, action }, request, requestId);
    const outcome = await takeEffect(runtime, service, action, call);
    note(runtime, call, outcome, arrivedAt);
    return answer(service, call, outcome);
  } catch (error) {
    const refusal = error instanceof Refusal ? error : internalFailure(error);
    return refuse(service ?? guessService(runtime, request), refusal, requestId);
  }
}

interface Signed {
  readonly service: Service;
  readonly authorization: Authorization;
  /** The request without what a presigned URL has in its query to sign it. */
  readonly asked: WireRequest;
}

interface Route extends Signed {
  readonly actionName: string;
  readonly action: Action;
}

/** The service a request is for, by its credential scope; every host name leads to this one port. */
function serviceOf(services: ReadonlyMap<string, Service>, request: WireRequest): Signed {
  const { authorization, asked } = signatureOf(request);
  const service = services.get(serviceIdOf(authorization, request));
  if (service) return { service, authorization, asked };
  throw new NotEmulated(
    `sandbox: the service ${authorization.service} is not emulated; add services/sandbox/${authorization.service}/service.ts`,
  );
}

/** In its header, or in its query: presigned URLs are S3's only, here. */
function signatureOf(request: WireRequest): Pick<Signed, 'authorization' | 'asked'> {
  const written = header(request, 'authorization');
  const protocol = header(request, 'x-amz-target') === undefined ? 'query' : 'json';
  if (written === undefined) {
    const authorization = presignedAuthorization(request);
    if (authorization?.service !== 's3') throw authenticationRefusal('missing', protocol);
    return { authorization, asked: withoutSignature(request) };
  }
  const authorization = headerAuthorization(request, written);
  if (!authorization) throw authenticationRefusal('incomplete', protocol);
  return { authorization, asked: request };
}

/** S3 Control signs as S3; all its requests, and none of S3's, say which account they are about. */
function serviceIdOf({ service }: Authorization, request: WireRequest): string {
  const isOfAccount = header(request, 'x-amz-account-id') !== undefined;
  return service === 's3' && isOfAccount ? 's3control' : service;
}

/** Refuses loudly what the service does not know here: an empty 200 would look like success. */
function actionOf(
  service: Service,
  request: WireRequest,
): { readonly actionName: string; readonly action: Action } {
  const actionName = protocolOf(service).actionOf(service, request);
  if (actionName === undefined && service.wire.protocol.startsWith('rest-')) {
    throw new NotEmulated(
      `sandbox: ${service.id} ${request.method} ${request.url} is not emulated; add an action with this method, path and query to services/sandbox/${service.id}/actions`,
    );
  }
  if (actionName === undefined) {
    const target = header(request, 'x-amz-target') ?? 'none';
    throw new NotEmulated(
      `sandbox: ${service.id} is emulated in its ${service.wire.protocol} protocol only; this request names no action of it (X-Amz-Target: ${target})`,
    );
  }
  const action = Object.hasOwn(service.actions, actionName)
    ? service.actions[actionName]
    : undefined;
  if (action) return { actionName, action };
  throw new NotEmulated(
    `sandbox: ${service.id}:${actionName} is not emulated; add services/sandbox/${service.id}/actions/${kebab(actionName)}.ts`,
  );
}

function kebab(name: string): string {
  return name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '-').toLowerCase();
}

function readCall(runtime: Runtime, found: Route, request: WireRequest, requestId: string): Call {
  const { service, authorization, asked, actionName } = found;
  const { world } = runtime;
  const principal = authenticate(world, service, request, authorization);
  const region = service.global
    ? globalRegionOf(world.partition, service.id)
    : authorization.region;
  const { accountId } = principal;
  checkRegion(world, { accountId, region, protocol: service.wire.protocol });
  return {
    service: service.id,
    action: actionName,
    accountId,
    region,
    principal,
    input: protocolOf(service).inputOf(asked, found.action, service),
    raw: { body: asked.body, headers: asked.headers },
    requestId,
    sourceIp: request.remoteAddress,
    userAgent: header(request, 'user-agent') ?? '',
    at: world.now(),
  };
}

function answer(service: Service, call: Call, outcome: Outcome): WireAnswer | undefined {
  if (outcome.kind === 'hung-up') return undefined;
  if (outcome.kind === 'raw') return outcome.answer;
  if (outcome.kind === 'refused') return refuse(service, outcome.refusal, call.requestId);
  return protocolOf(service).render(service, call.action, outcome.output, call.requestId);
}

function refuse(service: Service, refusal: Refusal, requestId: string): WireAnswer {
  const protocol: Protocol = protocolOf(service);
  const rendered = protocol.renderRefusal(service, refusal, requestId);
  return { ...rendered, headers: { ...rendered.headers, ...service.errorHeaders?.(refusal) } };
}

/** An unroutable request still gets an error its client can read. */
function guessService({ services }: Runtime, request: WireRequest): Service {
  const s3 = /[?&]X-Amz-/.test(request.url) ? services.get('s3') : undefined;
  if (s3 !== undefined) return s3;
  const json = header(request, 'x-amz-target') !== undefined;
  return {
    id: 'sandbox',
    eventSource: 'sandbox',
    wire: json
      ? { protocol: 'json', version: '1.1', targetPrefix: '' }
      : { protocol: 'query', version: '', namespace: '' },
    actions: {},
  };
}

/** A defect of the sandbox itself: said on standard error, because a client shows only the code. */
function internalFailure(error: unknown): Refusal {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`sandbox: ${text}\n`);
  const message = error instanceof Error ? error.message : String(error);
  return new Refusal('InternalFailure', `sandbox: ${message}`, 500);
}

/** In the feed, for those who watch. */
export function note(runtime: Runtime, call: Call, outcome: Outcome, arrivedAt: number): void {
  const { service, action, accountId, region, input, requestId, principal } = call;
  const errorCode = errorCodeOf(outcome);
  runtime.world.feed.push({
    kind: 'call',
    service,
    action,
    accountId,
    region,
    principalArn: principal.arn,
    input,
    arrivedAt,
    answeredAt: preciseNow(),
    ...(errorCode !== undefined && { errorCode }),
    requestId,
  });
}

function errorCodeOf(outcome: Outcome): string | undefined {
  if (outcome.kind === 'refused') return outcome.refusal.code;
  if (outcome.kind === 'raw') return outcome.answer.errorCode;
  return outcome.kind === 'hung-up' ? 'ConnectionClosed' : undefined;
}
