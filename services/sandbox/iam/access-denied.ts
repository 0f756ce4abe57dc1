import type { Principal } from '../core/principal';
import { Refusal } from '../core/service';

export interface Denial {
  readonly principal: Principal;
  readonly action: string;
  readonly resource: string;
  readonly because: string;
  readonly protocol: 'json' | 'query' | 'rest-json' | 'rest-xml';
}

/** AWS's AccessDenied in AWS's sentence [D troubleshoot_access-denied]. */
export function accessDenied({ principal, action, resource, because, protocol }: Denial): Refusal {
  // S3 alone speaks REST/XML here, and alone puts the resource in quotes [D troubleshoot-403-errors].
  const named = protocol === 'rest-xml' ? `"${resource}"` : resource;
  return new Refusal(
    protocol.endsWith('json') ? 'AccessDeniedException' : 'AccessDenied',
    `User: ${principal.arn} is not authorized to perform: ${action} on resource: ${named} ${because}`,
    protocol === 'json' ? 400 : 403,
  );
}
