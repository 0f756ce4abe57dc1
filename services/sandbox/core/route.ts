import { authenticationRefusal } from './authentication-refusal';
import { type AuthorizationHeader, parseAuthorizationHeader } from './authorization-header';
import { header, type WireRequest } from './protocol';
import { protocolOf } from './protocols';
import { type Action, NotEmulated, type Service } from './service';

export interface Route {
  readonly service: Service;
  readonly actionName: string;
  readonly action: Action;
  readonly authorization: AuthorizationHeader;
}

/** The service a request is for, by its credential scope; every host name leads to this one port. */
export function serviceOf(
  services: ReadonlyMap<string, Service>,
  request: WireRequest,
): { readonly service: Service; readonly authorization: AuthorizationHeader } {
  const written = header(request, 'authorization');
  const protocol = header(request, 'x-amz-target') === undefined ? 'query' : 'json';
  if (written === undefined) throw authenticationRefusal('missing', protocol);
  const authorization = parseAuthorizationHeader(written);
  if (!authorization) throw authenticationRefusal('incomplete', protocol);
  const service = services.get(serviceIdOf(authorization, request));
  if (service) return { service, authorization };
  throw new NotEmulated(
    `sandbox: the service ${authorization.service} is not emulated; add services/sandbox/${authorization.service}/service.ts`,
  );
}

/** S3 Control signs as S3; all its requests, and none of S3's, say which account they are about. */
function serviceIdOf({ service }: AuthorizationHeader, request: WireRequest): string {
  const isOfAccount = header(request, 'x-amz-account-id') !== undefined;
  return service === 's3' && isOfAccount ? 's3control' : service;
}

/** Refuses loudly what the service does not know here: an empty 200 would look like success. */
export function actionOf(
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
