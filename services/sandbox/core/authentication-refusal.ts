import { Refusal } from './refusal';

export type AuthenticationFailure =
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

export function authenticationRefusal(
  failure: AuthenticationFailure,
  protocol: 'json' | 'query',
): Refusal {
  const [json, query, message] = refusals[failure];
  return protocol === 'json' ? new Refusal(json, message) : new Refusal(query, message, 403);
}
