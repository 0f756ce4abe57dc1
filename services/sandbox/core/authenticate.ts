import type { AccessKey } from '../iam/state';
import { authenticationRefusal } from './authentication-refusal';
import type { AuthorizationHeader } from './authorization-header';
import type { Principal } from './principal';
import { header, type WireRequest } from './protocol';
import type { Service, World } from './service';
import { signatureMatches } from './sigv4';

const allowedSkewMs = 15 * 60 * 1000;

/** Who signed the request; refuses with AWS's code for the protocol when it was no identity we know. */
export function authenticate(
  world: World,
  service: Service,
  request: WireRequest,
  authorization: AuthorizationHeader,
): Principal {
  const { protocol } = service.wire;
  const key = world.iam.accessKeys.get(authorization.accessKeyId);
  if (!key || key.isInactive || !tokenMatches(key, request))
    throw authenticationRefusal('unknown-key', protocol);
  if (isExpired(key.principal, world.now())) throw authenticationRefusal('expired', protocol);
  if (!isRecent(world, request)) throw authenticationRefusal('skewed', protocol);
  if (!signatureMatches(request, authorization, key.secretAccessKey)) {
    throw authenticationRefusal('bad-signature', protocol);
  }
  return key.principal;
}

function tokenMatches(key: AccessKey, request: WireRequest): boolean {
  return key.sessionToken === header(request, 'x-amz-security-token');
}

function isExpired(principal: Principal, now: Date): boolean {
  return principal.kind === 'assumed-role' && principal.expiresAt <= now;
}

/** Against the real clock, which clients sign with, or the world's, which functions have. */
function isRecent(world: World, request: WireRequest): boolean {
  const written = header(request, 'x-amz-date') ?? '';
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(written) ?? [];
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return [Date.now(), world.now().getTime()].some((now) => Math.abs(now - at) <= allowedSkewMs);
}
