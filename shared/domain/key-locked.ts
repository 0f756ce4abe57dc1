import { namedFor } from './lets-service';
import { isSeenOf, type Observation } from './observation';

const SHOWN = 5;

/**
 * What KMS's refusal of PutKeyPolicy means: only a key's policy opens the key. Nothing where the policy lets the
 * account change it: then something else denied the guard, and may be over by now.
 */
export function describeKeyLocked(observation: Observation): string | undefined {
  if (!isSeenOf(observation, 'key') || observation.kind !== 'present') return undefined;
  const { subject, state } = observation;
  const { accountId, region, id } = subject;
  if (state.policy === undefined) return undefined;
  const { allowed, isDenied } = namedFor(state.policy, 'kms:PutKeyPolicy');
  const isOpen = allowed.some((one) => one === '*' || one.includes(`:${accountId}:root`));
  if (isOpen && !isDenied) return undefined;
  // The caller types these names, and they become part of what a person reads.
  const named = [...new Set(allowed)].filter((one) => /^[\w+=,.@:/*-]{1,200}$/.test(one));
  const more = named.length > SHOWN ? ` and ${named.length - SHOWN} more` : '';
  const who =
    named.length > 0
      ? `names only ${named.slice(0, SHOWN).join(', ')}${more}`
      : 'names no principal';
  return [
    `For changing the key’s policy, that policy ${who}${isDenied ? ', and denies it to others' : ''}: nothing of ours can put it back.`,
    `Sign in as that, in account ${accountId}: trailwarden baseline show ${id} --field policy > policy.json, then aws kms put-key-policy --region ${region} --key-id ${id} --policy-name default --policy file://policy.json.`,
    'Where none of them can be used, only AWS Support gives the key back. CloudTrail tries for 30 days to deliver; trailwarden status says which trails cannot.',
  ].join(' ');
}
