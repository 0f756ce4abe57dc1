import type { Subject } from './domain/subject';
import type { Protected } from './protected';

interface Place {
  readonly accountId: string;
  readonly region: string;
}

/** Our own parts in an account and Region, by the names that the templates give them. */
export const wardenParts = (_place: Place, _what: Protected): readonly Subject<'warden'>[] => [];
