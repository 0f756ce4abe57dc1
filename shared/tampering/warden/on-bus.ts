import { field, text } from '../../record/json';
import { rowsOf } from '../records/rows-of';

/** What calls on a bus do. No name means the account's default bus. */
export const onBus = rowsOf({
  source: 'events.amazonaws.com',
  subject: 'eventBuses',
  targets: ({ request }) => {
    const said = text(field(request, 'eventBusName')) ?? text(field(request, 'name'));
    return said || request ? [said ?? 'default'] : [];
  },
});
