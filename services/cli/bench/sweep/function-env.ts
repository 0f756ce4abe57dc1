import { SECURITY } from './members';
import { HOME, type SweepScale } from './scale';

/** What serverless.yml gives the functions, and where AWS is. */
export const functionEnv = (
  url: string,
  { regions }: SweepScale,
): Readonly<Record<string, string>> => ({
  AWS_ENDPOINT_URL: url,
  AWS_REGION: HOME,
  AWS_ACCESS_KEY_ID: `AKIA${SECURITY}`,
  AWS_SECRET_ACCESS_KEY: 'example',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  TRAILWARDEN_TABLE: 'trailwarden',
  TRAILWARDEN_GUARD_ROLE: 'trailwarden-guard',
  TRAILWARDEN_SIGNALS_URL: `${url}/${SECURITY}/trailwarden-signals`,
  TRAILWARDEN_DEAD_LETTERS_URL: `${url}/${SECURITY}/trailwarden-signals-dead-letters`,
  TRAILWARDEN_SEAL_KEY: `arn:aws:kms:${HOME}:${SECURITY}:key/11112222-3333-4444-5555-666677778888`,
  TRAILWARDEN_SECURITY_ACCOUNT: SECURITY,
  TRAILWARDEN_REGIONS: regions.join(','),
  TRAILWARDEN_SWEEP_EVERY: 'rate(1 hour)',
  TRAILWARDEN_TICKS_URL: `${url}/${SECURITY}/trailwarden-ticks`,
});
