import type { Incident } from '../../../domain/incident';
import type { Section } from '../document';

export const whomToTell = ({ contacts }: Incident): Section => ({
  title: 'Whom to tell',
  blocks: contacts
    ? [
        {
          kind: 'table',
          table: {
            title: 'Best first',
            head: ['Who', 'Channel', 'Source', 'Why'],
            rows: contacts.contacts.map(({ person, address, channel, source, why }) => [
              ...[person ? `${person}, ${address}` : address, channel, source, why],
            ]),
          },
        },
        {
          kind: 'list',
          title: 'Where it was looked up',
          items: contacts.asked.map(({ source, kind, why }) => `${source}: ${kind}. ${why}`),
        },
      ]
    : [{ kind: 'unknown', text: 'Not known yet: no contact has been looked up.' }],
});
