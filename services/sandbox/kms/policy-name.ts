import type { Call } from '../core/call';
import { Refusal } from '../core/refusal';
import { optionalText } from './input';

/** A key has one policy, and it is called `default`. [D] API_PutKeyPolicy */
export function refusePolicyName({ input }: Call): void {
  const name = optionalText(input, 'PolicyName') ?? 'default';
  if (name === 'default') return;
  throw new Refusal('NotFoundException', `Policy ${name} does not exist`);
}
