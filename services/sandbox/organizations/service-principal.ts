import type { Call } from '../core/call';
import { refuse } from './refusals';

/** The service a call is about, e.g. `cloudtrail.amazonaws.com`. */
export function servicePrincipal({ input }: Call): string {
  const service = input.ServicePrincipal;
  if (typeof service === 'string' && /\.amazonaws\.com$/.test(service)) return service;
  throw refuse.invalidInput('You specified an unrecognized service principal.');
}
