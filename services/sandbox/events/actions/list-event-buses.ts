import type { Action } from '../../core/service';
import { findBus } from '../find-bus';
import { optionalText } from '../input';
import { pageOf } from '../page';
import { renderBus } from './describe-event-bus';

export const listEventBusesAction: Action = {
  readOnly: true,
  resource: () => '*',
  handle: (call, world) => {
    findBus(world, { accountId: call.accountId, region: call.region });
    const prefix = optionalText(call.input, 'NamePrefix') ?? '';
    const own = [...world.events.buses.values()].filter(
      ({ accountId, region }) => accountId === call.accountId && region === call.region,
    );
    const page = pageOf(
      call.input,
      own.filter(({ name }) => name.startsWith(prefix)),
    );
    return { EventBuses: page.items.map(renderBus), NextToken: page.NextToken };
  },
};
