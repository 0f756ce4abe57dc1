import { refuse } from '../s3/refusals';
import type { Principal } from './principal';
import type { WireRequest } from './protocol';
import { Refusal, type Service, type World } from './service';
import { type Authorization, signatureMatches } from './sigv4';

const allowedSkewMs = 15 * 60 * 1000;

/** Who signed the request; refuses with AWS's code for the protocol when it was no identity we know. */
export function authenticate(
  world: World,
  service: Service,
  request: WireRequest,
  authorization: Authorization,
): Principal {
  const { protocol } = service.wire;
  const key = world.iam.accessKeys.get(authorization.accessKeyId);
  if (!key || key.isInactive || key.sessionToken !== authorization.sessionToken)
    throw authenticationRefusal('unknown-key', protocol);
  if (isExpired(key.principal, world.now())) throw authenticationRefusal('expired', protocol);
  if (authorization.presigned === undefined && !isRecent(world, timeOf(authorization))) {
    throw authenticationRefusal('skewed', protocol);
  }
  if (!signatureMatches(request, authorization, key.secretAccessKey)) {
    throw authenticationRefusal('bad-signature', protocol);
  }
  checkPresigned(world, request, authorization);
  return key.principal;
}

/** What S3 asks of a presigned URL besides: that it is not over, by the world's clock, and that nothing was added. */
function checkPresigned(world: World, request: WireRequest, authorization: Authorization): void {
  const { presigned, signedHeaders } = authorization;
  if (presigned === undefined) return;
  const at = timeOf(authorization);
  const now = world.now();
  const expires = new Date(at + presigned.expiresInSeconds * 1000);
  if (!(now <= expires)) throw refuse.expired(presigned.expiresInSeconds, expires, now);
  if (at > now.getTime() && !isRecent(world, at)) throw refuse.denied('Request is not valid yet');
  const added = Object.keys(request.headers).filter(
    (name) => name.startsWith('x-amz-') && !signedHeaders.includes(name),
  );
  if (added.length > 0) throw refuse.headersNotSigned(added.join(', '));
}

function isExpired(principal: Principal, now: Date): boolean {
  return principal.kind === 'assumed-role' && principal.expiresAt <= now;
}

function timeOf({ at }: Authorization): number {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(at) ?? [];
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

/** Against the real clock, which clients sign with, or the world's, which functions have. */
function isRecent(world: World, at: number): boolean {
  return [Date.now(), world.now().getTime()].some((now) => Math.abs(now - at) <= allowedSkewMs);
}

type AuthenticationFailure =
  | 'missing'
  | 'incomplete'
  | 'unknown-key'
  | 'bad-signature'
  | 'expired'
  | 'skewed';

const wrongSignature =
  'The request signature we calculated does not match the signature you provided. ' +
  'Check your AWS Secret Access Key and signing method. Consult the service documentation for details.';

/** Code under the JSON protocols, code under Query, sentence [D CommonErrors of STS and CloudTrail]. */
const refusals: Readonly<
  Record<AuthenticationFailure, readonly [json: string, query: string, message: string]>
> = {
  missing: [
    'MissingAuthenticationTokenException',
    'MissingAuthenticationToken',
    'Request is missing Authentication Token',
  ],
  incomplete: [
    'IncompleteSignatureException',
    'IncompleteSignature',
    'The request signature does not conform to AWS standards.',
  ],
  'unknown-key': [
    'UnrecognizedClientException',
    'InvalidClientTokenId',
    'The security token included in the request is invalid.',
  ],
  'bad-signature': ['InvalidSignatureException', 'SignatureDoesNotMatch', wrongSignature],
  expired: [
    'ExpiredTokenException',
    'ExpiredToken',
    'The security token included in the request is expired',
  ],
  skewed: [
    'InvalidSignatureException',
    'SignatureDoesNotMatch',
    'Signature expired or not yet current: the request date is more than 15 minutes from the current time.',
  ],
};

/** Code, sentence and status of S3 [D S3 API ErrorResponses]. */
const s3Refusals: Readonly<
  Record<AuthenticationFailure, readonly [code: string, message: string, status: number]>
> = {
  missing: ['AccessDenied', 'Access Denied', 403],
  incomplete: ['AuthorizationHeaderMalformed', 'The authorization header is malformed.', 400],
  'unknown-key': [
    'InvalidAccessKeyId',
    'The AWS Access Key Id you provided does not exist in our records.',
    403,
  ],
  'bad-signature': [
    'SignatureDoesNotMatch',
    'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
    403,
  ],
  expired: ['ExpiredToken', 'The provided token has expired.', 400],
  skewed: [
    'RequestTimeTooSkewed',
    'The difference between the request time and the current time is too large.',
    403,
  ],
};

export function authenticationRefusal(
  failure: AuthenticationFailure,
  protocol: Service['wire']['protocol'],
): Refusal {
  if (protocol === 'rest-xml') return new Refusal(...s3Refusals[failure]);
  const [json, query, message] = refusals[failure];
  if (protocol === 'json') return new Refusal(json, message);
  return new Refusal(protocol === 'rest-json' ? json : query, message, 403);
}
