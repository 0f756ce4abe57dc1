import type { Principal } from '../core/principal';
import { Refusal } from '../core/refusal';

export interface Denial {
  readonly principal: Principal;
  readonly action: string;
  readonly resource: string;
  readonly because: string;
  readonly protocol: 'json' | 'query';
}

/** AWS's AccessDenied in AWS's sentence [D troubleshoot_access-denied]. */
export function accessDenied({ principal, action, resource, because, protocol }: Denial): Refusal {
  return new Refusal(
    protocol === 'json' ? 'AccessDeniedException' : 'AccessDenied',
    `User: ${principal.arn} is not authorized to perform: ${action} on resource: ${resource} ${because}`,
    protocol === 'json' ? 400 : 403,
  );
}
