import type { Action } from '../../core/service';
import { renderDestination } from '../destination-of-call';
import { optionalText } from '../input';
import { pageOf } from '../page';

export const describeDestinations: Action = {
  readOnly: true,
  resource: () => '*',
  handle: ({ input, accountId, region }, world) => {
    const prefix = optionalText(input, 'DestinationNamePrefix') ?? '';
    const place = `arn:aws:logs:${region}:${accountId}:`;
    const found = [...world.logs.destinations.values()].filter(
      ({ arn, destinationName }) => arn.startsWith(place) && destinationName.startsWith(prefix),
    );
    const { items, rest } = pageOf(input, found, ({ destinationName }) => destinationName);
    return { destinations: items.map(renderDestination), ...rest };
  },
};
