import type { Incident } from '../../../domain/incident';
import { findTechnique } from '../../../tampering/catalogue';
import type { Section } from '../document';

export const about = (incident: Incident, at: string): Section => ({
  title: 'About this report',
  blocks: [
    {
      kind: 'facts',
      facts: [
        { name: 'Incident', text: incident.id },
        { name: 'Opened', text: incident.openedAt },
        { name: 'Last seen', text: incident.lastSeenAt },
        { name: 'Techniques', text: incident.techniques.map(named).join('; ') || 'none was found' },
        { name: 'Made', text: `${at}, by Trailwarden, from the incident as it was then` },
      ],
    },
  ],
});

function named(id: string): string {
  const technique = findTechnique(id);
  return technique
    ? `${id} (${technique.title}; ${technique.row}; MITRE ATT&CK ${technique.mitre.join(', ')})`
    : id;
}
