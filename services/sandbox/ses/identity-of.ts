import type { Call } from '../core/call';
import type { World } from '../core/world';
import { sesOf } from './state';

type Place = Pick<Call, 'accountId' | 'region'>;

/** The verified identity a sender is covered by: the address itself, or else its domain. */
export function identityOf(world: World, place: Place, from: string): string | undefined {
  const { known } = sesOf(world);
  const domain = from.split('@').at(-1) ?? '';
  return [from, domain].map((name) => identityArn(place, name)).find((arn) => known.has(arn));
}

export const identityArn = ({ region, accountId }: Place, name: string): string =>
  `arn:aws:ses:${region}:${accountId}:identity/${name}`;

export const configurationSetArn = ({ region, accountId }: Place, name: string): string =>
  `arn:aws:ses:${region}:${accountId}:configuration-set/${name}`;
